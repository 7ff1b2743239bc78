/**
 * The reply policy, in its order: handshake, fault, rejection, relay, canned response.
 * Deciding sends nothing and waits for nothing.
 */
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import type { AppliedFault } from '../faults/fault-kind.ts'
import type { Faults } from '../faults/faults.ts'
import type { CapturedRequest } from '../listener/capture.ts'
import { bodyTooLong, bodyTooSlow, invalidPayload, keyNotYet, malformedBody, noEndpoint, noRoom, rejection } from './answers.ts'
import type { Assessment } from './assess.ts'
import type { Reply } from './delivery.ts'
import { isPayload } from './payload.ts'

/** The answer without any fault: known now, or the target's. */
export type Usual =
  { readonly kind: 'reply'; readonly reply: Reply; readonly why: string } | { readonly kind: 'relay' } | { readonly kind: 'none' }

export interface Decision {
  readonly usual: Usual
  readonly fault?: AppliedFault
  readonly handshake: boolean
}

export interface DecideContext {
  readonly faults: Faults
  readonly faultsEnabled: boolean
  readonly maxBodyBytes: number
  /** Whether an enabled relay target takes this delivery. */
  readonly relays: (endpointId: string, assessment: Assessment) => boolean
}

export function decide(
  request: CapturedRequest,
  endpoint: ReadyEndpoint | undefined,
  assessment: Assessment,
  context: DecideContext
): Decision {
  if (request.fault !== undefined) return { usual: { kind: 'none' }, handshake: false, fault: request.fault }
  const cut = shortfallAnswer(request, context.maxBodyBytes)
  if (cut !== undefined) return { usual: cut, handshake: false }
  if (endpoint === undefined) return { usual: { kind: 'reply', reply: noEndpoint, why: 'no endpoint has this path' }, handshake: false }

  const challenge = endpoint.row.answerHandshakes
    ? endpoint.scheme.handshake?.(assessment.signed, endpoint.secrets, endpoint.settings)
    : undefined
  if (challenge !== undefined) {
    const { status, headers, body } = challenge
    return { usual: { kind: 'reply', reply: { status, headers, body }, why: challenge.summary }, handshake: true }
  }
  const usual = usualAnswer(request, endpoint, assessment, context)
  if (!context.faultsEnabled) return { usual, handshake: false }
  const fault = context.faults.choose(endpoint.row.id, {
    method: request.method,
    url: request.url,
    endpointPath: endpoint.row.path,
    headers: request.headers,
    body: request.body,
    eventType: assessment.identity.eventType,
    eventId: assessment.identity.eventId
  })
  return fault === undefined ? { usual, handshake: false } : { usual, handshake: false, fault }
}

function usualAnswer(request: CapturedRequest, endpoint: ReadyEndpoint, assessment: Assessment, context: DecideContext): Usual {
  const { row } = endpoint
  const { verdict, awaitedKey } = assessment
  // A refusal would be final for some providers; told to try again they send it once the key is here.
  if (awaitedKey !== undefined && row.onInvalid === 'reject')
    return { kind: 'reply', reply: keyNotYet, why: 'not yet: the provider’s key is being fetched' }
  if (verdict.status === 'failed' && row.onInvalid === 'reject')
    return { kind: 'reply', reply: rejection(verdict, endpoint.scheme.rejectionStatus), why: 'rejected: verification failed' }
  if (row.requireJson && !isPayload(request.body))
    return { kind: 'reply', reply: invalidPayload, why: 'rejected: the body is no JSON, or empty' }
  if (context.relays(row.id, assessment)) return { kind: 'relay' }
  const reply = { status: row.response.status, headers: row.response.headers, body: endpoint.responseBody }
  return { kind: 'reply', reply, why: 'the endpoint’s response' }
}

function shortfallAnswer(request: CapturedRequest, maxBodyBytes: number): Usual | undefined {
  switch (request.shortfall) {
    case undefined:
      return undefined
    case 'client_left':
    case 'cut':
      return { kind: 'none' }
    case 'too_long':
      return { kind: 'reply', reply: bodyTooLong(maxBodyBytes), why: 'the body is too long' }
    case 'too_slow':
      return { kind: 'reply', reply: bodyTooSlow, why: 'the body came too slowly' }
    case 'malformed':
      return { kind: 'reply', reply: malformedBody, why: 'the body broke the rules of HTTP' }
    case 'no_room':
      return { kind: 'reply', reply: noRoom, why: 'too many bodies at once' }
  }
}
