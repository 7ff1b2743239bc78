/** Everything live on the page: the connection, the list of deliveries, the rate, what to announce. */
import type { QueryClient } from '@tanstack/react-query'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Change } from '../../electron/contract/index.ts'
import type { Client } from './client.ts'
import { createDeliveryFeed, type DeliveryFeed } from './delivery-feed.ts'
import { type ConnectionState, followChanges } from './follow-changes.ts'
import { createPulse, type Pulse } from './pulse.ts'
import { applyChange, keys } from './queries.ts'

export interface Live {
  readonly feed: DeliveryFeed
  readonly pulse: Pulse
  readonly connection: StoreApi<{ readonly state: ConnectionState }>
  /** Hears every change; answers how to stop hearing. */
  subscribe(listener: (change: Change) => void): () => void
  /** Resolves when the signal aborts. */
  start(signal: AbortSignal): Promise<void>
}

export interface LiveOptions {
  readonly client: Client
  readonly cache: QueryClient
  readonly q: string
}

const statusIntervalMs = 2_000

export function createLive({ client, cache, q }: LiveOptions): Live {
  const feed = createDeliveryFeed({ client, q })
  const pulse = createPulse()
  const connection = createStore<{ readonly state: ConnectionState }>(() => ({ state: 'connecting' }))
  const listeners = new Set<(change: Change) => void>()
  let statusDue: ReturnType<typeof setTimeout> | undefined

  const refreshStatusSoon = (): void => {
    statusDue ??= setTimeout(() => {
      statusDue = undefined
      void cache.invalidateQueries({ queryKey: keys.status })
    }, statusIntervalMs)
  }

  const onChange = (change: Change): void => {
    if (change.type === 'hello') {
      // A gap lies behind every hello, the first too: what was read before the stream was open may no longer be true.
      void cache.invalidateQueries()
      feed.catchUp()
    } else if (change.type === 'deliveries.received') {
      feed.received(change.items, change.skipped)
      pulse.count(change.items, change.skipped)
      refreshStatusSoon()
    } else if (change.type === 'deliveries.updated') {
      feed.updated(change.items)
    } else if (change.type === 'deliveries.removed') {
      feed.removed(change.ids)
      refreshStatusSoon()
    }
    applyChange(cache, change)
    for (const listener of listeners) listener(change)
  }

  return {
    feed,
    pulse,
    connection,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (signal) => followChanges({ client, signal, onChange, onState: (state) => connection.setState({ state }) })
  }
}
