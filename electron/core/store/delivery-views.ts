/** One delivery in full, and ranges of its bytes. */
import type { BytesView, DeliveryDetail, HeaderPair, LogStep } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import { bytesView } from './bytes-view.ts'
import { contentEncodings, decompress, viewCaps } from './decompress.ts'
import { deliveryKey } from './delivery-id.ts'
import type { Reads } from './reads.ts'
import type { AttemptPage, AttemptPageInput } from './store.ts'
import type { BodyPart, CaptureRow } from './tables/captures.ts'
import { toSummary, type SummaryRow } from './tables/deliveries.ts'

/** Errors: NOT_FOUND. */
export function readDetail(reads: Reads, id: string): DeliveryDetail {
  const { key, row } = requireRow(reads, id)
  const capture = reads.capture(key)
  if (capture === undefined) throw gone(id)
  const truncated = row.size_bytes > capture.keptBytes
  return {
    ...toSummary(row),
    httpVersion: capture.httpVersion,
    headers: pairs(capture.headers),
    trailers: pairs(capture.trailers),
    body: bytesView(capture.body, capture.keptBytes),
    ...(truncated ? { bodyTruncated: { keptBytes: capture.keptBytes, receivedBytes: row.size_bytes } } : {}),
    incomplete: capture.incomplete === 1,
    remoteAddress: capture.remoteAddress,
    ...(capture.publicBase === null ? {} : { publicBase: capture.publicBase }),
    firstByteAt: row.received_at,
    lastByteAt: capture.lastByteAt,
    ...response(row, capture),
    log: JSON.parse(capture.log) as LogStep[] // as captureWrites wrote it
  }
}

/** Errors: NOT_FOUND. */
export function readWholeBytes(reads: Reads, id: string): { body: Uint8Array<ArrayBuffer>; response?: Uint8Array<ArrayBuffer> } {
  const { key } = requireRow(reads, id)
  const size = reads.partSize(key, 'body')
  if (size === undefined) throw gone(id)
  const replySize = reads.partSize(key, 'response')
  return {
    body: reads.partRange(key, 'body', 0, size),
    ...(replySize === undefined ? {} : { response: reads.partRange(key, 'response', 0, replySize) })
  }
}

/** Errors: NOT_FOUND; those of `decompress`. */
export function readByteRange(
  reads: Reads,
  id: string,
  range: { part: BodyPart; offset: number; length: number; decompress: boolean }
): BytesView & { offset: number } {
  const { key } = requireRow(reads, id)
  const size = reads.partSize(key, range.part)
  if (size === undefined) throw new AppError('NOT_FOUND', `The delivery ${id} has no ${range.part}: nothing was answered.`)
  const encodings = range.decompress ? partEncodings(reads, key, range.part) : []
  if (encodings.length === 0) return slice(size, range, (from, to) => reads.partRange(key, range.part, from, to))
  const decoded = decompress(reads.partRange(key, range.part, 0, size), encodings, viewCaps)
  return slice(decoded.byteLength, range, (from, to) => decoded.subarray(from, to))
}

/** Errors: NOT_FOUND. */
export function readAttempts(reads: Reads, id: string, { limit, cursor }: AttemptPageInput): AttemptPage {
  const { key } = requireRow(reads, id)
  const kept = reads.partSize(key, 'body') ?? 0
  const found = reads.attemptsOf(key, { before: cursor, limit: limit + 1 }, (length) =>
    reads.partRange(key, 'body', 0, Math.min(kept, length))
  )
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, ...(found.length > limit && last && { nextCursor: last.id }) }
}

/** Errors: NOT_FOUND. */
export function requireRow(reads: Reads, id: string): { key: number; row: SummaryRow } {
  const key = deliveryKey(id)
  const row = key === undefined ? undefined : reads.summaryRow(key)
  if (key === undefined || row === undefined) throw gone(id)
  return { key, row }
}

function slice(
  size: number,
  range: { offset: number; length: number },
  read: (from: number, to: number) => Uint8Array
): BytesView & { offset: number } {
  const from = Math.min(range.offset, size)
  const to = Math.min(from + range.length, size)
  // `sizeBytes` is the whole part's, so that a reader knows where to stop; `truncated` says that more follows.
  return { sizeBytes: size, truncated: to < size, base64: bytesView(read(from, to), 0).base64, offset: from }
}

function partEncodings(reads: Reads, key: number, part: BodyPart): string[] {
  const capture = reads.capture(key)
  return contentEncodings(pairs((part === 'body' ? capture?.headers : capture?.replyHeaders) ?? null))
}

function response(row: SummaryRow, capture: CaptureRow): Pick<DeliveryDetail, 'response'> {
  if (row.status === null || capture.replyBody === null) return {}
  return {
    response: { status: row.status, headers: pairs(capture.replyHeaders), body: bytesView(capture.replyBody, capture.replyBytes ?? 0) }
  }
}

function pairs(json: string | null): HeaderPair[] {
  return json === null ? [] : (JSON.parse(json) as HeaderPair[]) // as captureWrites wrote it
}

function gone(id: string): AppError {
  return new AppError('NOT_FOUND', `There is no delivery ${id}. It was deleted or fell to the retention.`)
}
