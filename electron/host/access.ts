/**
 * Who may talk to the control server. It listens on loopback, but every page that the developer visits can reach loopback too,
 * so being local proves nothing: the name in Host (DNS rebinding), the Origin and a token are each checked.
 *
 * Everything           exact Host; own Origin when there is one; not from another site
 * /rpc, /api           and a bearer token, or the session cookie
 * writing by cookie    and an own Origin or the header X-Hooklab, which no page of another origin can add
 */
import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '../contract/index.ts'
import type { Session } from './session.ts'

export interface Refusal {
  readonly code: ErrorCode
  readonly message: string
}

/** The port that the server really has. */
export interface OwnAddress {
  readonly port: number
}

/** The check that stands before everything, static files too. */
export function refuseStranger(request: IncomingMessage, own: OwnAddress): Refusal | undefined {
  const { host, origin } = request.headers
  if (!hasOneLine(request, 'host') || host === undefined || !ownHosts(own).includes(host.toLowerCase())) {
    return forbidden(`This address answers only as ${ownHosts(own).join(', ')}. Call it by one of those names.`)
  }
  if (origin !== undefined && !isOwnOrigin(origin, own)) {
    return forbidden('Pages of another origin may not call Hooklab. Use the interface that Hooklab serves, or a script.')
  }
  // Browsers alone send it. Another local port counts as "same-site", so only "same-origin" and typed addresses pass.
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return forbidden('Another site sent you here. Open the interface by the URL that "hooklab serve" printed.')
  }
  return undefined
}

/** The check before `/rpc` and `/api`. */
export function refuseUnknown(request: IncomingMessage, own: OwnAddress, session: Session): Refusal | undefined {
  if (session.hasToken(request)) return undefined
  if (!session.hasCookie(request)) {
    return {
      code: 'UNAUTHORIZED',
      message:
        'A token is needed. Send "Authorization: Bearer TOKEN" with the token that "hooklab serve" printed, or open the URL it printed.'
    }
  }
  if (isReading(request) || isOwnOrigin(request.headers.origin, own) || request.headers['x-hooklab'] !== undefined) return undefined
  return forbidden('A session cookie alone may not change anything. Send the header "X-Hooklab: 1" or a bearer token with the request.')
}

/** Everything that a browser might call this server, IPv4, IPv6 and by name. */
export function ownHosts({ port }: OwnAddress): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
}

function isOwnOrigin(origin: string | undefined, own: OwnAddress): boolean {
  return origin !== undefined && ownHosts(own).some((host) => origin.toLowerCase() === `http://${host}`)
}

function isReading(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

/** Node joins or drops repeated headers; a second Host line is never honest. */
function hasOneLine(request: IncomingMessage, name: string): boolean {
  return request.headersDistinct[name]?.length === 1
}

function forbidden(message: string): Refusal {
  return { code: 'FORBIDDEN', message }
}
