/**
 * The token of a run and the cookie that a browser gets for it.
 * Cookies do not know ports: a server of the developer's own on another port sees this one. So the cookie never holds the
 * token, its name carries the port, and by itself it may only read.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Session {
  readonly token: string
  hasToken(request: IncomingMessage): boolean
  hasCookie(request: IncomingMessage): boolean
  /** What the page may trade for a cookie: the token, or a ticket that was never used. */
  mayOpen(request: IncomingMessage): boolean
  /** A stand-in for the token, good for one exchange: safe to show in a process list. */
  issueTicket(): string
  /** The value of a Set-Cookie header. */
  cookie(): string
}

const mostTickets = 8

/** A token of 256 random bits. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

export function createSession(token: string, port: number): Session {
  const cookieName = `hooklab-${port}`
  const cookieValue = createHmac('sha256', token).update('hooklab session').digest('base64url')
  const tickets: string[] = []
  const hasToken = (request: IncomingMessage): boolean => isSame(bearer(request), token)
  return {
    token,
    hasToken,
    hasCookie: (request) => cookieValues(request, cookieName).some((value) => isSame(value, cookieValue)),
    mayOpen(request) {
      if (hasToken(request)) return true
      const used = tickets.findIndex((ticket) => isSame(bearer(request), ticket))
      if (used >= 0) tickets.splice(used, 1)
      return used >= 0
    },
    issueTicket() {
      const ticket = randomToken()
      tickets.push(ticket)
      if (tickets.length > mostTickets) tickets.shift()
      return ticket
    },
    cookie: () => `${cookieName}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict`
  }
}

function bearer(request: IncomingMessage): string {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

function cookieValues(request: IncomingMessage, name: string): readonly string[] {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

/** Digests have one length, so the time says nothing about the text. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
