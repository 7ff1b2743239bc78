/** The state of the whole app in one answer. */
import type { Problem, Settings, Status, Tunnel } from '../contract/index.ts'
import type { Endpoints } from './endpoints/endpoints.ts'
import type { Faults } from './faults/faults.ts'
import type { Listener } from './listener/listener.ts'
import type { Ports } from './ports.ts'
import type { Store } from './store/store.ts'

export interface StatusParts {
  readonly ports: Ports
  readonly store: Store
  readonly listener: Listener
  readonly endpoints: Endpoints
  readonly faults: Faults
  readonly tunnel: Tunnel
  readonly settings: Settings
  readonly problems: readonly Problem[]
  readonly startedAt: number
  readonly receivedSinceStart: number
}

export async function readStatus(parts: StatusParts): Promise<Status> {
  const { ports, listener, settings } = parts
  const { storeBytes, ...counts } = await parts.store.counts()
  const { kind, note } = ports.secretStore
  return {
    version: ports.version,
    host: ports.host,
    startedAt: parts.startedAt,
    listenerUrl: listener.url,
    listenerPort: listener.port,
    ...(listener.notice === undefined ? {} : { listenerNotice: listener.notice }),
    dataFolder: ports.dataFolder,
    tunnel: parts.tunnel,
    counts: { ...counts, sinceStart: parts.receivedSinceStart },
    storeBytes,
    secretStorage: { kind, protected: ports.secretStore.protected, ...(note === undefined ? {} : { note }) },
    problems: [...parts.problems],
    activeFaults: settings.faultsEnabled ? parts.faults.activeCount(ports.clock.now()) : 0
  }
}
