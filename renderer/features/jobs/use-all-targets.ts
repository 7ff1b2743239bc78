/** The targets of every endpoint, for sending that is not about one endpoint. */
import { useQueries } from '@tanstack/react-query'
import type { Target } from '../../../electron/contract/index.ts'
import { keys, useEndpoints } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useAllTargets(): readonly Target[] {
  const client = useClient()
  const endpoints = useEndpoints().data ?? []
  return useQueries({
    queries: endpoints.map(({ id }) => ({
      queryKey: keys.targets(id),
      queryFn: async () => (await client.targets.list({ id })).items
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? [])
  })
}
