/** Opens what was saved: settings, endpoints with their secrets, faults, targets, filters. A fresh install gets its first endpoint. */
import type { Settings, SettingsPatch } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { defaultEndpoint, failTestFault } from '../endpoints/default-endpoint.ts'
import { Endpoints } from '../endpoints/endpoints.ts'
import { Faults } from '../faults/faults.ts'
import { openFaultRules } from '../faults/fault-rules.ts'
import { SavedFilters } from '../filters/saved-filters.ts'
import { createInTurn } from '../in-turn.ts'
import type { Ports } from '../ports.ts'
import type { Problems } from '../problems.ts'
import { mergeSettings, readSettings } from '../settings/settings.ts'
import type { Store, StoredConfig } from '../store/store.ts'
import { Targets } from '../targets/targets.ts'

export interface Config {
  readonly endpoints: Endpoints
  readonly faults: Faults
  readonly targets: Targets
  readonly filters: SavedFilters
  readonly settings: {
    readonly current: Settings
    update(patch: SettingsPatch): Promise<Settings>
    /** Called after each update. */
    onUpdate(listener: () => void): void
  }
}

export async function loadConfig(ports: Ports, store: Store, bus: ChangeBus, problems: Problems): Promise<Config> {
  const saved = await firstInstall(store, ports.clock.now(), await store.loadConfig())
  const { clock, log, secretStore } = ports
  const endpoints: Endpoints = await Endpoints.load(saved.endpoints, saved.secrets, {
    store,
    secretStore,
    clock,
    log,
    onChange: () => bus.publish({ type: 'endpoints.changed', items: [...endpoints.list()] }),
    onSecretLost: (name, message) =>
      problems.raise(
        `secret_lost:${name}`,
        `A secret of the endpoint ${name} can't be read back. ${message}`,
        'Remove it and paste the signing secret again.'
      )
  })
  const rules = openFaultRules(saved.faults)
  for (const fault of rules.switchedOff) await store.putFault(fault)
  const faults = new Faults({
    store,
    clock,
    initial: rules.faults,
    onChange: (endpointId, items) => bus.publish({ type: 'faults.changed', endpointId, items: [...items] })
  })
  const targets = new Targets({
    store,
    clock,
    initial: saved.targets,
    onChange: (endpointId, items) => bus.publish({ type: 'targets.changed', endpointId, items: [...items] })
  })
  const filters = new SavedFilters(store, saved.filters, () => bus.publish({ type: 'filters.changed' }))
  return { endpoints, faults, targets, filters, settings: openSettings(store, bus, saved) }
}

function openSettings(store: Store, bus: ChangeBus, saved: StoredConfig): Config['settings'] {
  let current = readSettings(saved.settings)
  store.configure(current)
  const listeners = new Set<() => void>()
  const inTurn = createInTurn()
  return {
    get current() {
      return current
    },
    update: (patch) =>
      inTurn(async () => {
        const next = mergeSettings(current, patch)
        await store.putSettings(next)
        current = next
        store.configure(next)
        bus.publish({ type: 'settings.changed', settings: next })
        for (const listener of listeners) listener()
        return next
      }),
    onUpdate: (listener) => void listeners.add(listener)
  }
}

/** Gives an empty install its endpoint, once: a developer who deletes it is not given it again. */
async function firstInstall(store: Store, now: number, saved: StoredConfig): Promise<StoredConfig> {
  if (saved.endpoints.length > 0 || (await store.getNote('installed')) !== undefined) return saved
  const endpoint = defaultEndpoint(now)
  const fault = failTestFault(now)
  await store.putEndpoint(endpoint)
  await store.putFault(fault)
  await store.putNote('installed', { at: now })
  return { ...saved, endpoints: [endpoint], faults: [fault] }
}
