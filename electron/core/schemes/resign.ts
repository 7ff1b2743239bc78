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
  { now, settings }: { readonly now: number; readonly settings: SchemeSettings }
): SignedRequest | undefined {
  const rewritten = scheme.rewrite === undefined ? request : scheme.rewrite(request, secret, now, settings)
  if (scheme.sign === undefined || rewritten === undefined) return undefined
  const headers = scheme.sign(rewritten, secret, now, settings)
  if (headers.length === 0 && scheme.signatureHeaders.length > 0 && scheme.rewrite === undefined) return undefined
  return { ...rewritten, headers: replaceHeaders(request.headers, headers) }
}
