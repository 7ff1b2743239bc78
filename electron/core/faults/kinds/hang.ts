/** Never answers; the sender has to give up. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const hangFault: FaultKindDefinition<'hang'> = {
  kind: 'hang',
  label: 'Hang',
  group: 'time',
  text: 'No answer at all, until the provider gives up.',
  fields: [
    {
      name: 'forMs',
      label: 'At most',
      kind: 'number',
      unit: 'ms',
      min: 1_000,
      max: 3_600_000,
      step: 1_000,
      default: 600_000,
      help: 'Then the connection is closed.'
    }
  ],
  apply: ({ forMs }) => ({ effect: { kind: 'hang', forMs }, text: 'left unanswered on purpose' })
}
