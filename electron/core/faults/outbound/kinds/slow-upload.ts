/** A body that comes in small pieces over a while. */
import type { OutboundFault } from '../outbound-fault.ts'
import { fresh } from '../signing.ts'

const pieces = 10

export const slowUpload = {
  kind: 'slow_upload',
  label: 'Slow upload',
  summary: 'The body comes in ten pieces over several seconds.',
  group: 'connection',
  expected: 'accept',
  apply: (draft, context) =>
    draft.body.byteLength === 0
      ? { unavailable: 'There is no body to send slowly.' }
      : {
          requests: [{ ...fresh(draft, context), transmission: { kind: 'slow', pieces, overMs: context.sizes.slowUploadMs } }],
          order: 'in_turn'
        }
} as const satisfies OutboundFault
