/** Name resolution that knows `.localhost`, which many resolvers do not. */
import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 }
]

/**
 * A `lookup` for sockets: names under `localhost` are this machine, everything else is the system's business.
 * Source: https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
export const lookupWithLocalhost: LookupFunction = (hostname, options, callback) => {
  if (!isLocalhostName(hostname)) {
    systemLookup(hostname, options, callback)
    return
  }
  const family = options.family === 'IPv6' ? 6 : options.family === 'IPv4' ? 4 : (options.family ?? 0)
  const found = loopback.filter((entry) => family === 0 || entry.family === family)
  if (options.all === true) callback(null, found)
  else callback(null, found[0]?.address ?? '127.0.0.1', found[0]?.family ?? 4)
}

/**
 * How long one address of a name is tried before the next, milliseconds. Node's own 250 are too few: on a slow network, or when
 * this process was busy for that long, a connection that stands already is given up for an address where nobody listens.
 */
export const addressPatienceMs = 2_000

/** Whether the name is `localhost` or lies under it. */
export function isLocalhostName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return name === 'localhost' || name.endsWith('.localhost')
}
