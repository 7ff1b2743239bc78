/** Resets the connection: while the request is coming, before any byte of the answer, or in the middle of it. */
import type { FaultKindDefinition } from '../fault-kind.ts'

const texts = {
  receiving: 'reset while the request was coming on purpose',
  before: 'reset before the answer on purpose',
  after: 'reset in the middle of the answer on purpose'
} as const

export const resetFault: FaultKindDefinition<'reset'> = {
  kind: 'reset',
  label: 'Reset',
  group: 'connection',
  text: 'The connection is cut, as when a server crashes.',
  fields: [
    {
      name: 'when',
      label: 'When',
      kind: 'choice',
      choices: [
        { value: 'receiving', label: 'While the request is coming' },
        { value: 'before', label: 'Before the answer' },
        { value: 'after', label: 'In the middle of the answer' }
      ],
      default: 'before'
    }
  ],
  apply: ({ when }) => ({
    effect:
      when === 'after'
        ? {
            kind: 'alter',
            alter: (usual) => ({
              reply: usual,
              transmission: { kind: 'half_then_reset' },
              said: `Began to answer ${usual.status}, then reset the connection.`
            })
          }
        : { kind: 'drop', how: 'reset' },
    text: texts[when]
  })
}
