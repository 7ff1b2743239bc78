/** The last attempt to each target of an endpoint: from the newest forwarded deliveries, then as attempts finish. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Attempt } from '../../../electron/contract/index.ts'
import { useClient, useLive } from '../../lib/services.tsx'

export type LastAttempts = Readonly<Record<string, Attempt>>

const looksBack = 50

export function useLastAttempts(endpointId: string): LastAttempts {
  const client = useClient()
  const live = useLive()
  const cache = useQueryClient()
  const { data } = useQuery({ queryKey: ['last-attempts', endpointId], queryFn: () => read() })

  async function read(): Promise<LastAttempts> {
    const { items } = await client.deliveries.list({ limit: looksBack })
    const forwarded = items.find((delivery) => delivery.endpointId === endpointId && delivery.attempts > 0)
    if (!forwarded) return {}
    const attempts = await client.deliveries.attempts({ id: forwarded.id })
    // Newest first: the first one of each target stays.
    return attempts.items.toReversed().reduce<LastAttempts>((last, attempt) => withAttempt(last, attempt), {})
  }

  useEffect(
    () =>
      live.subscribe((change) => {
        if (change.type === 'attempt.finished')
          cache.setQueryData<LastAttempts>(['last-attempts', endpointId], (last) => withAttempt(last ?? {}, change.attempt))
      }),
    [live, cache, endpointId]
  )
  return data ?? {}
}

function withAttempt(last: LastAttempts, attempt: Attempt): LastAttempts {
  return attempt.targetId === undefined ? last : { ...last, [attempt.targetId]: attempt }
}
