/** A supervisor in a world that does as a test says: its clock, its driver, its public URL. */
import { expect } from 'vitest'
import type { Tunnel } from '../../electron/contract/index.ts'
import { silentLog } from '../../electron/core/log.ts'
import { backoffMs } from '../../electron/core/tunnel/backoff.ts'
import type { TunnelSupervisorOptions } from '../../electron/core/tunnel/supervisor-options.ts'
import { createTunnelSupervisor } from '../../electron/core/tunnel/chain-supervisor.ts'
import type { TunnelSupervisor } from '../../electron/core/tunnel/tunnel-supervisor.ts'
import { fakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'
import { fakeTunnel } from './fake-tunnel.ts'
import type { FakeTunnel } from './fake-tunnel.ts'

export interface Setting {
  readonly clock: FakeClock
  readonly fake: FakeTunnel
  readonly supervisor: TunnelSupervisor
  readonly shown: readonly Tunnel[]
  readonly states: () => string[]
}

/** Closed. */
export function setUp(options: Partial<TunnelSupervisorOptions> = {}): Setting {
  const clock = fakeClock()
  const fake = fakeTunnel()
  const supervisor = createTunnelSupervisor({
    clock,
    log: silentLog,
    listenerPort: 1,
    drivers: [fake.driver],
    send: fake.send,
    backoff: (step, pace) => backoffMs(step, pace, () => 0),
    ...options
  })
  fake.answerFor(supervisor)
  const shown: Tunnel[] = []
  supervisor.onChange((tunnel) => shown.push(tunnel))
  return { clock, fake, supervisor, shown, states: () => shown.map(({ state }) => state) }
}

export const wish = { driver: 'fake', options: { subdomain: 'sunny' } }

/** Opened and proven. */
export async function setUpOnline(options: Partial<TunnelSupervisorOptions> = {}): Promise<Setting> {
  const setting = setUp(options)
  setting.supervisor.open(wish)
  await setting.clock.advance(0)
  expect(setting.supervisor.tunnel.state).toBe('online')
  return setting
}
