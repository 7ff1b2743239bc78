/** Rightly signed, at a time that has not come yet. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { signedAway } from '../signed-away.ts'

export const futureTimestamp = {
  kind: 'future_timestamp',
  label: 'Future timestamp',
  summary: 'Rightly signed, but further in the future than the tolerance allows.',
  group: 'time',
  expected: 'refuse',
  apply: (draft, context) => once(signedAway(draft, context, 'future'))
} as const satisfies OutboundFault
