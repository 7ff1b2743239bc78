/** The answers that Hooklab gives by itself, byte for byte. The guide's own come first. */
import type { HeaderPair, Verdict } from '../../contract/index.ts'
import type { Reply } from './delivery.ts'

const jsonHeaders: readonly HeaderPair[] = [['Content-Type', 'application/json']]

export const invalidPayload = jsonReply(400, 'Invalid payload')
export const invalidSignature = jsonReply(403, 'Invalid signature')
export const requestExpired = jsonReply(400, 'Request expired')
export const noEndpoint = jsonReply(404, 'No endpoint at this path')
export const malformedBody = jsonReply(400, 'Malformed request body')
export const bodyTooSlow = jsonReply(408, 'Request body took too long')
export const noRoom = withRetry(jsonReply(503, 'Too many bodies at once'))
export const keyNotYet = withRetry(jsonReply(503, 'Signing key not at hand yet'))
export const notStored = withRetry(jsonReply(503, 'Delivery could not be stored'))

export function bodyTooLong(limitBytes: number): Reply {
  return jsonReply(413, `Payload is larger than ${limitBytes} bytes`)
}

/** What a rejected delivery is answered: the timestamp has an answer of its own, and some providers insist on a status. */
export function rejection(verdict: Extract<Verdict, { status: 'failed' }>, insistedStatus: number | undefined): Reply {
  if (insistedStatus !== undefined) return jsonReply(insistedStatus, 'Invalid signature')
  const aboutTime = verdict.about === 'timestamp' || verdict.reason === 'timestamp_out_of_tolerance'
  return aboutTime ? requestExpired : invalidSignature
}

export function jsonReply(status: number, error: string): Reply {
  return { status, headers: jsonHeaders, body: new TextEncoder().encode(JSON.stringify({ error })) }
}

function withRetry(reply: Reply): Reply {
  return { ...reply, headers: [...reply.headers, ['Retry-After', '5']] }
}
