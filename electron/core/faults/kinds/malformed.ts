/** Answers with bytes that are no HTTP. */
import type { FaultKindDefinition } from '../fault-kind.ts'

const defects = {
  bad_chunk: 'a chunk whose size is no number',
  short_length: 'a Content-Length smaller than the body',
  bad_length: 'a Content-Length that is no number',
  bad_header: 'a header line without a colon',
  bad_status_line: 'a status line without a status'
} as const

export const malformedFault: FaultKindDefinition<'malformed'> = {
  kind: 'malformed',
  label: 'Malformed response',
  group: 'connection',
  text: 'Bytes that break the rules of HTTP, as from a broken proxy.',
  fields: [
    {
      name: 'defect',
      label: 'What is wrong',
      kind: 'choice',
      choices: [
        { value: 'bad_chunk', label: 'A chunk size that is no number' },
        { value: 'short_length', label: 'A length smaller than the body' },
        { value: 'bad_length', label: 'A length that is no number' },
        { value: 'bad_header', label: 'A header line without a colon' },
        { value: 'bad_status_line', label: 'A status line without a status' }
      ],
      default: 'bad_chunk'
    }
  ],
  apply: ({ defect }) => ({
    effect: {
      kind: 'alter',
      alter: (usual) => ({
        reply: usual,
        transmission: { kind: 'malformed', defect },
        said: `Answered ${usual.status} with ${defects[defect]}, then closed.`
      })
    },
    text: `answered with ${defects[defect]} on purpose`
  })
}
