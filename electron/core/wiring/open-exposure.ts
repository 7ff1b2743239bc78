/** The rules of the public URL, with their log lines and the changes that tell of them. */
import type { Tunnel } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { Exposure } from '../exposure/exposure.ts'
import { newId } from '../ids.ts'
import type { Ports } from '../ports.ts'
import type { Problems } from '../problems.ts'
import type { Store } from '../store/store.ts'
import type { Config } from './load-config.ts'

export interface ExposureParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly problems: Problems
  readonly config: Pick<Config, 'endpoints'>
  readonly tunnel: () => Pick<Tunnel, 'driver'>
}

export function openExposure({ ports, store, bus, problems, config, tunnel }: ExposureParts): Promise<Exposure> {
  const { clock, secretStore } = ports
  return Exposure.load({
    store,
    secretStore,
    clock,
    problems,
    endpoints: config.endpoints,
    driver: () => tunnel().driver,
    writeLog(rule, text, remoteAddress) {
      // A line that can't be written is no reason to disturb the listener; the store reports its own trouble.
      store.appendListenerLog({ id: newId('log'), at: clock.now(), kind: `tunnel_${rule}`, text, remoteAddress }).catch(() => undefined)
    },
    onChange: (exposure) => bus.publish({ type: 'exposure.changed', exposure })
  })
}
