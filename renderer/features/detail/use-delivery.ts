/** One delivery whole, as the contract gives it. */
import { useQuery } from '@tanstack/react-query'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useDelivery(id: string) {
  const client = useClient()
  return useQuery({
    queryKey: keys.delivery(id),
    queryFn: ({ signal }) => client.deliveries.get({ id }, { signal }),
    retry: false,
    gcTime: 30_000
  })
}
