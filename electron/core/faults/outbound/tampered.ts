/** A body that was changed under the signature of the original. */
import type { Draft, FaultContext, FaultedRequest, Unavailable } from './outbound-fault.ts'
import { fresh, isVerified, refusedRequest } from './signing.ts'

/** Unavailable where `change` finds nothing to change, or the body is not what is signed. */
export function tampered(
  draft: Draft,
  context: FaultContext,
  change: (draft: Draft) => Uint8Array | undefined
): FaultedRequest | Unavailable {
  const { request, resigned } = fresh(draft, context)
  const body = change(request)
  if (body === undefined) return { unavailable: 'The body has nothing that could be changed like this.' }
  const spoiled = { ...request, body }
  if (context.secret === undefined) {
    return isVerified(spoiled, context)
      ? { unavailable: 'It is not signed, so nobody can tell that it was changed.' }
      : { request: spoiled, resigned }
  }
  return refusedRequest({ request: spoiled, resigned }, context, `${context.scheme.label} does not sign this part of the body.`)
}
