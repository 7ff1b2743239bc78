/** Tells the tunnel when the machine wakes up: its connections may be dead without a word. Network changes are the core's to see. */
import type { PowerMonitor } from 'electron'
import type { TunnelSupervisor } from '../core/tunnel/tunnel-supervisor.ts'

export interface WakeParts {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  readonly tunnel: Pick<TunnelSupervisor, 'wake'>
}

/** From now on. Waking and unlocking both come after a sleep; the second costs one more proof. */
export function watchWaking({ powerMonitor, tunnel }: WakeParts): void {
  powerMonitor.on('resume', () => tunnel.wake('resume'))
  powerMonitor.on('unlock-screen', () => tunnel.wake('resume'))
}
