/** Deletes a saved filter, with a way back for a while. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SavedFilter } from '../../../electron/contract/index.ts'
import { toast } from '../../components/ui/toast.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useRemoveFilter(): (id: string) => void {
  const client = useClient()
  const cache = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: async (id: string) => {
      const removed = cache.getQueryData<readonly SavedFilter[]>(keys.filters)?.find((filter) => filter.id === id)
      await client.filters.remove({ id })
      return removed
    },
    onSuccess: (removed) => {
      void cache.invalidateQueries({ queryKey: keys.filters })
      if (!removed) return
      const bringBack = (): void =>
        void client.filters.create({ name: removed.name, q: removed.q }).then(() => cache.invalidateQueries({ queryKey: keys.filters }))
      toast({ title: 'Filter deleted', description: removed.name, action: { label: 'Undo', onPress: bringBack } })
    },
    onError: (error) => toast({ kind: 'danger', title: 'The filter was not deleted', description: toProblem(error).message })
  })
  return useCallback((id) => mutate(id), [mutate])
}
