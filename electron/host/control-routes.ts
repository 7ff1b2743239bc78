/** Which part answers which path of the control server, once the guards have let a request through. */
import type { AnyRouter } from '@orpc/server'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../core/log.ts'
import { refuseStranger, refuseUnknown, type OwnAddress, type Refusal } from './access.ts'
import { createCallHandlers, maxCallBytes } from './call-handlers.ts'
import { protectiveHeaders } from './content-security-policy.ts'
import { errorBody, sendRefusal, toPublicError } from './error-answer.ts'
import type { Session } from './session.ts'
import { serveStaticFiles } from './static-files.ts'

/** What the control server needs of an App. */
export interface ControlledApp {
  readonly router: AnyRouter
  deliveryBody(id: string): Promise<Uint8Array>
}

export interface ControlRoutesOptions {
  readonly app: ControlledApp
  readonly own: OwnAddress
  readonly session: Session
  readonly rendererFolder: string
  readonly version: string
  readonly log: Log
}

/** The request handler of the control server. Never rejects. */
export function createControlRoutes(options: ControlRoutesOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { app, own, session, log } = options
  const calls = createCallHandlers(app.router, log)
  const files = serveStaticFiles(options.rendererFolder)
  const api = restExtras(options)

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const stranger = refuseStranger(request, own)
    if (stranger !== undefined) return sendRefusal(response, stranger)
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === '/session') return openSession(request, response, session)
    const isRest = isUnder(path, '/api')
    if (!isRest && !isUnder(path, '/rpc')) return files(request, response)
    response.setHeader('cache-control', 'no-store')
    const refusal = refuseUnknown(request, own, session) ?? refuseBody(request)
    if (refusal !== undefined) return sendRefusal(response, refusal)
    const answered = isRest
      ? (await api(path, request, response)) || (await calls.rest(request, response))
      : await calls.rpc(request, response)
    if (!answered)
      sendRefusal(response, {
        code: 'NOT_FOUND',
        message: `There is no ${request.method} ${path}. GET /api/openapi.json lists every call.`
      })
  }

  return async (request, response) => {
    for (const [name, value] of Object.entries(protectiveHeaders)) response.setHeader(name, value)
    try {
      await route(request, response)
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy()
      else sendRefusal(response, errorBody(toPublicError(error, `${request.method} ${request.url}`, log)))
    }
  }
}

/** REST calls whose answers are not JSON values of the contract. Answers whether it was one of them. */
function restExtras({
  app,
  own,
  version
}: ControlRoutesOptions): (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  let document: Promise<string> | undefined
  return async (path, request, response) => {
    if (request.method !== 'GET') return false
    if (path === '/api/openapi.json') {
      document ??= import('./openapi-document.ts').then(({ openApiDocument }) => openApiDocument(version, `http://127.0.0.1:${own.port}`))
      response.writeHead(200, { 'content-type': 'application/json' }).end(await document)
      return true
    }
    const id = /^\/api\/deliveries\/([^/]+)\/body$/.exec(path)?.[1]
    if (id === undefined) return false
    const bytes = await app.deliveryBody(decodeURIComponent(id))
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes.byteLength,
      'content-disposition': `attachment; filename="delivery-${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}.bin"`,
      'content-security-policy': "default-src 'none'; sandbox"
    })
    response.end(bytes)
    return true
  }
}

/** Trades the token, sent as a bearer by the page that read it from its fragment, for the cookie. */
function openSession(request: IncomingMessage, response: ServerResponse, session: Session): void {
  response.setHeader('cache-control', 'no-store')
  if (request.method !== 'POST') return sendRefusal(response, { code: 'NOT_FOUND', message: 'Only POST /session is answered.' })
  if (!session.mayOpen(request)) {
    const message = 'This token is not the one of this run. Open the URL that "hooklab serve" printed last.'
    return sendRefusal(response, { code: 'UNAUTHORIZED', message })
  }
  response.writeHead(204, { 'set-cookie': session.cookie() }).end()
}

/** A body must be JSON and within the limit; anything else would be misread silently. */
function refuseBody(request: IncomingMessage): Refusal | undefined {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > maxCallBytes)
    return { code: 'PAYLOAD_TOO_LARGE', message: `A call may carry ${maxCallBytes} bytes at most, and this one has ${length}.` }
  const hasBody = length > 0 || request.headers['transfer-encoding'] !== undefined
  if (!hasBody || /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined
  return { code: 'BAD_REQUEST', message: 'The body must be JSON. Send it with "Content-Type: application/json".' }
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
