/** What the page knows of everything but the deliveries' list: read once, kept true by changes. */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { Change, DeliverySummary, Redeliveries, Status } from '../../electron/contract/index.ts'
import type { Client } from './client.ts'
import { useClient } from './services.tsx'

export const keys = {
  status: ['status'],
  settings: ['settings'],
  endpoints: ['endpoints'],
  targets: (endpointId: string) => ['targets', endpointId],
  faults: (endpointId: string) => ['faults', endpointId],
  tunnel: ['tunnel'],
  exposure: ['exposure'],
  tunnelDrivers: ['tunnel-drivers'],
  schemes: ['schemes'],
  samples: ['samples'],
  sample: (provider: string, type: string, endpointId: string) => ['samples', provider, type, endpointId],
  filters: ['filters'],
  jobs: ['jobs'],
  retries: ['retries'],
  health: ['health'],
  listenerLog: ['listener-log'],
  checks: ['checks'],
  check: (id: string) => ['checks', id],
  delivery: (id: string) => ['delivery', id],
  attempts: (id: string) => ['delivery', id, 'attempts'],
  explanation: (id: string) => ['delivery', id, 'explanation'],
  redeliveries: (id: string) => ['redeliveries', id],
  faultKinds: ['fault-kinds'],
  faultPresets: ['fault-presets'],
  bytes: (id: string, part: 'body' | 'response', decompress: boolean) => ['delivery', id, 'bytes', part, decompress]
} as const

/** The queries that changes keep true; a page that lost the stream reads them all again. */
export const statusQuery = (client: Client) =>
  queryOptions({ queryKey: keys.status, queryFn: ({ signal }) => client.status(undefined, { signal }) })
export const settingsQuery = (client: Client) =>
  queryOptions({ queryKey: keys.settings, queryFn: ({ signal }) => client.settings.get(undefined, { signal }) })

export const useStatus = () => useQuery(statusQuery(useClient()))
export const useSettings = () => useQuery(settingsQuery(useClient()))

export function useEndpoints() {
  const client = useClient()
  return useQuery({ queryKey: keys.endpoints, queryFn: async ({ signal }) => (await client.endpoints.list(undefined, { signal })).items })
}

export function useTargets(endpointId: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: keys.targets(endpointId ?? ''),
    queryFn: async ({ signal }) => (await client.targets.list({ id: endpointId ?? '' }, { signal })).items,
    enabled: endpointId !== undefined
  })
}

export function useFaults(endpointId: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: keys.faults(endpointId ?? ''),
    queryFn: async ({ signal }) => (await client.faults.list({ id: endpointId ?? '' }, { signal })).items,
    enabled: endpointId !== undefined
  })
}

/** What a running Hooklab knows does not change. */
const never = Number.POSITIVE_INFINITY

export function useFaultKinds() {
  const client = useClient()
  return useQuery({
    queryKey: keys.faultKinds,
    queryFn: async ({ signal }) => (await client.faults.kinds(undefined, { signal })).items,
    staleTime: never
  })
}

export function useFaultPresets() {
  const client = useClient()
  return useQuery({
    queryKey: keys.faultPresets,
    queryFn: async ({ signal }) => (await client.faults.presets(undefined, { signal })).items,
    staleTime: never
  })
}

export function useTunnel() {
  const client = useClient()
  return useQuery({ queryKey: keys.tunnel, queryFn: ({ signal }) => client.tunnel.get(undefined, { signal }) })
}

export function useExposure() {
  const client = useClient()
  return useQuery({ queryKey: keys.exposure, queryFn: ({ signal }) => client.tunnel.exposure(undefined, { signal }) })
}

export function useSchemes() {
  const client = useClient()
  return useQuery({ queryKey: keys.schemes, queryFn: async ({ signal }) => (await client.schemes.list(undefined, { signal })).items })
}

export function useSavedFilters() {
  const client = useClient()
  return useQuery({ queryKey: keys.filters, queryFn: async ({ signal }) => (await client.filters.list(undefined, { signal })).items })
}

/** A read that is under way has the older value, and would put it back. */
function replace(cache: QueryClient, queryKey: readonly string[], value: unknown): void {
  void cache.cancelQueries({ queryKey, exact: true })
  cache.setQueryData(queryKey, value)
}

/** One part of the status is another now. Before the first read is there, a change waits for it: without the rest it is no status. */
function replaceProblems(cache: QueryClient, problems: Status['problems']): void {
  const first = cache.getQueryData(keys.status) === undefined ? cache.getQueryCache().find({ queryKey: keys.status })?.promise : undefined
  const put = (): void => {
    const status = cache.getQueryData<Status>(keys.status)
    if (status !== undefined) replace(cache, keys.status, { ...status, problems })
  }
  if (first === undefined) put()
  else first.then(put, () => undefined)
}

/** Reads the timelines again that one of these belongs to. */
function renewRedeliveries(cache: QueryClient, items: readonly DeliverySummary[]): void {
  const ids = new Set(items.map((item) => item.id))
  const events = new Set(items.map((item) => item.eventId).filter((eventId) => eventId !== undefined))
  void cache.invalidateQueries({
    queryKey: ['redeliveries'],
    predicate: ({ state }) => {
      // What useRedeliveries put there.
      const shown = state.data as Redeliveries | undefined
      return shown !== undefined && (events.has(shown.eventId ?? '') || shown.items.some((item) => ids.has(item.id)))
    }
  })
}

/** Puts one change into the cache, so that nothing has to be asked for again. */
export function applyChange(cache: QueryClient, change: Change): void {
  switch (change.type) {
    case 'endpoints.changed':
      // Warnings of the public URL's rules name endpoints.
      void cache.invalidateQueries({ queryKey: keys.exposure })
      return replace(cache, keys.endpoints, change.items)
    case 'targets.changed':
      return replace(cache, keys.targets(change.endpointId), change.items)
    case 'faults.changed':
      replace(cache, keys.faults(change.endpointId), change.items)
      return void cache.invalidateQueries({ queryKey: keys.status })
    case 'tunnel.changed':
      return replace(cache, keys.tunnel, change.tunnel)
    case 'exposure.changed':
      return replace(cache, keys.exposure, change.exposure)
    case 'settings.changed':
      replace(cache, keys.settings, change.settings)
      return void cache.invalidateQueries({ queryKey: keys.status })
    case 'problems.changed':
      return replaceProblems(cache, change.items)
    case 'check.changed':
      void cache.invalidateQueries({ queryKey: keys.checks, exact: true })
      return void cache.invalidateQueries({ queryKey: keys.check(change.check.id) })
    case 'filters.changed':
      return void cache.invalidateQueries({ queryKey: keys.filters })
    case 'jobs.changed':
      return replace(cache, keys.jobs, change.items)
    case 'health.changed':
      return replace(cache, keys.health, change.items)
    case 'retries.changed':
      return void cache.invalidateQueries({ queryKey: keys.retries })
    case 'deliveries.updated':
      // Only the delivery itself: its bytes, which may be many, are what they were.
      for (const item of change.items) {
        void cache.invalidateQueries({ queryKey: keys.delivery(item.id), exact: true })
        void cache.invalidateQueries({ queryKey: keys.explanation(item.id) })
      }
      return renewRedeliveries(cache, change.items)
    case 'attempt.finished':
      return void cache.invalidateQueries({ queryKey: keys.attempts(change.attempt.deliveryId) })
    case 'deliveries.received':
      return renewRedeliveries(cache, change.items)
    case 'hello':
    case 'deliveries.removed':
      return
  }
}
