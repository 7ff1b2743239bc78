/** The tunnel server killed and restarted at random moments under load: how soon, how often, under which URL the tunnel is proven again. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Tunnel } from '../../electron/contract/index.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { startLoad, type Load } from './load.ts'
import { measureProcess, type ProcessSize } from './process-size.ts'
import { lostEvents } from './stored.ts'

export interface RestartsOptions {
  readonly kills: number
  readonly perSecond: number
  /** The server is away this long at most, milliseconds. */
  readonly longestAwayMs: number
  /** It runs this long at most before the next kill, milliseconds. */
  readonly longestUpMs: number
  readonly onRound?: (text: string) => void
}

export interface RestartsResult {
  /** From the server's return to a proven tunnel, milliseconds, one a kill, ascending. */
  readonly recoveriesMs: readonly number[]
  readonly otherUrls: readonly string[]
  /** The longest that `online` was shown while no request got through, milliseconds. */
  readonly deafOnlineMs: number
  readonly unhandled: readonly unknown[]
  readonly sent: number
  readonly answered: number
  readonly failures: ReadonlyMap<string, number>
  /** Answered with a 2xx, and not stored. */
  readonly lost: readonly string[]
  /** After the first recovery, and after the last. */
  readonly sizes: { readonly first: ProcessSize; readonly last: ProcessSize }
}

const name = 'steady-tunnel'
const giveUpMs = 60_000

export async function runRestarts(options: RestartsOptions): Promise<RestartsResult> {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  let server = await startLocaltunnelServer()
  await using running = await runningApp()
  const url = server.publicUrl(name)
  await running.client.tunnel.open({ driver: 'localtunnel', options: { host: server.host, subdomain: name } })
  await online(running, 0)
  const load = startLoad(`${url}/webhook`, { perSecond: options.perSecond, prefix: 'evt' })
  const deafness = watchDeafness(running, load)
  const recoveriesMs: number[] = []
  const otherUrls: string[] = []
  let first: ProcessSize | undefined
  for (let round = 1; round <= options.kills; round++) {
    // The passing of time is what is measured here.
    await pause(200 + Math.random() * options.longestUpMs)
    await server.kill()
    await pause(Math.random() * options.longestAwayMs)
    server = await startLocaltunnelServer({ port: server.port })
    const returnedAt = Date.now()
    const { publicUrl, lastProofAt = 0 } = await online(running, returnedAt)
    recoveriesMs.push(lastProofAt - returnedAt)
    if (publicUrl !== url) otherUrls.push(publicUrl ?? '')
    first ??= measureProcess()
    options.onRound?.(`kill ${round}: proven ${lastProofAt - returnedAt} ms after the return`)
  }
  const deafOnlineMs = deafness.stop()
  await load.stop()
  const last = measureProcess()
  const lost = await lostEvents(running, load.answered)
  await server.kill()
  process.off('unhandledRejection', note)
  return {
    recoveriesMs: recoveriesMs.toSorted((left, right) => left - right),
    otherUrls,
    deafOnlineMs,
    unhandled,
    sent: load.sent,
    answered: load.answered.size,
    failures: load.failures,
    lost,
    sizes: { first: first ?? last, last }
  }
}

/** The value below which this share of the ascending values lies. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.ceil(ascending.length * share) - 1)] ?? Number.NaN
}

/** The first state that is online by a proof from after this moment. */
export function online({ app }: RunningApp, since: number): Promise<Tunnel> {
  const isProven = ({ state, lastProofAt = 0 }: Tunnel): boolean => state === 'online' && lastProofAt >= since
  let stop = (): void => {}
  const proven = new Promise<Tunnel>((resolve) => {
    stop = app.tunnel.onChange((tunnel) => isProven(tunnel) && resolve(tunnel))
    if (isProven(app.tunnel.tunnel)) resolve(app.tunnel.tunnel)
  })
  return withDeadline(proven, giveUpMs, `not proven again within ${giveUpMs} ms: ${app.tunnel.tunnel.state}`).finally(stop)
}

/** Watches for the one thing that must not be: `online` is shown and nothing gets through. */
function watchDeafness({ app }: RunningApp, load: Load): { stop(): number } {
  let onlineSince: number | undefined = Date.now()
  let longestMs = 0
  const look = (): void => {
    if (onlineSince !== undefined) longestMs = Math.max(longestMs, Date.now() - Math.max(onlineSince, load.lastAnsweredAt))
  }
  const timer = setInterval(look, 50)
  const stopFollowing = app.tunnel.onChange(({ state }) => {
    look()
    onlineSince = state === 'online' ? (onlineSince ?? Date.now()) : undefined
  })
  return {
    stop() {
      look()
      clearInterval(timer)
      stopFollowing()
      return longestMs
    }
  }
}
