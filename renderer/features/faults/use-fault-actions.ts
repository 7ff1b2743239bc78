/** What can be done to faults, and to the master switch. */
import { useQueryClient } from '@tanstack/react-query'
import type { Fault, FaultInput, FaultPatch, Settings } from '../../../electron/contract/index.ts'
import { toast } from '../../components/ui/toast.tsx'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export type PlacedInput = FaultInput & { readonly endpointId: string }
export type PlacedPatch = FaultPatch & { readonly endpointId: string; readonly faultId: string }

export interface FaultActions {
  readonly create: Action<PlacedInput, Fault>
  readonly update: Action<PlacedPatch, Fault>
  /** Removes at once and offers to undo it. */
  readonly remove: Action<Fault, unknown>
  /** Its counters and its time begin from nothing. */
  readonly restart: Action<Fault, Fault>
  /** The order in which an endpoint's rules are asked; shown at once. */
  readonly reorder: Action<{ readonly endpointId: string; readonly faultIds: readonly string[] }, unknown>
  readonly addPreset: Action<{ readonly endpointId: string; readonly presetId: string }, Fault>
  readonly setMaster: Action<boolean, Settings>
}

export function useFaultActions(): FaultActions {
  const client = useClient()
  const cache = useQueryClient()
  const set = (endpointId: string, change: (items: readonly Fault[]) => readonly Fault[]): void => {
    cache.setQueryData<readonly Fault[]>(keys.faults(endpointId), (items) => items && change(items))
  }
  const put = (fault: Fault): void =>
    set(fault.endpointId, (items) =>
      items.some(({ id }) => id === fault.id) ? items.map((item) => (item.id === fault.id ? fault : item)) : [...items, fault]
    )

  const create = useAction({
    failure: 'The fault was not added',
    act: ({ endpointId, ...input }: PlacedInput) => client.faults.create({ id: endpointId, ...input }),
    onDone: put
  })
  const update = useAction({
    failure: 'The fault was not saved',
    act: ({ endpointId, ...patch }: PlacedPatch) => client.faults.update({ id: endpointId, ...patch }),
    onDone: put
  })
  const remove = useAction({
    failure: 'The fault was not removed',
    act: (fault: Fault) => client.faults.remove({ id: fault.endpointId, faultId: fault.id }),
    onDone: (_done, fault) => {
      set(fault.endpointId, (items) => items.filter(({ id }) => id !== fault.id))
      const { id: _id, matchedCount: _matched, appliedCount: _applied, createdAt: _created, position: _position, ...input } = fault
      toast({ title: 'The fault was removed', action: { label: 'Undo', onPress: () => create.run(input) } })
    }
  })
  const restart = useAction({
    failure: 'The counters were not reset',
    act: (fault: Fault) => client.faults.restart({ id: fault.endpointId, faultId: fault.id }),
    onDone: put
  })
  const reorder = useReorder(set)
  const addPreset = useAction({
    failure: 'The fault was not added',
    act: ({ endpointId, presetId }: { readonly endpointId: string; readonly presetId: string }) =>
      client.faults.addPreset({ id: endpointId, presetId }),
    onDone: put
  })
  const setMaster = useAction({
    failure: 'The faults were not switched',
    act: (faultsEnabled: boolean) => client.settings.update({ faultsEnabled }),
    onDone: (settings) => cache.setQueryData(keys.settings, settings)
  })
  return { create, update, remove, restart, reorder, addPreset, setMaster }
}

function useReorder(set: (endpointId: string, change: (items: readonly Fault[]) => readonly Fault[]) => void): FaultActions['reorder'] {
  const client = useClient()
  const cache = useQueryClient()
  return useAction({
    failure: 'The order was not saved',
    act: async ({ endpointId, faultIds }: { readonly endpointId: string; readonly faultIds: readonly string[] }) => {
      set(endpointId, (items) => faultIds.flatMap((id) => items.filter((item) => item.id === id)))
      try {
        return await client.faults.reorder({ id: endpointId, faultIds: [...faultIds] })
      } catch (error) {
        void cache.invalidateQueries({ queryKey: keys.faults(endpointId) })
        throw error
      }
    }
  })
}
