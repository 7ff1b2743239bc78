/** What a request is, before anything is answered: its endpoint, its verdict, its event. */
import type { Verdict } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import type { CapturedRequest, Shortfall } from '../listener/capture.ts'
import { detectScheme } from '../schemes/registry.ts'
import type { EventIdentity, SignedRequest } from '../schemes/scheme.ts'
import { publicUrlOf } from './public-url.ts'
import { verifyRequest, type KeySource, type Verification } from './verify-request.ts'

export interface Assessment extends Verification {
  readonly provider: string
  readonly identity: EventIdentity
  readonly signed: SignedRequest
}

const shortfallDetails: Record<Shortfall, string> = {
  too_long: 'The body was longer than the limit and only its first part was kept, so the signature was not checked.',
  client_left: 'The sender left before the whole body came, so the signature was not checked.',
  too_slow: 'The body did not arrive before the deadline, so the signature was not checked.',
  malformed: 'The body broke the rules of HTTP, so the signature was not checked.',
  cut: 'The connection was cut on purpose while the body was still coming, so the signature was not checked.',
  no_room: 'Too many bodies were arriving at once, so this one was not read.'
}

const unrouted: Verdict = { status: 'unchecked', detail: 'No endpoint has this path, so there was nothing to check the signature with.' }

export interface AssessContext {
  /** The public URL when the request came through the tunnel. */
  readonly publicBase: string | undefined
  readonly now: number
  readonly keys: KeySource
}

export function assess(
  request: CapturedRequest,
  endpoint: ReadyEndpoint | undefined,
  { publicBase, now, keys }: AssessContext
): Assessment {
  const signed: SignedRequest = {
    method: request.method,
    url: request.url,
    publicUrl: publicUrlOf(request, publicBase),
    headers: request.headers,
    body: request.body
  }
  if (endpoint === undefined) {
    const scheme = detectScheme(request.headers, request.body)
    const identity = scheme === undefined ? {} : scheme.identify(signed, { toleranceSeconds: 0, options: scheme.parseOptions({}) })
    return { verdict: unrouted, provider: scheme?.id ?? 'unknown', identity, signed }
  }
  const { scheme, settings } = endpoint
  const verification: Verification =
    request.shortfall === undefined
      ? verifyRequest(endpoint, signed, now, keys)
      : { verdict: { status: 'unchecked', detail: shortfallDetails[request.shortfall] } }
  // A home-made scheme takes anything, so its headers may tell who sent it; a signature that fits has told already.
  const sender =
    scheme.id !== 'generic' || verification.verdict.status === 'verified' ? scheme : (detectScheme(request.headers, request.body) ?? scheme)
  const senderSettings = sender === scheme ? settings : { toleranceSeconds: 0, options: sender.parseOptions({}) }
  return { ...verification, provider: sender.id, identity: sender.identify(signed, senderSettings), signed }
}
