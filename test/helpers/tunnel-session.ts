/** A real listener and a real supervisor, wired, for one test. */
import { Agent, request } from 'undici'
import type { Dispatcher } from 'undici'
import type { OpenTunnelInput, Tunnel } from '../../electron/contract/index.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { silentLog } from '../../electron/core/log.ts'
import { addressPatienceMs, lookupWithLocalhost } from '../../electron/core/tunnel/localhost-lookup.ts'
import { createTunnelSupervisor } from '../../electron/core/tunnel/chain-supervisor.ts'
import type { TunnelSupervisorOptions } from '../../electron/core/tunnel/supervisor-options.ts'
import type { TunnelSupervisor } from '../../electron/core/tunnel/tunnel-supervisor.ts'
import { withDeadline } from './deadline.ts'
import { startProofListener } from './proof-listener.ts'
import type { ProofListener } from './proof-listener.ts'

export interface TunnelSession {
  readonly supervisor: TunnelSupervisor
  readonly listener: ProofListener
  /** Every state shown, in order. */
  readonly history: readonly Tunnel[]
  open(options: OpenTunnelInput['options'], driver?: string): void
  /** Resolves with the first tunnel, from now on, that satisfies `wanted`. */
  until(wanted: (tunnel: Tunnel) => boolean, deadlineMs?: number): Promise<Tunnel>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts both, with the tunnel closed. */
export async function startTunnelSession(
  options: Partial<TunnelSupervisorOptions> = {},
  startListener: () => Promise<ProofListener> = startProofListener
): Promise<TunnelSession> {
  const listener = await startListener()
  const supervisor = createTunnelSupervisor({ clock: systemClock, log: silentLog, listenerPort: listener.port, ...options })
  listener.answerFor(supervisor)
  const history: Tunnel[] = []
  supervisor.onChange((tunnel) => history.push(tunnel))
  return {
    supervisor,
    listener,
    history,
    open: (wish, driver = 'localtunnel') => void supervisor.open({ driver, options: wish }),
    async until(wanted, deadlineMs = 25_000) {
      let stop = (): void => {}
      const met = new Promise<Tunnel>((resolve) => {
        if (wanted(supervisor.tunnel)) resolve(supervisor.tunnel)
        stop = supervisor.onChange((tunnel) => wanted(tunnel) && resolve(tunnel))
      })
      try {
        return await withDeadline(met, deadlineMs, 'late')
      } catch {
        throw new Error(`The tunnel did not get there within ${deadlineMs} ms: ${JSON.stringify(supervisor.tunnel, undefined, 2)}`)
      } finally {
        stop()
      }
    },
    async [Symbol.asyncDispose]() {
      await supervisor.close()
      await listener[Symbol.asyncDispose]()
    }
  }
}

/** Whether the tunnel is proven now. */
export function isOnline(tunnel: Tunnel): boolean {
  return tunnel.state === 'online'
}

export interface PublicAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Sends a request as a provider would: to the public URL, over a connection of its own. */
export async function callPublicUrl(
  url: string,
  options: { method?: Dispatcher.HttpMethod; headers?: Record<string, string>; body?: Uint8Array } = {}
): Promise<PublicAnswer> {
  const connect = { lookup: lookupWithLocalhost, autoSelectFamilyAttemptTimeout: addressPatienceMs }
  const dispatcher = new Agent({ connect, headersTimeout: 20_000 })
  try {
    const { method = 'POST', headers = {}, body } = options
    const response = await request(url, { dispatcher, method, headers, ...(body !== undefined && { body }) })
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() }
  } finally {
    await dispatcher.destroy()
  }
}
