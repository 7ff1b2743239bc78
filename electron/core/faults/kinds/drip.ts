/** Sends the usual answer a few bytes a second. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const dripFault: FaultKindDefinition<'drip'> = {
  kind: 'drip',
  label: 'Slow drip',
  group: 'time',
  text: 'The usual answer, a few bytes at a time: deadlines that count from the last byte never end.',
  fields: [
    { name: 'bytesPerSecond', label: 'Bytes per second', kind: 'number', min: 1, max: 1_048_576, default: 4 },
    {
      name: 'part',
      label: 'What drips',
      kind: 'choice',
      choices: [
        { value: 'body', label: 'The body' },
        { value: 'answer', label: 'Head and body' }
      ],
      default: 'body'
    }
  ],
  apply: ({ bytesPerSecond, part }) => ({
    effect: {
      kind: 'alter',
      alter: (usual) => ({
        reply: usual,
        transmission: { kind: 'drip', bytesPerSecond, part },
        said: `Began to answer ${usual.status} at ${bytesPerSecond} bytes a second.`
      })
    },
    text: `answered at ${bytesPerSecond} bytes a second on purpose`
  })
}
