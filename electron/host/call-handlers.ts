/** The contract over HTTP, twice: `/rpc` for the interface, `/api` as REST for scripts. */
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { AnyRouter } from '@orpc/server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../core/log.ts'
import { errorBody, errorInterceptor } from './error-answer.ts'

/** A body of the default limit (10 MiB) may come back as base64 in an edited resend. */
export const maxCallBytes = 16_777_216

/** Answers whether the path was one of its calls; nothing has been sent when it was not. */
export type CallHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

export interface CallHandlers {
  readonly rpc: CallHandler
  readonly rest: CallHandler
}

export function createCallHandlers(router: AnyRouter, log: Log): CallHandlers {
  // A handler's plugins add to its arrays: each handler gets its own.
  const common = () => ({ clientInterceptors: [errorInterceptor(log)], plugins: [new BodyLimitPlugin({ maxBodySize: maxCallBytes })] })
  const rpc = new RPCHandler(router, common())
  const rest = new OpenAPIHandler(router, {
    ...common(),
    customErrorResponseBodyEncoder: errorBody,
    // oRPC reads a query for GET alone. A DELETE carries its input there too, and a missing body is an empty object, so
    // that the answer names the fields that are missing.
    interceptors: [
      (options) => {
        const { request } = options
        const body =
          request.method === 'DELETE' ? () => Promise.resolve(request.url.searchParams) : async () => (await request.body()) ?? {}
        return options.next({ ...options, request: { ...request, body } })
      }
    ]
  })
  return {
    rpc: async (request, response) => (await rpc.handle(request, response, { prefix: '/rpc' })).matched,
    rest: async (request, response) => (await rest.handle(request, response, { prefix: '/api' })).matched
  }
}
