/** Stars deliveries, which keeps them whatever the retention says; when all of them have a star, takes it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { toast } from '../../components/ui/toast.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient, useLive } from '../../lib/services.tsx'

export function useStar(): (ids: readonly string[]) => void {
  const client = useClient()
  const cache = useQueryClient()
  const { feed } = useLive()
  const { mutate } = useMutation({
    mutationFn: (change: { readonly id: string; readonly starred: boolean }) => client.deliveries.star(change),
    onSuccess: (_done, { id, starred }) => {
      const row = feed.row(feed.indexOf(id))
      if (row) feed.updated([{ ...row, starred }])
      cache.setQueryData<DeliveryDetail>(keys.delivery(id), (detail) => detail && { ...detail, starred })
    },
    onError: (error) => toast({ kind: 'danger', title: 'The star was not saved', description: toProblem(error).message })
  })
  return useCallback(
    (ids) => {
      const isStarred = (id: string): boolean =>
        (feed.row(feed.indexOf(id)) ?? cache.getQueryData<DeliveryDetail>(keys.delivery(id)))?.starred ?? false
      const starred = !ids.every(isStarred)
      for (const id of ids) if (isStarred(id) !== starred) mutate({ id, starred })
    },
    [mutate, feed, cache]
  )
}
