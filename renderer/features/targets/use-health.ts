/** Whether targets are up, what they missed, and catching up with it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Job, TargetHealth } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useHealth(): readonly TargetHealth[] {
  const client = useClient()
  return (
    useQuery({ queryKey: keys.health, queryFn: async ({ signal }) => (await client.targets.health(undefined, { signal })).items }).data ??
    []
  )
}

type Which = Pick<TargetHealth, 'endpointId' | 'targetId'>

export function useCatchUp(): { readonly catchUp: Action<Which, Job>; readonly forget: Action<Which, unknown> } {
  const client = useClient()
  const cache = useQueryClient()
  const refresh = (): void => void cache.invalidateQueries({ queryKey: keys.health })
  return {
    catchUp: useAction({
      failure: 'It was not caught up',
      act: ({ endpointId, targetId }: Which) => client.targets.catchUp({ id: endpointId, targetId }),
      onDone: refresh
    }),
    forget: useAction({
      failure: 'It is still to be caught up with',
      act: ({ endpointId, targetId }: Which) => client.targets.forgetMissed({ id: endpointId, targetId }),
      onDone: refresh
    })
  }
}
