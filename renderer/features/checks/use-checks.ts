/** Reading handler checks and acting on them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CheckFormat, CheckInput } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { toast } from '../../components/ui/toast.tsx'
import { useAction } from '../../components/use-action.ts'
import { downloadBytes } from '../../lib/download.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useChecks() {
  const client = useClient()
  return useQuery({ queryKey: keys.checks, queryFn: async ({ signal }) => (await client.checks.list(undefined, { signal })).items })
}

export function useCheck(id: string) {
  const client = useClient()
  return useQuery({ queryKey: keys.check(id), queryFn: ({ signal }) => client.checks.get({ id }, { signal }), retry: false })
}

/** Starts one and shows its report. The caller shows what refuses it. */
export function useStartCheck() {
  const client = useClient()
  const cache = useQueryClient()
  return useAction({
    failure: 'The check was not started',
    act: (input: CheckInput) => client.checks.start(input),
    onDone: (report) => {
      cache.setQueryData(keys.check(report.id), report)
      go({ screen: 'checks', id: report.id })
    }
  })
}

export function useCheckActions(id: string) {
  const client = useClient()
  const cache = useQueryClient()
  const keep = (report: Awaited<ReturnType<typeof client.checks.stop>>): void => void cache.setQueryData(keys.check(id), report)
  return {
    stop: useAction({ failure: 'The check was not stopped', act: () => client.checks.stop({ id }), onDone: keep }),
    rerun: useAction({
      failure: 'The case was not run again',
      act: (caseId: string) => client.checks.rerun({ id, caseId }),
      onDone: keep
    }),
    save: useAction({
      failure: 'The report was not exported',
      act: (format: CheckFormat) => client.checks.export({ id, format }),
      onDone: ({ fileName, text }) => {
        downloadBytes(new TextEncoder().encode(text), fileName)
        toast({ kind: 'success', title: 'Report exported', description: fileName })
      }
    })
  }
}
