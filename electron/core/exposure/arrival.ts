/** Which requests came through the tunnel: certain at the door; at the listener's own port by what their headers say. */
import type { Tunnel } from '../../contract/index.ts'
import { bareHost, publicHostOf } from '../tunnel/public-host.ts'

export type Way = Pick<Tunnel, 'state' | 'driver' | 'options' | 'publicUrl'>

/**
 * The tunnel that a request came through, or nothing when it is local. `rawHeaders` is Node's flat list; `byDoor` says that it came to
 * the port that only tunnels dial.
 */
export type FindWay = (rawHeaders: readonly string[], byDoor: boolean) => Way | undefined

/**
 * At the listener's own port a tunnel that is run elsewhere (`manual`, a named tunnel of Cloudflare's) may come in as well: while one is
 * open, whatever a proxy has passed on counts as tunnel traffic, and so does every Host that is not this machine. `ways` are the tunnels
 * that may bring requests, the one that is shown first; one at least.
 */
export function createFindWay(ways: () => readonly Way[]): FindWay {
  const hosts = new Map<string, string>()
  const hostOf = ({ publicUrl }: Way): string => {
    if (publicUrl === undefined) return ''
    let host = hosts.get(publicUrl)
    if (host === undefined) {
      host = publicHostOf(publicUrl)
      // One entry a URL; those of long ago are of no use.
      if (hosts.size > mostHosts) hosts.clear()
      hosts.set(publicUrl, host)
    }
    return host
  }
  return (rawHeaders, byDoor) => {
    const open = ways()
    const [shown] = open
    if (shown === undefined || (!byDoor && open.every(isClosed))) return undefined
    const { names, host, isForwarded } = readHead(rawHeaders)
    const named = open.find((way) => names.includes(hostOf(way)))
    if (named !== undefined) return named
    if (byDoor) return shown
    return isForwarded || !isOwnHost(host) ? open.find(leadsHere) : undefined
  }
}

const mostHosts = 16

function isClosed({ state }: Way): boolean {
  return state === 'closed'
}

function leadsHere({ state, driver, options }: Way): boolean {
  return state !== 'closed' && (driver === 'manual' || (driver === 'cloudflared' && (options.hostname ?? '').trim() !== ''))
}

interface Head {
  /** Every host that the request is said to be for. */
  readonly names: readonly string[]
  readonly host: string | undefined
  readonly isForwarded: boolean
}

function readHead(rawHeaders: readonly string[]): Head {
  const names: string[] = []
  let host: string | undefined
  let isForwarded = false
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    const value = rawHeaders[index + 1] ?? ''
    if (name === 'host') names.push((host = bareHost(value)))
    else if (name === 'x-forwarded-host') names.push(...value.split(',').map(bareHost))
    isForwarded ||= forwardingHeaders.has(name)
  }
  return { names: names.filter((name) => name !== ''), host, isForwarded }
}

/** What proxies and tunnel services add to a request that they pass on. */
const forwardingHeaders: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'cf-connecting-ip',
  'cf-ray',
  'cdn-loop',
  'x-amzn-trace-id',
  'x-envoy-external-address'
])

/** As which this machine's own programs call it, those in its containers included. */
function isOwnHost(host: string | undefined): boolean {
  if (host === undefined) return false
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\]|host\.(?:docker|containers)\.internal)$/.test(host)
}
