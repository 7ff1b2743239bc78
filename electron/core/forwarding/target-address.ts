/**
 * Where a request may go. Loopback is the developer's own machine and always fine; anything else needs their word.
 *
 * address            | needs
 * loopback           | nothing
 * remote             | `allowRemote`
 * link-local, cloud  | a confirmation of that very address; `allowRemote` does not cover it
 * metadata           |
 *
 * Addresses are judged after name resolution, and the socket is given only those that passed, so a name can't answer
 * one thing to the check and another to the connection.
 */
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from '../errors.ts'
import { isLocalhostName, lookupWithLocalhost } from '../tunnel/localhost-lookup.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

export interface AddressPolicy {
  readonly allowRemote: boolean
  readonly confirmedAddresses?: readonly string[] | undefined
}

type AddressKind = 'loopback' | 'remote' | 'guarded'

// 0.0.0.0 and :: reach this machine, too, when they are dialled.
const loopback = listOf(['127.0.0.0/8', '::1/128', '0.0.0.0/32', '::/128'])

// Link-local, and what clouds answer their metadata on: AWS, Azure, Alibaba, Google, Oracle. The last is NAT64 of link-local.
const guarded = listOf([
  '169.254.0.0/16',
  'fe80::/10',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
  '64:ff9b::a9fe:0/112'
])
const guardedNames = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data', 'instance-data.ec2.internal'])

/**
 * The URL of a target, checked as far as text goes.
 * Errors: BAD_REQUEST when it is no http or https URL, or has a user name or password in it.
 */
export function parseTargetUrl(text: string): URL {
  const url = URL.parse(text.trim())
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new AppError(
      'BAD_REQUEST',
      `"${text}" is not a URL to send to. Give an http or https URL such as http://localhost:3000/webhooks.`
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'BAD_REQUEST',
      `The URL for ${url.host} has a user name or password in it. Take it out, and set an Authorization header on the target instead.`
    )
  }
  url.hash = ''
  return url
}

/**
 * The addresses of a URL's host that may be dialled, in the resolver's order.
 * Errors: TARGET_NOT_ALLOWED when none may; rejects with the resolver's own error when the name is unknown.
 */
export async function resolveTarget(
  url: URL,
  policy: AddressPolicy,
  lookup: LookupFunction = lookupWithLocalhost
): Promise<readonly ResolvedAddress[]> {
  const host = bareHost(url)
  const confirmed = policy.confirmedAddresses ?? []
  if (guardedNames.has(host.toLowerCase().replace(/\.$/, '')) && !confirmed.includes(host)) throw notAllowed(url, 'guarded', host)

  const found = await lookupAll(host, lookup)
  const allowed = found.filter(({ address }) => isAllowed(address, policy.allowRemote, confirmed))
  const [first] = found
  if (allowed.length > 0 || first === undefined) return allowed
  throw notAllowed(url, kindOf(first.address), first.address)
}

/** Whether a URL names this machine outright: by `localhost`, a name under it, or a loopback address. */
export function isLoopbackUrl(url: URL): boolean {
  return isLocalhostName(url.hostname) || kindOf(bareHost(url)) === 'loopback'
}

/** Whether this is an address, or a name of a metadata service, that takes a confirmation of its own. */
export function needsConfirmation(address: string): boolean {
  return (
    guardedNames.has(address.toLowerCase().replace(/\.$/, '')) || (isIP(address.replace(/%.*$/, '')) !== 0 && kindOf(address) === 'guarded')
  )
}

/** What kind of address this is; text that is no address counts as guarded. */
export function kindOf(address: string): AddressKind {
  const bare = address.replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 0) return 'guarded'
  const family = version === 4 ? 'ipv4' : 'ipv6'
  // A BlockList looks through IPv4-mapped IPv6 by itself.
  if (loopback.check(bare, family)) return 'loopback'
  return guarded.check(bare, family) ? 'guarded' : 'remote'
}

function isAllowed(address: string, allowRemote: boolean, confirmed: readonly string[]): boolean {
  switch (kindOf(address)) {
    case 'loopback':
      return true
    case 'remote':
      return allowRemote
    case 'guarded':
      return confirmed.includes(address)
  }
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function lookupAll(host: string, lookup: LookupFunction): Promise<readonly ResolvedAddress[]> {
  const version = isIP(host)
  if (version !== 0) return Promise.resolve([{ address: host, family: version === 4 ? 4 : 6 }])
  return new Promise((resolve, reject) => {
    lookup(host, { all: true, order: 'verbatim' }, (error, found) => {
      if (error !== null) return reject(error)
      const all = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }]
      return resolve(all.map(({ address }) => ({ address, family: isIP(address) === 6 ? 6 : 4 })))
    })
  })
}

function notAllowed(url: URL, kind: AddressKind, address: string): AppError {
  const name = url.hostname === address || url.hostname === `[${address}]` ? address : `${url.hostname} (${address})`
  if (kind === 'guarded') {
    return new AppError(
      'TARGET_NOT_ALLOWED',
      `${name} is a link-local or cloud metadata address. Nothing was sent, as it may hand out credentials. Use the address of your own app, or add it as a target that may be remote and confirm this very address.`
    )
  }
  return new AppError(
    'TARGET_NOT_ALLOWED',
    `${name} is not on this machine, so nothing was sent. Send to a loopback address such as http://localhost:3000, or add it as a target and allow it as a remote one.`
  )
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', bits = ''] = subnet.split('/')
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}
