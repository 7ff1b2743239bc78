/** Nothing in the body. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { rightlySigned } from '../signing.ts'

export const emptyBody = {
  kind: 'empty_body',
  label: 'Empty body',
  summary: 'A body of no bytes, rightly signed.',
  group: 'body',
  expected: 'survive',
  apply: (draft, context) =>
    draft.body.byteLength === 0
      ? { unavailable: 'The body is empty already.' }
      : once(rightlySigned({ ...draft, body: new Uint8Array() }, context))
} as const satisfies OutboundFault
