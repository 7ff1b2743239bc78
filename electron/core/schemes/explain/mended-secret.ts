/** The text that a wrongly stored secret was meant to be, proven by a delivery that it fits. */
import type { Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { secretVariants } from './secret-variants.ts'

export interface MendingFacts {
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  readonly request: SignedRequest
  /** Epoch ms. */
  readonly receivedAt: number
}

/** Nothing when no way of mending makes the delivery's signature fit, whatever its time. */
export function mendedSecret(value: string, { scheme, settings, request, receivedAt }: MendingFacts): string | undefined {
  const anyTime = { ...settings, toleranceSeconds: Number.MAX_SAFE_INTEGER }
  const fits = (candidate: string): boolean =>
    scheme.verify(request, [{ id: 'tried', label: '', value: candidate }], receivedAt, anyTime).status === 'verified'
  return secretVariants(value).find((variant) => variant.isStoredWrongly === true && fits(variant.value))?.value
}
