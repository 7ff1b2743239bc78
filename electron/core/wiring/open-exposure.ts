/** The rules of the public URL, with their log lines and the changes that tell of them. */
import type { Tunnel } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { Exposure } from '../exposure/exposure.ts'
import { newId } from '../ids.ts'
import type { Ports } from '../ports.ts'
import type { Problems } from '../problems.ts'
import type { Store } from '../store/store.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'
import type { Config } from './load-config.ts'
import type { OpenedTunnel } from './open-tunnel.ts'

export interface ExposureParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly problems: Problems
  readonly config: Pick<Config, 'endpoints'>
  readonly ways: () => readonly Pick<Tunnel, 'driver'>[]
}

export async function openExposure({ ports, store, bus, problems, config, ways }: ExposureParts): Promise<Exposure> {
  const { clock, secretStore } = ports
  const exposure = await Exposure.load({
    store,
    secretStore,
    clock,
    problems,
    endpoints: config.endpoints,
    drivers: () => ways().map(({ driver }) => driver),
    writeLog(rule, text, remoteAddress) {
      // A line that can't be written is no reason to disturb the listener; the store reports its own trouble.
      store.appendListenerLog({ id: newId('log'), at: clock.now(), kind: `tunnel_${rule}`, text, remoteAddress }).catch(() => undefined)
    }
  })
  exposure.onChange((view) => bus.publish({ type: 'exposure.changed', exposure: view }))
  return exposure
}

/** What the rules and the tunnel have in common: the token is part of the public URL, the driver decides how callers are known. */
export function tellExposure({
  exposure,
  tunnel,
  drivers
}: {
  readonly exposure: Exposure
  readonly tunnel: TunnelSupervisor
  readonly drivers: Pick<OpenedTunnel, 'pathChanged'>
}): void {
  let { pathToken } = exposure
  let inUse = driversOf(tunnel)
  exposure.onChange(() => {
    if (exposure.pathToken === pathToken) return
    pathToken = exposure.pathToken
    drivers.pathChanged()
  })
  tunnel.onChange(() => {
    const now = driversOf(tunnel)
    if (now === inUse) return
    inUse = now
    exposure.refresh()
  })
}

function driversOf({ ways }: TunnelSupervisor): string {
  return ways.map(({ driver }) => driver).join(' ')
}
