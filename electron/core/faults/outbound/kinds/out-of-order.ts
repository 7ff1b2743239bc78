/** Events in another order than they happened in. */
import { withFreshEventId } from '../event-identity.ts'
import type { Draft, FaultContext, FaultedRequest, OutboundFault } from '../outbound-fault.ts'
import { signAt } from '../signing.ts'

/** Signatures are this far apart, or less where the scheme's tolerance is short. */
const mostApartMs = 10_000

export const outOfOrder = {
  kind: 'out_of_order',
  label: 'Out of order',
  summary: 'Three events made of this one, seconds apart by their signatures, the newest first.',
  group: 'repetition',
  expected: 'accept',
  apply: (draft, context) => {
    const events = Array.from({ length: 3 }, () => withFreshEventId(draft, context)).filter((event) => event !== undefined)
    if (events.length < 3) return { unavailable: 'It has no event id that could be changed, so it can’t be made into several events.' }
    return { requests: newestFirst(events, context), order: 'in_turn' }
  }
} as const satisfies OutboundFault

/** A set of drafts, oldest first, as requests in the opposite order; each signed at its own time, where that can be done. */
export function newestFirst(drafts: readonly Draft[], context: FaultContext): FaultedRequest[] {
  const apartMs = Math.min(mostApartMs, (context.settings.toleranceSeconds * 1000) / (drafts.length + 1))
  return drafts.toReversed().map((draft, index) => {
    const signed = signAt(draft, context, context.now - index * apartMs)
    return signed === undefined ? { request: draft, resigned: false } : { request: signed, resigned: true }
  })
}
