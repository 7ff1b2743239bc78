/** Never answers; the sender has to give up. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const hangFault: FaultKindDefinition<'hang'> = {
  kind: 'hang',
  label: 'Never answer',
  describe: () => 'left unanswered on purpose',
  effect: () => ({ kind: 'hang' })
}
