/** Exports deliveries, newest first, as one JSON object a line: what a filter matches, or some. Credentials and signatures are left out. */
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { dismissToast, toast } from '../../components/ui/toast.tsx'
import type { Client } from '../../lib/client.ts'
import { downloadBytes } from '../../lib/download.ts'
import { toProblem } from '../../lib/problems.ts'
import { redactHeader, redactUrl } from '../../lib/redaction.ts'
import { useClient } from '../../lib/services.tsx'

/** More than this is not gathered in a page; the API has the rest. */
const mostDeliveries = 1_000
const pageSize = 100
const toastId = 'export'

export interface Export {
  readonly exportMatching: (q: string) => void
  readonly exportSome: (ids: readonly string[]) => void
}

export function useExport(): Export {
  const client = useClient()
  const { mutate } = useMutation({
    mutationFn: (what: string | readonly string[]) => (typeof what === 'string' ? gather(client, what) : linesOf(client, what)),
    onMutate: () => toast({ id: toastId, title: 'Exporting deliveries…' }),
    onSuccess: (lines, what) => {
      dismissToast(toastId)
      if (lines.length === 0) return toast({ title: 'Nothing to export', description: 'No delivery matches the filter.' })
      downloadBytes(new TextEncoder().encode(`${lines.join('\n')}\n`), 'hooklab-deliveries.jsonl')
      const isAll = lines.length < mostDeliveries || (typeof what !== 'string' && what.length === lines.length)
      return toast({
        kind: 'success',
        title: lines.length === 1 ? 'One delivery exported' : `${lines.length.toLocaleString('en-GB')} deliveries exported`,
        description: `Credentials and signatures are redacted.${isAll ? '' : ' There may be older ones: narrow the filter to get them.'}`
      })
    },
    onError: (error) => toast({ id: toastId, kind: 'danger', title: 'Nothing was exported', description: toProblem(error).message })
  })
  const exportMatching = useCallback((q: string) => mutate(q), [mutate])
  const exportSome = useCallback((ids: readonly string[]) => mutate(ids.slice(0, mostDeliveries)), [mutate])
  return { exportMatching, exportSome }
}

async function linesOf(client: Client, ids: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = []
  for (const id of ids) lines.push(JSON.stringify(redacted(await client.deliveries.get({ id }))))
  return lines
}

async function gather(client: Client, q: string): Promise<readonly string[]> {
  const lines: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.deliveries.list({ ...(q !== '' && { q }), ...(cursor !== undefined && { cursor }), limit: pageSize })
    lines.push(
      ...(await linesOf(
        client,
        page.items.map(({ id }) => id)
      ))
    )
    cursor = page.nextCursor
  } while (cursor !== undefined && lines.length < mostDeliveries)
  return lines
}

export function redacted(delivery: DeliveryDetail): DeliveryDetail {
  const { response } = delivery
  return {
    ...delivery,
    url: redactUrl(delivery.url),
    headers: delivery.headers.map(redactHeader),
    trailers: delivery.trailers.map(redactHeader),
    ...(response && { response: { ...response, headers: response.headers.map(redactHeader) } })
  }
}
