/** Answers with a body of many mebibytes. Only its beginning is kept: it says the same over and over. */
import type { FaultKindDefinition } from '../fault-kind.ts'

const line = 'This answer is big on purpose.\n'
const keptBytes = 1024

export const bigFault: FaultKindDefinition<'big'> = {
  kind: 'big',
  label: 'Big response',
  group: 'answer',
  text: 'The usual status with a body of many megabytes, as fast as the provider takes it.',
  fields: [{ name: 'mebibytes', label: 'Size of the body', kind: 'number', unit: 'MiB', min: 1, max: 1024, default: 10 }],
  apply: ({ mebibytes }) => ({
    effect: {
      kind: 'alter',
      alter: (usual) => {
        const sizeBytes = mebibytes * 1_048_576
        return {
          reply: {
            status: usual.status,
            headers: [
              ['Content-Type', 'text/plain'],
              ['Content-Length', String(sizeBytes)]
            ],
            body: new TextEncoder().encode(line.repeat(Math.ceil(keptBytes / line.length))).subarray(0, keptBytes)
          },
          transmission: { kind: 'stream', sizeBytes, line },
          said: `Began to answer ${usual.status} with ${sizeBytes} bytes of body; the first ${keptBytes} are kept here.`
        }
      }
    },
    text: `answered with ${mebibytes} MiB on purpose`
  })
}
