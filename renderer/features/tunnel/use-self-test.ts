/** The last self-test, wherever it was started: one at a time, its result kept for as long as the page lives. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Client } from '../../lib/client.ts'
import { useClient } from '../../lib/services.tsx'

const selfTestQuery = (client: Client) =>
  queryOptions({
    queryKey: ['self-test'],
    queryFn: ({ signal }) => client.tunnel.selfTest({}, { signal }),
    gcTime: Number.POSITIVE_INFINITY,
    retry: false
  })

/** The result appears wherever `useSelfTest` is used; so does a failure. */
export function startSelfTest(cache: QueryClient, client: Client): void {
  void cache.fetchQuery({ ...selfTestQuery(client), staleTime: 0 }).catch(() => undefined)
}

export function useSelfTest() {
  const client = useClient()
  const cache = useQueryClient()
  const { data, error, isFetching } = useQuery({ ...selfTestQuery(client), enabled: false })
  return { result: data, error, busy: isFetching, start: () => startSelfTest(cache, client) }
}
