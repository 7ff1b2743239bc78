/** Verifies a request with the endpoint's secrets, or with the key of a provider that signs with its own. Waits for nothing. */
import type { Verdict } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { keyName, type ProviderKeys } from '../schemes/keys/provider-keys.ts'
import type { SignedRequest } from '../schemes/scheme.ts'

export interface Verification {
  readonly verdict: Verdict
  /** The name of the key that is on its way: the request can be verified again when it comes. */
  readonly awaitedKey?: string
}

export type KeySource = Pick<ProviderKeys, 'find' | 'want'>

/** `now` is when the request came, epoch ms. Errors: never throws. */
export function verifyRequest(
  { scheme, settings, secrets }: Pick<ReadyEndpoint, 'scheme' | 'settings' | 'secrets'>,
  request: SignedRequest,
  now: number,
  keys: KeySource
): Verification {
  // A pinned key stands for itself: nothing is fetched beside it.
  const required = secrets.length === 0 ? scheme.requiredKey?.(request, settings) : undefined
  if (required === undefined) return { verdict: scheme.verify(request, secrets, now, settings) }
  const key = keys.find(scheme, required)
  const verdict = scheme.verify(request, key === undefined ? [] : [key], now, settings)
  if (key !== undefined || verdict.status !== 'failed' || verdict.reason !== 'key_unavailable') return { verdict }
  // Without content to trace something else is missing, which no key would make good.
  if (scheme.trace?.(request, '', now, settings) === undefined) return { verdict }
  const { comes, detail } = keys.want(scheme, required)
  return { verdict: { ...verdict, detail }, ...(comes ? { awaitedKey: keyName(scheme, required) } : {}) }
}
