/** With a signature header that says nothing. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { spoilSignature } from '../spoil-signature.ts'

export const emptySignature = {
  kind: 'empty_signature',
  label: 'Empty signature',
  summary: 'The header that bears the signature is there, and empty.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) => once(spoilSignature(draft, context, () => ''))
} as const satisfies OutboundFault
