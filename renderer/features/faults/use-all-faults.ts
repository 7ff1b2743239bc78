/** The faults of all endpoints, each with its endpoint, and the master switch. */
import { useQueries } from '@tanstack/react-query'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { keys, useEndpoints, useSettings } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface PlacedFault {
  readonly endpoint: Endpoint
  readonly fault: Fault
}

export interface AllFaults {
  readonly items: readonly PlacedFault[]
  readonly endpoints: readonly Endpoint[]
  /** The master switch. */
  readonly on: boolean
}

export function useAllFaults(): AllFaults {
  const client = useClient()
  const { data: endpoints = [] } = useEndpoints()
  const { data: settings } = useSettings()
  const lists = useQueries({
    queries: endpoints.map((endpoint) => ({
      queryKey: keys.faults(endpoint.id),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await client.faults.list({ id: endpoint.id }, { signal })).items
    }))
  })
  const items = endpoints.flatMap((endpoint, index) => (lists[index]?.data ?? []).map((fault): PlacedFault => ({ endpoint, fault })))
  return { items, endpoints, on: settings?.faultsEnabled ?? true }
}
