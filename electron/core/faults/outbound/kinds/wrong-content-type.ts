/** A content type that does not fit the body. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { rightlySigned, withContentType } from '../signing.ts'

export const wrongContentType = {
  kind: 'wrong_content_type',
  label: 'Wrong content type',
  summary: 'The same body as text/plain, rightly signed.',
  group: 'body',
  expected: 'survive',
  apply: (draft, context) => once(rightlySigned(withContentType(draft, 'text/plain; charset=utf-8'), context))
} as const satisfies OutboundFault
