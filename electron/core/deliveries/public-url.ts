/** The URL that a provider called, for schemes that sign it. */
import type { DeliveryDetail, HeaderPair } from '../../contract/index.ts'
import { pathStart } from '../endpoints/routing.ts'
import { headerValue } from '../schemes/headers.ts'

/** `publicBase` is the tunnel's public URL when the request came through it, without a trailing slash. */
export function publicUrlOf(
  { url, headers }: { readonly url: string; readonly headers: readonly HeaderPair[] },
  publicBase: string | undefined
): string {
  const isAbsolute = !url.startsWith('/') && url.includes('://')
  if (isAbsolute && (publicBase === undefined || URL.parse(publicBase)?.pathname === '/')) return url
  if (isAbsolute && publicBase !== undefined) return publicBase + url.slice(pathStart(url))
  if (publicBase !== undefined) return publicBase + url
  return `http://${headerValue(headers, 'host') ?? 'localhost'}${url}`
}

/** As `publicUrlOf`, of a stored delivery: by the public URL of then. `current` stands in for those that were stored before it was kept. */
export function calledUrlOf(
  { url, headers, viaTunnel, publicBase }: Pick<DeliveryDetail, 'url' | 'headers' | 'viaTunnel' | 'publicBase'>,
  current: string | undefined
): string {
  return publicUrlOf({ url, headers }, viaTunnel ? (publicBase ?? current) : undefined)
}
