/** Without its signature. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { spoilSignature } from '../spoil-signature.ts'

export const missingSignature = {
  kind: 'missing_signature',
  label: 'Missing signature',
  summary: 'The header that bears the signature is left out.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) => once(spoilSignature(draft, context, () => undefined))
} as const satisfies OutboundFault
