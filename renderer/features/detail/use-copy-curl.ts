/** Copies a delivery as one cURL line that sends the same bytes to the local listener. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { copyText } from '../../app/copy-text.ts'
import { toast } from '../../components/ui/toast.tsx'
import type { Client } from '../../lib/client.ts'
import { fromBase64 } from '../../lib/bytes.ts'
import { toProblem } from '../../lib/problems.ts'
import { keys, statusQuery } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { type CopiedRequest, type CopyOptions, toCurl, toRawHttp } from './copy-as.ts'

/** More than this is not pasted into a shell. */
const mostBytes = 1_048_576

export function useCopyCurl(): (id: string, options?: CopyOptions) => Promise<void> {
  return useCopyAs('The cURL line', toCurl)
}

export function useCopyRaw(): (id: string, options?: CopyOptions) => Promise<void> {
  return useCopyAs('The raw request', toRawHttp)
}

function useCopyAs(what: string, format: (request: CopiedRequest, options: CopyOptions) => string) {
  const client = useClient()
  const cache = useQueryClient()
  return useCallback(
    async (id: string, options: CopyOptions = {}): Promise<void> => {
      try {
        const detail = await cache.ensureQueryData({ queryKey: keys.delivery(id), queryFn: () => client.deliveries.get({ id }) })
        const { listenerUrl } = await cache.ensureQueryData(statusQuery(client))
        const body = await wholeBody(client, detail)
        await copyText(
          format({ method: detail.method, url: listenerUrl.replace(/\/$/, '') + detail.url, headers: detail.headers, body }, options),
          what
        )
      } catch (error) {
        toast({ kind: 'danger', title: 'Not copied', description: toProblem(error).message })
      }
    },
    [client, cache, what, format]
  )
}

async function wholeBody(client: Client, { id, body }: DeliveryDetail): Promise<Uint8Array> {
  if (!body.truncated) return fromBase64(body.base64)
  if (body.sizeBytes > mostBytes) throw new Error('The body is larger than 1 MB. Save it to a file from the Body tab instead.')
  const { base64 } = await client.deliveries.bytes({ id, part: 'body', offset: 0, length: mostBytes })
  return fromBase64(base64)
}
