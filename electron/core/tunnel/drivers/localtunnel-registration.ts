/**
 * What a localtunnel server answers to a registration, read with distrust. Without a schema library: each recovery starts a
 * thread that reads this, and loading one would double the time until it dials.
 */
import { isIP } from 'node:net'

export interface Registration {
  readonly id: string
  readonly url: string
  readonly port: number
  readonly ip?: string
  /** How many connections to open. */
  readonly max_conn_count: number
}

/** More connections than this help nobody; a server that asks for more gets this many. */
const maxConnections = 32

/** The registration, or nothing when the answer is something else: a web page, a sign-in page, another service. */
export function readRegistration(answer: unknown): Registration | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  // Each value is looked at before it is used.
  const { id, url, port, ip, max_conn_count: wanted } = answer as Record<string, unknown>
  if (typeof id !== 'string' || id === '' || id.length > 253) return undefined
  if (!isWhole(port) || port < 1 || port > 65_535) return undefined
  const address = typeof url === 'string' ? URL.parse(url) : null
  if (address === null || !/^https?:$/.test(address.protocol)) return undefined
  return {
    id,
    url: address.origin + address.pathname.replace(/\/+$/, ''),
    port,
    max_conn_count: isWhole(wanted) ? Math.min(Math.max(wanted, 1), maxConnections) : 1,
    ...(typeof ip === 'string' && isIP(ip) !== 0 && { ip })
  }
}

const nameShape = /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/

/** Whether a localtunnel server can give this name: lower-case letters, digits and hyphens, 4 to 63 of them. */
export function isTunnelName(name: string): boolean {
  return nameShape.test(name)
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}
