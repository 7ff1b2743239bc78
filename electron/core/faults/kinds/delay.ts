/** Holds the usual answer back for a while. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const delayFault: FaultKindDefinition<'delay'> = {
  kind: 'delay',
  label: 'Answer late',
  describe: (params) => `held the answer back for ${params.ms} ms on purpose`,
  effect: (params) => ({ kind: 'delay', ms: params.ms })
}
