/** One side of a comparison, read: a delivery as it came, or what one attempt sent. */
import { useQuery } from '@tanstack/react-query'
import type { Attempt } from '../../../electron/contract/index.ts'
import type { DiffSide } from '../../app/ui-state.ts'
import { fromBase64 } from '../../lib/bytes.ts'
import type { Client } from '../../lib/client.ts'
import { useClient } from '../../lib/services.tsx'
import { formatClock } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { kindTexts } from '../detail/attempts-tab.tsx'
import { readAll } from '../detail/use-bytes.ts'
import type { ComparedRequest } from './diff-side.ts'

/** Of larger bodies the beginning is compared. */
const mostBytes = 2_097_152

export function useCompared(side: DiffSide | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: ['compared', side],
    queryFn: async ({ signal }) =>
      side === undefined ? null : side.kind === 'delivery' ? readDelivery(client, side.id, signal) : readAttempt(client, side, signal),
    gcTime: 0,
    retry: false,
    structuralSharing: false
  })
}

async function readDelivery(client: Client, id: string, signal: AbortSignal): Promise<ComparedRequest> {
  const { method, url, headers, body, receivedAt, eventType } = await client.deliveries.get({ id }, { signal })
  const bytes = body.truncated
    ? (await readAll(client, { id, part: 'body', decompress: false }, signal, mostBytes)).bytes
    : fromBase64(body.base64)
  const label = `${visibleText(eventType ?? `${method} delivery`)}, received ${formatClock(receivedAt)}`
  return { label, method, url, headers, body: bytes, cut: bytes.length < body.sizeBytes }
}

async function readAttempt(client: Client, side: Extract<DiffSide, { kind: 'attempt' }>, signal: AbortSignal): Promise<ComparedRequest> {
  const attempt = await findAttempt(client, side, signal)
  if (!attempt) throw new Error('The attempt is gone. Choose another.')
  const { method, url, headers, body } = attempt.request
  const address = URL.parse(url)
  return {
    label: `Attempt #${attempt.number}, ${kindTexts[attempt.kind].toLowerCase()} ${formatClock(attempt.sentAt)}`,
    method,
    url: address ? address.pathname + address.search : url,
    headers,
    ...(await attemptBody(client, side, body, signal))
  }
}

async function findAttempt(
  client: Client,
  side: Extract<DiffSide, { kind: 'attempt' }>,
  signal: AbortSignal
): Promise<Attempt | undefined> {
  let cursor: string | undefined
  do {
    const page = await client.deliveries.attempts({ id: side.deliveryId, ...(cursor !== undefined && { cursor }) }, { signal })
    const found = page.items.find(({ id }) => id === side.attemptId)
    if (found) return found
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return undefined
}

async function attemptBody(
  client: Client,
  { deliveryId, attemptId }: Extract<DiffSide, { kind: 'attempt' }>,
  view: { readonly base64: string; readonly truncated: boolean; readonly sizeBytes: number },
  signal: AbortSignal
): Promise<Pick<ComparedRequest, 'body' | 'cut'>> {
  if (!view.truncated) return { body: fromBase64(view.base64) }
  const length = Math.min(view.sizeBytes, 1_048_576)
  const { base64 } = await client.deliveries.attemptBytes({ id: deliveryId, attemptId, part: 'request', offset: 0, length }, { signal })
  return { body: fromBase64(base64), cut: length < view.sizeBytes }
}
