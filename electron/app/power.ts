/** Tells the tunnel when the machine wakes up or changes its network: its connections may be dead without a word. */
import type { PowerMonitor } from 'electron'
import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../core/clock.ts'
import type { TunnelSupervisor } from '../core/tunnel/tunnel-supervisor.ts'

/** Electron's main process has no event for it, and asking the system costs microseconds. */
const lookEveryMs = 5_000

export interface WakeParts {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  readonly clock: Clock
  readonly tunnel: Pick<TunnelSupervisor, 'wake'>
  readonly interfaces: () => Partial<Record<string, NetworkInterfaceInfo[]>>
}

/** Answers the function that ends it. */
export function watchWaking({ powerMonitor, clock, tunnel, interfaces }: WakeParts): () => void {
  powerMonitor.on('resume', () => tunnel.wake('resume'))
  let known = addresses(interfaces())
  let cancel = (): void => {}
  const look = (): void => {
    const now = addresses(interfaces())
    // Losing all of them is no time to prove anything; getting the next one is.
    if (now !== known && now !== '') tunnel.wake('network')
    known = now
    cancel = clock.after(lookEveryMs, look)
  }
  cancel = clock.after(lookEveryMs, look)
  return () => cancel()
}

/** Every address that leads out of this machine, as one text to compare. */
function addresses(interfaces: Partial<Record<string, NetworkInterfaceInfo[]>>): string {
  return Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ')
}
