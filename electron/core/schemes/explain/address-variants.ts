/** Addresses that the provider may have signed instead of the one the delivery seems to have. */
import { headerValue } from '../headers.ts'
import type { SchemeSettings, SignedRequest } from '../scheme.ts'
import { signedAddresses } from '../signed-address.ts'
import { describeAddress } from './describe-address.ts'
import type { Variant } from './variant.ts'

/** Only schemes that sign the address notice any of them; for the others they cost a few hashes. */
export function addressVariants(request: SignedRequest, settings: SchemeSettings, publicBases: readonly string[]): Variant<string>[] {
  const [known = ''] = signedAddresses(request, settings)
  const url = URL.parse(known)
  if (url === null) return []
  const likely = new Set([...nearby(known, url), ...elsewhere(request, url, publicBases)])
  likely.delete(known)
  return [...likely].map((value) => ({ value, ...describeAddress(known, value) }))
}

/** One part of the address made different. */
function nearby(known: string, url: URL): string[] {
  const beginnings = withPorts(url)
  const rest = known.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const rests = [rest, ...otherRests(rest)]
  return [
    ...rests.map((one) => `${url.protocol}//${url.host}${one}`),
    ...beginnings.flatMap((beginning) => rests.map((one) => beginning + one))
  ]
}

function withPorts(url: URL): string[] {
  const ports = ['', ':80', ':443', ':8080', ':8443', ':3000', ':5000']
  return ['https://', 'http://'].flatMap((scheme) => ports.map((port) => scheme + url.hostname + port))
}

function otherRests(rest: string): string[] {
  const [path = '', query = ''] = rest.split(/\?(.*)/s)
  const parts = query === '' ? [] : query.split('&')
  const tail = query === '' ? '' : `?${query}`
  const slashed = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  return [
    path,
    slashed + tail,
    tail,
    '',
    decodeSafely(rest),
    encodeURI(decodeSafely(rest)),
    ...(parts.length > 1 ? [`${path}?${parts.toSorted().join('&')}`, `${path}?${parts.toReversed().join('&')}`] : [])
  ]
}

/** The same request at another name: a tunnel, or a proxy that says what it was asked for. */
function elsewhere(request: SignedRequest, url: URL, publicBases: readonly string[]): string[] {
  const forwarded = headerValue(request.headers, 'x-forwarded-host')
  const scheme = headerValue(request.headers, 'x-forwarded-proto') ?? 'https'
  const own = headerValue(request.headers, 'host')
  const names = [forwarded, own].filter((name) => name !== undefined)
  const bases = [...publicBases, ...names.flatMap((name) => [`${scheme}://${name}`, `https://${name}`, `http://${name}`])]
  const rest = request.url.startsWith('/') ? request.url : url.pathname + url.search
  return bases.map((base) => base.replace(/\/$/, '') + rest)
}

function decodeSafely(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text // A lone percent sign: then nothing decoded it.
  }
}
