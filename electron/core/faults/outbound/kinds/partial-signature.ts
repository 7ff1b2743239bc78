/** With a signature that only begins as it should. */
import { once, type OutboundFault } from '../outbound-fault.ts'
import { wrongEnd } from '../other-secret.ts'
import { spoilSignature } from '../spoil-signature.ts'

export const partialSignature = {
  kind: 'partial_signature',
  label: 'Half a signature',
  summary: 'The first half of the signature is right, the rest is not.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) =>
    once(
      spoilSignature(draft, context, ({ value, text }) => {
        // Standard Webhooks writes its version into the signature's own text, where it must stay.
        const own = text.replace(/^v\d\w?,/, '')
        return value.replace(own, wrongEnd(own))
      })
    )
} as const satisfies OutboundFault
