/** What sending again reads: a delivery whole, and what is still to be sent. */
import type { BytesView, DeliverySummary } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { bytesView } from './bytes-view.ts'
import { deliveryId, deliveryKey } from './delivery-id.ts'
import { readByteRange, requireRow } from './delivery-views.ts'
import type { Reads } from './reads.ts'
import type { SendableDelivery, StoredRetry, TargetCounts, Untried, UntriedInput } from './sending-rows.ts'
import type { AttemptRange } from './store.ts'
import { toSummary } from './tables/deliveries.ts'

/** Errors: NOT_FOUND. */
export function readSendable(reads: Reads, id: string): SendableDelivery & { readonly body: Uint8Array<ArrayBuffer> } {
  const { key, row } = requireRow(reads, id)
  const keptBytes = reads.partSize(key, 'body') ?? 0
  const truncated = row.size_bytes > keptBytes
  return {
    ...toSummary(row),
    headers: reads.headersOf(key),
    ...(truncated ? { bodyTruncated: { keptBytes, receivedBytes: row.size_bytes } } : {}),
    body: reads.partRange(key, 'body', 0, keptBytes)
  }
}

/** Those that are gone are left out. */
export function readSummaries(reads: Reads, ids: readonly string[]): DeliverySummary[] {
  return ids.flatMap((id) => {
    const key = deliveryKey(id)
    const row = key === undefined ? undefined : reads.summaryRow(key)
    return row === undefined ? [] : [toSummary(row)]
  })
}

/** Errors: NOT_FOUND. */
export function readAttemptRange(reads: Reads, deliveryId: string, attemptId: string, range: AttemptRange): BytesView & { offset: number } {
  const { key } = requireRow(reads, deliveryId)
  const found = reads.attemptPart(key, attemptId, range.part, range)
  if (found === undefined || found.size === undefined) {
    throw new AppError('NOT_FOUND', `The delivery ${deliveryId} has no ${range.part} of an attempt ${attemptId}.`)
  }
  if (found.own) return readByteRange(reads, deliveryId, { ...range, part: 'body', decompress: false })
  const { bytes, kept, size } = found
  const more = range.offset + bytes.byteLength < kept
  return { sizeBytes: size, truncated: more || kept < size, base64: bytesView(bytes, 0).base64, offset: Math.min(range.offset, kept) }
}

export function readDueRetries(reads: Reads, now: number, limit: number): { items: StoredRetry[]; nextAt?: number } {
  const items = reads.dueRetries(now, limit)
  const nextAt = reads.nextRetryAt(now)
  return nextAt === undefined ? { items } : { items, nextAt }
}

/** So many rows are looked at in one reading, so that other readings come between. */
const untriedStretch = 2000

export function readUntried(reads: Reads, { target, since, after, before }: UntriedInput): Untried {
  const from = after === undefined ? 0 : (deliveryKey(after) ?? 0)
  const upTo = deliveryKey(before) ?? 0
  const end = reads.keyAfter(from, upTo, untriedStretch)
  const ids = reads.untriedKeys({ target, since, after: from, upTo: end ?? upTo }).map(deliveryId)
  return end === undefined ? { ids } : { ids, next: deliveryId(end) }
}

export function readTargetCounts(reads: Reads): TargetCounts[] {
  const retries = reads.retryCounts()
  const missed = new Map(reads.missedCounts().map((row) => [row.targetId, row]))
  return [...new Set([...retries.keys(), ...missed.keys()])].map((targetId) => {
    const row = missed.get(targetId)
    return {
      targetId,
      missed: row?.missed ?? 0,
      pendingRetries: retries.get(targetId) ?? 0,
      ...(row === undefined ? {} : { missedSince: row.since })
    }
  })
}
