/** Who called: through a tunnel each connection comes from this machine, so the caller's address is what a header says. */
import type { CallerHeader, Exposure } from '../../contract/index.ts'
import { plainAddress } from './address-list.ts'

export interface CallerSource {
  readonly certainty: Exposure['caller']['certainty']
  /** In lower case; nothing when no header can be believed. */
  readonly header?: Exclude<CallerHeader, 'automatic'>
  readonly note: string
}

/**
 * Which header tells the caller's address, by the drivers in use and the developer's choice, and how far it can be believed. Of two tunnels
 * that are open at once, a caller of the one could make up the header that the other writes: nobody is believed then.
 */
export function callerSource(drivers: readonly string[], choice: CallerHeader): CallerSource {
  const sources = drivers.map((driver) => sourceOf(driver, choice))
  const [first = sourceOf('', choice)] = sources
  if (sources.every(({ header }) => header === first.header)) return sources.find(({ certainty }) => certainty !== 'certain') ?? first
  return {
    certainty: 'unknown',
    note: 'Two tunnels of different kinds are open for the moment, and only one of them tells the caller’s address.'
  }
}

function sourceOf(driver: string, choice: CallerHeader): CallerSource {
  if (choice !== 'automatic' && !(driver === 'cloudflared' && choice === 'cf-connecting-ip'))
    return {
      certainty: 'as_the_server_says',
      header: choice,
      note: `The address is what ${spelled[choice]} says, as you chose. It is true when the server before the tunnel sets it and lets no caller do so.`
    }
  switch (driver) {
    case 'cloudflared':
      return {
        certainty: 'certain',
        header: 'cf-connecting-ip',
        note: 'Cloudflare writes the caller’s address itself and lets no caller do so.'
      }
    case 'ssh':
      return {
        certainty: 'unknown',
        note: 'An ssh server passes connections on as they are and says nothing of the caller. If a proxy before it does, choose its header.'
      }
    default:
      return {
        certainty: 'as_the_server_says',
        header: 'x-forwarded-for',
        note: 'The address is the last one in X-Forwarded-For. It is true when the tunnel server, or a proxy before it, adds it.'
      }
  }
}

/**
 * The caller's address, or nothing when the header is missing or holds none.
 * Shape: `rawHeaders` is Node's flat list. Of several addresses the last is taken, which the nearest server wrote; those before it
 * are what a caller may have sent along.
 */
export function callerAddress(rawHeaders: readonly string[], { header }: CallerSource): string | undefined {
  if (header === undefined) return undefined
  let value: string | undefined
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === header) value = rawHeaders[index + 1]
  return value === undefined ? undefined : plainAddress(value.slice(value.lastIndexOf(',') + 1))
}

const spelled = { 'x-forwarded-for': 'X-Forwarded-For', 'x-real-ip': 'X-Real-IP', 'cf-connecting-ip': 'CF-Connecting-IP' } as const
