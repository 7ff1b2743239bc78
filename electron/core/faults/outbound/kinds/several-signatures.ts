/** Several signatures in one header, as while a secret is changed; the right one comes last. */
import { once, type Draft, type FaultContext, type FaultedRequest, type OutboundFault, type Unavailable } from '../outbound-fault.ts'
import { otherSecret } from '../other-secret.ts'
import { isVerified, signatureIn, signAt, whyNoSigning, withHeader } from '../signing.ts'

const separators = [',', ' ', ';', ', ']

export const severalSignatures = {
  kind: 'several_signatures',
  label: 'Several signatures',
  summary: 'Two signatures, as while a secret is rolled: one of an unknown secret, then the right one.',
  group: 'signature',
  expected: 'accept',
  apply: (draft, context) => once(signTwice(draft, context))
} as const satisfies OutboundFault

function signTwice(draft: Draft, context: FaultContext): FaultedRequest | Unavailable {
  const { secret, scheme } = context
  const right = signAt(draft, context)
  if (right === undefined || secret === undefined) return { unavailable: whyNoSigning(context) }
  const unknown = otherSecret(secret)
  const wrong = signAt(draft, { ...context, secret: unknown })
  const place = signatureIn(right, context)
  const other = wrong === undefined ? undefined : signatureIn(wrong, { ...context, secret: unknown })
  if (place !== undefined && other !== undefined) {
    for (const separator of separators) {
      const request = withHeader(right, place.name, joined(place.value, other.value, separator))
      // The scheme is the judge: it reads several only when either secret finds its own.
      if (isVerified(request, context) && isVerified(request, context, unknown)) return { request, resigned: true }
    }
  }
  return { unavailable: `${scheme.label} sends one signature, so there are never several to look at.` }
}

/** The parts that differ in the other header, each before the one it differs from. */
function joined(right: string, other: string, separator: string): string {
  const others = other.split(separator)
  return right
    .split(separator)
    .flatMap((part, index) => (others[index] === undefined || others[index] === part ? [part] : [others[index], part]))
    .join(separator)
}
