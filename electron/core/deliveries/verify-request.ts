/** Verifies a request with the endpoint's secrets, or with the key of a provider that signs with its own. Waits for nothing. */
import type { Verdict } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { keyName, type ProviderKeys } from '../schemes/keys/provider-keys.ts'
import type { RequiredKey, SchemeSecret, SignedRequest } from '../schemes/scheme.ts'

export interface Verification {
  readonly verdict: Verdict
  /** The name of the key that is on its way: the request can be verified again when it comes. */
  readonly awaitedKey?: string
}

type Verifying = Pick<ReadyEndpoint, 'scheme' | 'settings' | 'secrets'>

export type KeySource = Pick<ProviderKeys, 'find' | 'want'>

/** `now` is when the request came, epoch ms. Errors: never throws. */
export function verifyRequest(endpoint: Verifying, request: SignedRequest, now: number, keys: KeySource): Verification {
  const { scheme, settings } = endpoint
  const { secrets, required } = secretsFor(endpoint, request, keys)
  const verdict = scheme.verify(request, secrets, now, settings)
  if (required === undefined || secrets.length > 0 || verdict.status !== 'failed' || verdict.reason !== 'key_unavailable')
    return { verdict }
  // Without content to trace something else is missing, which no key would make good.
  if (scheme.trace?.(request, '', now, settings) === undefined) return { verdict }
  const { comes, detail } = keys.want(scheme, required)
  return { verdict: { ...verdict, detail }, ...(comes ? { awaitedKey: keyName(scheme, required) } : {}) }
}

/** What a request is verified with: the endpoint's secrets, else the provider's own key when it is at hand. Fetches nothing. */
export function secretsFor(
  { scheme, settings, secrets }: Verifying,
  request: SignedRequest,
  keys: Pick<KeySource, 'find'>
): { readonly secrets: readonly SchemeSecret[]; readonly required?: RequiredKey } {
  // A pinned key stands for itself: nothing is fetched beside it.
  const required = secrets.length === 0 ? scheme.requiredKey?.(request, settings) : undefined
  if (required === undefined) return { secrets }
  const key = keys.find(scheme, required)
  return { secrets: key === undefined ? [] : [key], required }
}
