/** Errors as callers see them: `{code, message}`, the code out of one closed set. */
import { ORPCError, ValidationError } from '@orpc/server'
import type { ServerResponse } from 'node:http'
import { errorStatuses, type ErrorCode } from '../contract/index.ts'
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { toRouterError } from '../core/router/router-errors.ts'
import type { Refusal } from './access.ts'

interface Call<Result> {
  readonly path: readonly string[]
  readonly next: () => Promise<Result>
}

/** Wraps every call of a procedure, whatever the transport: what failed inside is logged, and answered without its inside. */
export function errorInterceptor(log: Log): <Result>(call: Call<Result>) => Promise<Result> {
  return async ({ path, next }) => {
    try {
      return await next()
    } catch (error) {
      throw toPublicError(error, path.join('.'), log)
    }
  }
}

/** Errors: none; answers what a caller may know of `error`, and logs what it may not. */
export function toPublicError(error: unknown, call: string, log: Log): ORPCError<string, unknown> {
  const known = toRouterError(error)
  if (known.status >= 500 && known.code === 'INTERNAL_SERVER_ERROR')
    log.error('control.call_failed', { call, reason: describeInside(error) })
  return known
}

/** A body for REST. oRPC's own errors (a body that is no JSON, one that is too large) get codes of the same set. */
export function errorBody(error: ORPCError<string, unknown>): { code: ErrorCode; message: string } {
  if (error.code === 'PAYLOAD_TOO_LARGE') return { code: error.code, message: 'The body of this call is too large. Send less at once.' }
  return { code: isErrorCode(error.code) ? error.code : codeOfStatus(error.status), message: error.message }
}

/** Answers a refusal, outside of oRPC. */
export function sendRefusal(response: ServerResponse, { code, message }: Refusal): void {
  response.writeHead(errorStatuses[code], { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ code, message }))
}

function describeInside(error: unknown): string {
  const cause = error instanceof ORPCError ? (error.cause ?? error) : error
  if (!(cause instanceof ValidationError)) return cause instanceof Error ? (cause.stack ?? cause.message) : errorMessage(cause)
  return `the answer is not as in the contract: ${cause.issues.map(({ path, message }) => `${JSON.stringify(path)} ${message}`).join('; ')}`
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatuses, code)
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 404 || status === 405) return 'NOT_FOUND'
  return status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'
}
