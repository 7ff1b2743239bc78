/** Turns what a handler throws into an error that a caller can read: a code of the closed set and a sentence. */
import { ORPCError, ValidationError } from '@orpc/server'
import { z } from 'zod'
import { errorStatuses } from '../../contract/index.ts'
import { AppError } from '../errors.ts'

/** Never passes on the text of an unexpected error, which could hold anything. */
export function toRouterError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof AppError) return make(error.code, error.message, error)
  if (error instanceof z.ZodError) return make('BAD_REQUEST', describeIssues(error.issues), error)
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return make('BAD_REQUEST', describeIssues(error.cause.issues), error)
    return error
  }
  return make('INTERNAL_SERVER_ERROR', 'Something inside Hooklab failed. The log in the data folder has the details.', error)
}

function make(code: keyof typeof errorStatuses, message: string, cause: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { status: errorStatuses[code], message, cause })
}

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined }

/** `secrets.0.value: Too small …; name: Required` */
function describeIssues(issues: readonly Issue[]): string {
  const parts = issues.slice(0, 5).map((issue) => {
    const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
    return path === '' ? issue.message : `${path}: ${issue.message}`
  })
  return parts.length === 0 ? 'The request is not in the expected form.' : parts.join('; ')
}
