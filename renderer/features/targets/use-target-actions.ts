/** What can be done to the targets of an endpoint. */
import { useQueryClient } from '@tanstack/react-query'
import type { Target, TargetInput, TargetPatch } from '../../../electron/contract/index.ts'
import { toast } from '../../components/ui/toast.tsx'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'

export interface TargetActions {
  readonly create: Action<TargetInput, Target>
  readonly update: Action<TargetPatch & { readonly targetId: string }, Target>
  /** Removes at once and offers to undo it. */
  readonly remove: Action<Target, unknown>
}

export function useTargetActions(endpointId: string): TargetActions {
  const client = useClient()
  const cache = useQueryClient()
  const set = (change: (items: readonly Target[]) => readonly Target[]): void => {
    cache.setQueryData<readonly Target[]>(keys.targets(endpointId), (items) => items && change(items))
  }
  const put = (target: Target): void =>
    set((items) =>
      items.some(({ id }) => id === target.id) ? items.map((item) => (item.id === target.id ? target : item)) : [...items, target]
    )
  const create = useAction({
    failure: 'The target was not added',
    act: (input: TargetInput) => client.targets.create({ id: endpointId, ...input }),
    onDone: put
  })
  const update = useAction({
    failure: 'The target was not saved',
    act: (patch: TargetPatch & { readonly targetId: string }) => client.targets.update({ id: endpointId, ...patch }),
    onDone: put
  })
  const remove = useAction({
    failure: 'The target was not removed',
    act: (target: Target) => client.targets.remove({ id: endpointId, targetId: target.id }),
    onDone: (_done, { id, endpointId: _endpointId, createdAt: _createdAt, confirmedAddresses: _confirmed, ...fields }) => {
      set((items) => items.filter((item) => item.id !== id))
      toast({ title: `${visibleText(fields.name)} was removed`, action: { label: 'Undo', onPress: () => create.run(fields) } })
    }
  })
  return { create, update, remove }
}
