/** A request whose signature header was changed or taken away after signing. */
import type { Draft, FaultContext, FaultedRequest, Unavailable } from './outbound-fault.ts'
import { fresh, refusedRequest, signatureIn, withHeader, type SignaturePlace } from './signing.ts'

/** `spoil` answers the header's new value, or nothing to leave it out. */
export function spoilSignature(
  draft: Draft,
  context: FaultContext,
  spoil: (place: SignaturePlace) => string | undefined
): FaultedRequest | Unavailable {
  const { request, resigned } = fresh(draft, context)
  const place = signatureIn(request, context)
  if (place === undefined) return { unavailable: 'It bears no signature in a header.' }
  const spoiled = { request: withHeader(request, place.name, spoil(place)), resigned }
  if (context.secret === undefined) return spoiled
  return refusedRequest(spoiled, context, `${context.scheme.label} takes it all the same.`)
}
