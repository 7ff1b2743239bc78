/** Copies a delivery in one of the forms, to be sent to the local listener. What it leaves out is remembered. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { copyText } from '../../app/copy-text.ts'
import { toast } from '../../components/ui/toast.tsx'
import { fromBase64 } from '../../lib/bytes.ts'
import type { Client } from '../../lib/client.ts'
import { toProblem } from '../../lib/problems.ts'
import { keys, statusQuery } from '../../lib/queries.ts'
import { useServices } from '../../lib/services.tsx'
import { type CopiedRequest, localUrl } from './copied-request.ts'

export type CopyFormat = 'curl' | 'raw' | 'fetch' | 'python' | 'har' | 'vitest' | 'pytest'

/** More than this is not pasted anywhere. */
const mostBytes = 1_048_576

export function useCopyAs(): (id: string, format: CopyFormat) => Promise<void> {
  const { client, ui } = useServices()
  const cache = useQueryClient()
  return useCallback(
    async (id, format) => {
      try {
        const [request, { formatCopy, formats }] = await Promise.all([readRequest(client, cache, id), import('./formats.ts')])
        const redacted = ui.getState().redactCopies
        const what = formats.find((known) => known.id === format)?.what ?? 'It'
        const text = formatCopy(request, format, redacted)
        const hidesSomething = redacted && text !== formatCopy(request, format, false)
        await copyText(text, hidesSomething ? `${what}, redacted,` : what)
      } catch (error) {
        toast({ kind: 'danger', title: 'Not copied', description: toProblem(error).message })
      }
    },
    [client, cache, ui]
  )
}

/** The delivery with all its bytes. Errors: rejects when it is gone or too large to paste. */
export async function readRequest(client: Client, cache: QueryClient, id: string): Promise<CopiedRequest> {
  const [detail, { listenerUrl }, endpoints] = await Promise.all([
    cache.ensureQueryData({ queryKey: keys.delivery(id), queryFn: () => client.deliveries.get({ id }) }),
    cache.ensureQueryData(statusQuery(client)),
    cache.ensureQueryData({ queryKey: keys.endpoints, queryFn: async () => (await client.endpoints.list()).items })
  ])
  const endpoint = endpoints.find((candidate) => candidate.id === detail.endpointId)
  return {
    method: detail.method,
    url: localUrl(listenerUrl, detail.url),
    headers: detail.headers,
    body: await wholeBody(client, detail),
    receivedAt: detail.receivedAt,
    eventType: detail.eventType,
    scheme: endpoint?.scheme ?? detail.provider,
    schemeOptions: endpoint?.schemeOptions ?? {}
  }
}

async function wholeBody(client: Client, { id, body }: DeliveryDetail): Promise<Uint8Array> {
  if (!body.truncated) return fromBase64(body.base64)
  if (body.sizeBytes > mostBytes) throw new Error('The body is larger than 1 MB. Save it to a file from the Body tab instead.')
  const { base64 } = await client.deliveries.bytes({ id, part: 'body', offset: 0, length: mostBytes })
  return fromBase64(base64)
}
