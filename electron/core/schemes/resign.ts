/** Giving a request a fresh signature, wherever its scheme keeps it: headers, body or address. */
import { replaceHeaders } from './headers.ts'
import type { Scheme, SchemeSettings, SignedRequest } from './scheme.ts'

/**
 * The request with what makes it valid at `now`; nothing when the scheme cannot sign or the secret is not fit for it.
 * Headers of the same name are replaced, the rest keeps its order.
 */
export function resign(
  scheme: Scheme,
  request: SignedRequest,
  secret: string,
  { now, settings }: { now: number; settings: SchemeSettings }
) {
  if (scheme.sign === undefined) return undefined
  const rewritten: SignedRequest = { ...request, ...scheme.rewrite?.(request, secret, now, settings) }
  const headers = scheme.sign(rewritten, secret, now, settings)
  if (headers.length === 0 && scheme.rewrite === undefined) return undefined
  return { ...rewritten, headers: replaceHeaders(request.headers, headers) }
}
