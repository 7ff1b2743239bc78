/** A tunnel that nobody uses for long, and then everybody at once: it must cost nothing meanwhile and lose nothing then. */
import { setTimeout as pause } from 'node:timers/promises'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { runningApp } from '../helpers/running-app.ts'
import { sendBurst } from './load.ts'
import { measureProcess, type ProcessSize } from './process-size.ts'
import { online } from './restarts.ts'
import { lostEvents } from './stored.ts'

export interface IdleOptions {
  readonly minutes: number
  readonly burst: number
}

export interface IdleResult {
  /** Share of one core that product and tunnel took while idle, percent. */
  readonly cpuPercent: number
  /** States other than online that were shown meanwhile. */
  readonly troubles: readonly string[]
  readonly proofs: number
  readonly answered: number
  readonly lost: readonly string[]
  readonly burstMs: number
  readonly sizes: { readonly first: ProcessSize; readonly last: ProcessSize }
}

export async function runIdle({ minutes, burst }: IdleOptions): Promise<IdleResult> {
  await using server = await startLocaltunnelServer()
  await using running = await runningApp()
  await running.client.tunnel.open({ driver: 'localtunnel', options: { host: server.host, subdomain: 'quiet-tunnel' } })
  await online(running, 0)
  const troubles: string[] = []
  let proofs = 0
  let lastProofAt = running.app.tunnel.tunnel.lastProofAt
  const stopFollowing = running.app.tunnel.onChange((tunnel) => {
    if (tunnel.state !== 'online') troubles.push(`${new Date().toISOString()} ${tunnel.state} ${tunnel.reason?.cause ?? ''}`.trim())
    if (tunnel.lastProofAt !== lastProofAt) proofs++
    lastProofAt = tunnel.lastProofAt
  })
  const first = measureProcess()
  const [cpuBefore, startedAt] = [process.cpuUsage(), performance.now()]
  // The passing of time is what is measured here.
  await pause(minutes * 60_000)
  const used = process.cpuUsage(cpuBefore)
  const cpuPercent = Math.round(((used.user + used.system) / 1_000 / (performance.now() - startedAt)) * 10_000) / 100
  const last = measureProcess()
  const burstAt = performance.now()
  const answered = await sendBurst(`${server.publicUrl('quiet-tunnel')}/webhook`, { count: burst, prefix: 'burst' })
  const burstMs = Math.round(performance.now() - burstAt)
  // The tunnel is closed when this ends; that is no trouble.
  stopFollowing()
  const lost = await lostEvents(running, answered)
  return { cpuPercent, troubles, proofs, answered: answered.size, lost, burstMs, sizes: { first, last } }
}
