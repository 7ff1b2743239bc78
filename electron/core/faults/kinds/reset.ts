/** Resets the connection, before any byte of the answer or in the middle of it. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const resetFault: FaultKindDefinition<'reset'> = {
  kind: 'reset',
  label: 'Reset the connection',
  describe: (params) => (params.when === 'before' ? 'reset before the answer on purpose' : 'reset in the middle of the answer on purpose'),
  effect: (params) => (params.when === 'before' ? { kind: 'reset' } : { kind: 'reset_halfway' })
}
