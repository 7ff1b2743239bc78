/** Which callers' addresses may come in: single ones and CIDR ranges of both families. */
import { BlockList, isIP, SocketAddress } from 'node:net'

export interface AddressList {
  readonly isEmpty: boolean
  /** False for what is no address. */
  has(address: string): boolean
}

/** Entries in the form in which they are kept, or what is wrong with the first bad one, as a sentence. */
export type ReadEntries = { readonly entries: readonly string[] } | { readonly wrong: string }

/** Trims, leaves out empty and repeated entries, and checks the rest. */
export function readAddressEntries(texts: readonly string[]): ReadEntries {
  const entries = new Set<string>()
  for (const text of texts) {
    const entry = text.trim().toLowerCase()
    if (entry === '') continue
    const wrong = wrongIn(entry)
    if (wrong !== undefined) return { wrong: `“${text.trim()}” ${wrong}` }
    entries.add(entry)
  }
  return { entries: [...entries] }
}

/** Makes the list of checked entries. IPv4 addresses that are written as IPv6 ones (`::ffff:192.0.2.1`) are the IPv4 addresses they name. */
export function createAddressList(entries: readonly string[]): AddressList {
  const list = new BlockList()
  for (const entry of entries) {
    const { address, prefix } = splitEntry(entry)
    const plain = plainAddress(address) ?? address
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(plain, family)
    else list.addSubnet(plain, Number(prefix) - (plain === address ? 0 : mappedBits), family)
  }
  return {
    isEmpty: entries.length === 0,
    has(text) {
      const address = plainAddress(text)
      return address !== undefined && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
    }
  }
}

/**
 * An address in its shortest form, or nothing when the text is none.
 * Shape: `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]`, each also with a port where that is unmistakable; IPv4 in IPv6 becomes IPv4.
 */
export function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  const version = isIP(bare)
  if (version === 4) return bare
  // A zone (`fe80::1%eth0`) says nothing to a list.
  if (version !== 6 || bare.includes('%')) return undefined
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' })
  return mapped.exec(address)?.[1] ?? address
}

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/
const mappedBits = 96

function splitEntry(entry: string): { readonly address: string; readonly prefix: string | undefined } {
  const slash = entry.indexOf('/')
  return slash === -1 ? { address: entry, prefix: undefined } : { address: entry.slice(0, slash), prefix: entry.slice(slash + 1) }
}

function wrongIn(entry: string): string | undefined {
  const { address, prefix } = splitEntry(entry)
  const version = isIP(address)
  if (version === 0 || address.includes('%'))
    return 'is no IP address or range. Write them like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32; names of hosts are not looked up.'
  if (prefix === undefined) return undefined
  const most = version === 4 ? 32 : 128
  const least = plainAddress(address) === address || version === 4 || !isMapped(address) ? 0 : mappedBits
  if (/^\d{1,3}$/.test(prefix) && Number(prefix) >= least && Number(prefix) <= most) return undefined
  return `has no usable length after the slash: a number from ${least} to ${most}.`
}

function isMapped(address: string): boolean {
  return isIP(plainAddress(address) ?? '') === 4
}
