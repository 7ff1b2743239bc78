/** A connection that is closed in the middle of the body. */
import type { OutboundFault } from '../outbound-fault.ts'
import { fresh } from '../signing.ts'

export const droppedUpload = {
  kind: 'dropped_upload',
  label: 'Connection dropped',
  summary: 'The connection is closed after half of the body.',
  group: 'connection',
  expected: 'survive',
  apply: (draft, context) => {
    if (draft.body.byteLength === 0) return { unavailable: 'There is no body to break off.' }
    const sent = fresh(draft, context)
    const afterBytes = Math.floor(sent.request.body.byteLength / 2)
    return { requests: [{ ...sent, transmission: { kind: 'dropped', afterBytes } }], order: 'in_turn' }
  }
} as const satisfies OutboundFault
