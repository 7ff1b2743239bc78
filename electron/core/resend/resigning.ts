/** Whether a stored delivery can be signed anew, and whether it should be. */
import type { Resigning } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { withFreshEventId } from '../faults/outbound/event-identity.ts'
import { defaultFaultSizes } from '../faults/outbound/outbound-fault.ts'
import { claimedAt } from '../schemes/explain/claimed-time.ts'
import { resign } from '../schemes/resign.ts'
import type { SignedRequest } from '../schemes/scheme.ts'

/** A very short id may come out as it was, once in nine times. */
const mostTries = 16

/** Why an endpoint can't sign, without what to do instead; nothing when it can as far as is known. */
export function signingProblem(endpoint: ReadyEndpoint | undefined): string | undefined {
  if (endpoint === undefined) return 'The delivery belongs to no endpoint, so there is nothing to sign it with.'
  const { row, scheme, secrets } = endpoint
  if (scheme.sign === undefined) return `${scheme.label} signs with a key that only the provider has, so Hooklab can't sign for it.`
  if (secrets.length === 0) return `The endpoint ${row.name} has no secret to sign with. Add the signing secret to it.`
  return undefined
}

/**
 * What the resend button says of signing.
 * Units: `now` in epoch ms. Errors: never throws.
 */
export function adviseResigning(request: SignedRequest, endpoint: ReadyEndpoint | undefined, now: number): Resigning {
  const freshEventId = endpoint !== undefined && freshenEventId(request, endpoint, now) !== undefined
  const problem = signingProblem(endpoint)
  const validUntil = endpoint === undefined ? undefined : ownSignatureUntil(request, endpoint)
  const expired = validUntil !== undefined && now > validUntil
  if (problem !== undefined || endpoint === undefined) {
    const old = expired ? ' Its own signature is too old by now, so your app may refuse it.' : ''
    return { possible: false, advised: false, reason: `${problem ?? ''}${old}`, ...given(validUntil), freshEventId }
  }
  const { scheme, settings, secrets } = endpoint
  const [secret] = secrets
  if (secret === undefined || resign(scheme, request, secret.value, { now, settings }) === undefined) {
    const reason = `The secret of the endpoint ${endpoint.row.name} is none that ${scheme.label} can sign with.`
    return { possible: false, advised: false, reason, ...given(validUntil), freshEventId }
  }
  if (validUntil === undefined)
    return { possible: true, advised: false, reason: 'Its own signature does not grow old, so it can go out as it came.', freshEventId }
  const reason = expired
    ? `Its signature is older than the ${inWords(toleranceOf(endpoint))} that ${scheme.label} allows, so your app would refuse it as it came.`
    : `Its own signature is good for ${inWords(Math.ceil((validUntil - now) / 1000))} more.`
  return { possible: true, advised: expired, reason, validUntil, freshEventId }
}

/** The request with a fresh event id where its provider has it; nothing when there is none. Not signed anew. */
export function freshenEventId(request: SignedRequest, { scheme, settings }: ReadyEndpoint, now: number): SignedRequest | undefined {
  if (scheme.identify(request, settings).eventId === undefined) return undefined
  const context = { scheme, settings, now, newId: () => crypto.randomUUID().replaceAll('-', ''), sizes: defaultFaultSizes }
  for (let tried = 0; tried < mostTries; tried += 1) {
    const changed = withFreshEventId(request, context)
    if (changed !== undefined) return changed
  }
  return undefined
}

/** Epoch ms; nothing when the scheme knows no tolerance or the request claims no time. */
function ownSignatureUntil(request: SignedRequest, endpoint: ReadyEndpoint): number | undefined {
  const { scheme, settings, secrets } = endpoint
  if (scheme.toleranceSeconds === undefined) return undefined
  const at = claimedAt({ scheme, settings, secrets, receivedAt: 0 }, request)
  return at === undefined || at < 0 || !Number.isFinite(at) ? undefined : Math.floor(at) + toleranceOf(endpoint) * 1000
}

/** The provider's own, which its libraries go by, or a stricter one of the developer. */
function toleranceOf({ scheme, settings }: ReadyEndpoint): number {
  const own = scheme.family === true ? undefined : scheme.toleranceSeconds
  return own === undefined ? settings.toleranceSeconds : Math.min(own, settings.toleranceSeconds)
}

function given(validUntil: number | undefined): { readonly validUntil?: number } {
  return validUntil === undefined ? {} : { validUntil }
}

function inWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
