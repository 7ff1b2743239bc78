/** Holds the usual answer back for a while: always the same, or a time of its own for each delivery. */
import type { FaultKindDefinition } from '../fault-kind.ts'
import { chance } from '../fault-scope.ts'

export const delayFault: FaultKindDefinition<'delay'> = {
  kind: 'delay',
  label: 'Delay',
  group: 'time',
  text: 'The usual answer, late: most providers give up after 5 to 30 seconds.',
  fields: [
    { name: 'ms', label: 'Delay', kind: 'number', unit: 'ms', min: 0, max: 3_600_000, step: 500, default: 5_000 },
    {
      name: 'upToMs',
      label: 'Up to',
      kind: 'number',
      unit: 'ms',
      min: 0,
      max: 3_600_000,
      step: 500,
      placeholder: 'Always the same',
      help: 'For a time between the two.'
    },
    { name: 'seed', label: 'Seed', kind: 'number', default: 1, help: 'The same seed gives the same times.' }
  ],
  apply: ({ ms, upToMs, seed }, { turn }) => {
    const waitMs = upToMs === undefined || upToMs <= ms ? ms : Math.round(ms + chance(seed, turn) * (upToMs - ms))
    return { effect: { kind: 'delay', ms: waitMs }, text: `held the answer back for ${waitMs} ms on purpose` }
  }
}
