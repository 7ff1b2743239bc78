/** The URL that a provider called, for schemes that sign it. */
import type { HeaderPair } from '../../contract/index.ts'
import { headerValue } from '../schemes/headers.ts'

/** `publicBase` is the tunnel's public URL when the request came through it, without a path. */
export function publicUrlOf(
  { url, headers }: { readonly url: string; readonly headers: readonly HeaderPair[] },
  publicBase: string | undefined
): string {
  if (url.includes('://')) return url
  if (publicBase !== undefined) return publicBase + url
  return `http://${headerValue(headers, 'host') ?? 'localhost'}${url}`
}
