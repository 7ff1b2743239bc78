/** Stars a delivery, which keeps it whatever the retention says, or takes the star back. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { toast } from '../../components/ui/toast.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient, useLive } from '../../lib/services.tsx'

export function useStar(): (id: string) => void {
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
    (id) => {
      const known = feed.row(feed.indexOf(id)) ?? cache.getQueryData<DeliveryDetail>(keys.delivery(id))
      mutate({ id, starred: !(known?.starred ?? false) })
    },
    [mutate, feed, cache]
  )
}
