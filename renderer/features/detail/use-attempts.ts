/** The attempts of a delivery, newest first, a page at a time. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

const pageSize = 100

export function useAttempts(deliveryId: string) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: [...keys.attempts(deliveryId), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.deliveries.attempts({ id: deliveryId, limit: pageSize, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
    initialPageParam: cursorOfFirst,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    retry: false,
    staleTime: 0
  })
}

const cursorOfFirst: string | undefined = undefined
