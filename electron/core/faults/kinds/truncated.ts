/** Announces the whole body, sends a part of it, and closes. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const truncatedFault: FaultKindDefinition<'truncated'> = {
  kind: 'truncated',
  label: 'Truncated body',
  group: 'connection',
  text: 'Fewer bytes than Content-Length says, then the connection is closed.',
  fields: [{ name: 'sentPercent', label: 'Part that is sent', kind: 'number', unit: '%', min: 0, max: 99, default: 50 }],
  apply: ({ sentPercent }) => ({
    effect: {
      kind: 'alter',
      alter: (usual) => {
        // An empty body has nothing to hold back: one byte is promised that never comes.
        const sizeBytes = Math.max(1, usual.body.byteLength)
        const sentBytes = Math.min(usual.body.byteLength, Math.floor((sizeBytes * sentPercent) / 100))
        return {
          reply: usual,
          transmission: { kind: 'cut', sizeBytes, sentBytes },
          said: `Answered ${usual.status} with ${sentBytes} of ${sizeBytes} bytes of body, then closed.`
        }
      }
    },
    text: `answered with ${sentPercent} % of the body on purpose`
  })
}
