/** Jobs that run and the last ones that ended, and what can be done to them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Job } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useJobs(): readonly Job[] {
  const client = useClient()
  return useQuery({ queryKey: keys.jobs, queryFn: async ({ signal }) => (await client.jobs.list(undefined, { signal })).items }).data ?? []
}

export interface JobActions {
  readonly pause: Action<string, Job>
  readonly resume: Action<string, Job>
  readonly cancel: Action<string, Job>
  readonly remove: Action<string, unknown>
}

export function useJobActions(): JobActions {
  const client = useClient()
  const cache = useQueryClient()
  const put = (job: Job): void => {
    cache.setQueryData<readonly Job[]>(keys.jobs, (jobs) => jobs?.map((known) => (known.id === job.id ? job : known)))
  }
  return {
    pause: useAction({ failure: 'It was not paused', act: (id: string) => client.jobs.pause({ id }), onDone: put }),
    resume: useAction({ failure: 'It does not go on', act: (id: string) => client.jobs.resume({ id }), onDone: put }),
    cancel: useAction({ failure: 'It was not cancelled', act: (id: string) => client.jobs.cancel({ id }), onDone: put }),
    remove: useAction({
      failure: 'It was not taken off the list',
      act: (id: string) => client.jobs.remove({ id }),
      onDone: (_done, id) => cache.setQueryData<readonly Job[]>(keys.jobs, (jobs) => jobs?.filter((job) => job.id !== id))
    })
  }
}
