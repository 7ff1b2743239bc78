/** The time that a request claims, and why it is too far from its arrival. */
import { headerValue, replaceHeaders } from '../headers.ts'
import type { SignedRequest } from '../scheme.ts'
import type { ExplainInput } from './explain.ts'
import { parseClaimedTime, timeCause } from './time-cause.ts'
import type { Meaning } from './variant.ts'

type Input = Pick<ExplainInput, 'scheme' | 'settings' | 'secrets' | 'receivedAt'>

/** Positive for a time in the past; 0 when the request claims none that can be read. */
export function skewOf(input: Input, request: SignedRequest): number {
  const atMs = claimedAt(input, request)
  return atMs === undefined ? 0 : Math.round((input.receivedAt - atMs) / 1000)
}

/** The time that a request claims, signed or not, epoch ms; nothing when it claims none that can be read. */
export function claimedAt(input: Input, request: SignedRequest): number | undefined {
  return parseClaimedTime(timestampOf(input, request) ?? '')
}

export function explainClaimedTime(input: Input, request: SignedRequest): Meaning {
  return timeCause({
    text: timestampOf(input, request) ?? '',
    usual: usualTimestamp(input, request),
    skewSeconds: skewOf(input, request),
    toleranceSeconds: input.settings.toleranceSeconds
  })
}

function timestampOf({ scheme, settings, secrets, receivedAt }: Input, request: SignedRequest): string | undefined {
  const traced = scheme.trace?.(request, secrets[0]?.value ?? '', receivedAt, settings)?.timestamp
  if (traced !== undefined) return traced
  const own = settings.options['timestampHeader']
  const name = typeof own === 'string' && own !== '' ? own : scheme.timestampHeader
  return name === undefined ? undefined : headerValue(request.headers, name)
}

/** How the scheme writes a time itself: it signs the request once more, and that one is read. */
function usualTimestamp(input: Input, request: SignedRequest): string | undefined {
  const { scheme, settings, secrets, receivedAt } = input
  const signed = scheme.sign?.(request, secrets[0]?.value ?? '', receivedAt, settings)
  return signed === undefined ? undefined : timestampOf(input, { ...request, headers: replaceHeaders(request.headers, signed) })
}
