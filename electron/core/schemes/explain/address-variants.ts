/** Addresses that the provider may have signed instead of the one the delivery seems to have. */
import { headerValue } from '../headers.ts'
import type { SchemeSettings, SignedRequest } from '../scheme.ts'
import { signedAddresses } from '../signed-address.ts'
import type { Variant } from './variant.ts'

/** Only for schemes that sign the address; for others all of them are without effect and cost a few hashes. */
export function addressVariants(request: SignedRequest, settings: SchemeSettings, publicBases: readonly string[]): Variant<string>[] {
  const [known = ''] = signedAddresses(request, settings)
  const url = URL.parse(known)
  if (url === null) return []
  const found = new Map<string, Variant<string>>()
  for (const variant of [...hosts(url, request, publicBases), ...queries(url, known), ...schemesAndPorts(url, known)]) {
    if (variant.value !== known && !found.has(variant.value)) found.set(variant.value, variant)
  }
  return [...found.values()]
}

const register = 'Enter the address exactly as the provider knows it under “Registered address”, or let the proxy pass it on unchanged.'

function hosts(url: URL, request: SignedRequest, publicBases: readonly string[]): Variant<string>[] {
  const rest = restOf(url, request)
  const host = headerValue(request.headers, 'x-forwarded-host')
  const scheme = headerValue(request.headers, 'x-forwarded-proto')
  const own = headerValue(request.headers, 'host')
  const bases = [...publicBases, ...(host === undefined ? [] : [`${scheme ?? 'https'}://${host}`, `http://${host}`]), ...(own === undefined ? [] : [`https://${own}`, `http://${own}`])]
  return bases.map((base) => ({
    value: base.replace(/\/$/, '') + rest,
    cause: sameButScheme(base, url) ? 'url_scheme' : 'url_host',
    sentence: sameButScheme(base, url) ? `The provider signed the address with ${base.split(':')[0]}, and it arrived with ${url.protocol.slice(0, -1)}.` : `The provider signed the address at ${base}, and it was verified at ${url.origin}.`,
    remedy: register
  }))
}

function schemesAndPorts(url: URL, known: string): Variant<string>[] {
  const other = url.protocol === 'https:' ? 'http' : 'https'
  const rest = known.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
  const without = `//${url.hostname}${rest}`
  const variants: Variant<string>[] = [
    { value: `${other}:${known.slice(known.indexOf('//'))}`, cause: 'url_scheme', sentence: `The provider signed the address with ${other}, and it arrived with ${url.protocol.slice(0, -1)}: a proxy ends TLS before Hooklab.`, remedy: register }
  ]
  for (const scheme of [url.protocol.slice(0, -1), other]) {
    if (url.port !== '') variants.push({ value: `${scheme}:${without}`, cause: 'url_port', sentence: `The port ${url.port} was added to the address after it had been signed, as a proxy does.`, remedy: register })
    for (const port of [80, 443, 8080, 3000, 5000]) {
      if (url.port !== String(port)) variants.push({ value: `${scheme}://${url.hostname}:${port}${rest}`, cause: 'url_port', sentence: `The provider signed the address with the port ${port}, which it lost on the way.`, remedy: register })
    }
  }
  return variants
}

function queries(url: URL, known: string): Variant<string>[] {
  const [path = '', query = ''] = known.split(/\?(.*)/s)
  const parts = query === '' ? [] : query.split('&')
  const slash = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  const variants: Variant<string>[] = [
    { value: query === '' ? slash : `${slash}?${query}`, cause: 'url_slash', sentence: 'The provider signed the address with a different slash at the end of the path.', remedy: register },
    { value: decodeSafely(known), cause: 'url_encoding', sentence: 'The provider signed the address with its percent signs decoded.', remedy: register },
    { value: encodeURI(decodeSafely(known)), cause: 'url_encoding', sentence: 'The provider signed the address with characters percent-encoded.', remedy: register }
  ]
  if (query !== '') {
    variants.push({ value: path, cause: 'url_query', sentence: 'The provider signed the address without its query.', remedy: register })
    variants.push({ value: `${path}?${parts.toSorted().join('&')}`, cause: 'url_query_order', sentence: 'The parts of the query were put into another order after the address had been signed.', remedy: register })
    variants.push({ value: `${path}?${parts.toReversed().join('&')}`, cause: 'url_query_order', sentence: 'The parts of the query were put into another order after the address had been signed.', remedy: register })
    variants.push({ value: url.origin + url.search, cause: 'url_path', sentence: 'The provider signed the address without its path.', remedy: register })
  }
  if (url.pathname !== '/') variants.push({ value: url.origin, cause: 'url_path', sentence: 'The provider signed the address without its path.', remedy: register })
  return variants
}

function restOf(url: URL, request: SignedRequest): string {
  return request.url.startsWith('/') ? request.url : url.pathname + url.search
}

function sameButScheme(base: string, url: URL): boolean {
  return URL.parse(base)?.host === url.host
}

function decodeSafely(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text // A lone percent sign: then nothing decoded it.
  }
}
