/** Signed with a secret that is not the app's. */
import { once, type Draft, type FaultContext, type FaultedRequest, type OutboundFault, type Unavailable } from '../outbound-fault.ts'
import { otherSecret } from '../other-secret.ts'
import { refusedRequest, signAt, whyNoSigning } from '../signing.ts'

export const wrongSecret = {
  kind: 'wrong_secret',
  label: 'Wrong secret',
  summary: 'Signed in the right form, but with another secret.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) => once(signWrongly(draft, context))
} as const satisfies OutboundFault

/** The draft signed with another secret of the same shape. */
export function signWrongly(draft: Draft, context: FaultContext): FaultedRequest | Unavailable {
  const { secret, scheme } = context
  const request = secret === undefined ? undefined : signAt(draft, { ...context, secret: otherSecret(secret) })
  if (request === undefined) return { unavailable: whyNoSigning(context) }
  return refusedRequest({ request, resigned: true }, context, `${scheme.label} does not sign with this secret alone.`)
}
