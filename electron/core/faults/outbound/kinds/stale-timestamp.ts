/** Rightly signed, but long ago. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { signedAway } from '../signed-away.ts'

export const staleTimestamp = {
  kind: 'stale_timestamp',
  label: 'Stale timestamp',
  summary: 'Rightly signed, but longer ago than the tolerance allows: what somebody who kept a delivery would send.',
  group: 'time',
  expected: 'refuse',
  apply: (draft, context) => once(signedAway(draft, context, 'past'))
} as const satisfies OutboundFault
