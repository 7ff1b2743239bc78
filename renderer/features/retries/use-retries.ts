/** Pending retries, of all targets, one target or one delivery, and what can be done to them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Attempt, PendingRetryList } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface RetriesOf {
  readonly targetId?: string
  readonly deliveryId?: string
}

export function useRetries(of: RetriesOf) {
  const client = useClient()
  return useQuery({
    queryKey: [...keys.retries, of],
    queryFn: ({ signal }): Promise<PendingRetryList> => client.retries.list(of, { signal }),
    staleTime: 0
  })
}

export interface RetryActions {
  readonly send: Action<string, Attempt>
  readonly cancel: Action<string, unknown>
  /** Of one target, or of all. */
  readonly cancelAll: Action<string | undefined, unknown>
}

export function useRetryActions(): RetryActions {
  const client = useClient()
  const cache = useQueryClient()
  const refresh = (): void => void cache.invalidateQueries({ queryKey: keys.retries })
  return {
    send: useAction({ failure: 'The retry was not sent', act: (id: string) => client.retries.send({ id }), onDone: refresh }),
    cancel: useAction({ failure: 'The retry was not cancelled', act: (id: string) => client.retries.cancel({ id }), onDone: refresh }),
    cancelAll: useAction({
      failure: 'The retries were not cancelled',
      act: (targetId: string | undefined) => client.retries.cancelAll(targetId === undefined ? {} : { targetId }),
      onDone: refresh
    })
  }
}
