/** A right signature at a time outside the tolerance. */
import type { Draft, FaultContext, FaultedRequest, Unavailable } from './outbound-fault.ts'
import { refusedRequest, signAt, whyNoSigning } from './signing.ts'

/** Far enough outside that a clock that is a little off makes no difference. */
const beyondSeconds = 300

/** Unavailable where the scheme signs no time, or the request carries none. */
export function signedAway(draft: Draft, context: FaultContext, side: 'past' | 'future'): FaultedRequest | Unavailable {
  const { scheme, settings, now } = context
  if (scheme.toleranceSeconds === undefined)
    return { unavailable: `${scheme.label} signs no time, so an old delivery is as good as a new one.` }
  const awayMs = (settings.toleranceSeconds + beyondSeconds) * 1000
  const request = signAt(draft, context, side === 'past' ? now - awayMs : now + awayMs)
  if (request === undefined) return { unavailable: whyNoSigning(context) }
  return refusedRequest({ request, resigned: true }, context, 'It carries no time that is checked, as this endpoint is set up.')
}
