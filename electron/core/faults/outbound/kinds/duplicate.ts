/** The same event twice, one after the other. */
import type { OutboundFault } from '../outbound-fault.ts'
import { fresh } from '../signing.ts'

export const duplicate = {
  kind: 'duplicate',
  label: 'Duplicate',
  summary: 'The same delivery twice, one after the other, as providers do when an answer got lost.',
  group: 'repetition',
  expected: 'accept',
  apply: (draft, context) => {
    const one = fresh(draft, context)
    return { requests: [one, one], order: 'in_turn' }
  }
} as const satisfies OutboundFault
