/** What the provider did about a delivery's event; kept true while deliveries come. */
import { useQuery } from '@tanstack/react-query'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useRedeliveries(id: string) {
  const client = useClient()
  return useQuery({
    queryKey: keys.redeliveries(id),
    queryFn: ({ signal }) => client.deliveries.redeliveries({ id }, { signal }),
    retry: false,
    staleTime: 0
  })
}
