/** Handler checks, wired to what sends, to the store and to those who follow. */
import { randomBytes } from 'node:crypto'
import type { ChangeBus } from '../changes/change-bus.ts'
import { Checks } from '../checks/checks.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Config } from './load-config.ts'
import type { Outgoing } from './outgoing.ts'

export interface ChecksParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly config: Config
  readonly outgoing: Outgoing
}

export function createChecks({ ports, store, bus, config, outgoing }: ChecksParts): Checks {
  return new Checks({
    store,
    targets: config.targets,
    findEndpoint: (id) => config.endpoints.find(id),
    send: outgoing.send,
    clock: ports.clock,
    log: ports.log,
    randomId: () => randomBytes(12).toString('hex'),
    onChange: (check) => bus.publish({ type: 'check.changed', check })
  })
}
