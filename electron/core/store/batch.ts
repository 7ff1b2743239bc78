/**
 * How writes cross from the main thread to the writer: one message a batch. Deliveries are flattened to primitives, which
 * structured clone copies fastest, and all their bytes to one buffer that is handed over, not copied.
 */
import type { ErrorCode, Verdict } from '../../contract/index.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { AppError } from '../errors.ts'
import { deliveryKey } from './delivery-id.ts'

export type Column = string | number | null

/** Places in the flat columns of one delivery. Up to `captured` they are the columns of `deliveries`, in its order. */
export const place = {
  key: 0,
  receivedAt: 1,
  endpointId: 2,
  eventId: 7,
  verdict: 8,
  captured: 16,
  bodyBytes: 24,
  replyHeaders: 25,
  replyBytes: 26,
  width: 27
} as const

/** Any other write, run after the first `after` deliveries of its batch. */
export interface WriteCall {
  readonly after: number
  readonly name: string
  readonly args: readonly unknown[]
}

export interface Batch {
  readonly columns: readonly Column[]
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly calls: readonly WriteCall[]
}

/** `index` counts the deliveries of the batch first, then its calls. */
export interface BatchFailure {
  readonly index: number
  readonly code: ErrorCode
  readonly message: string
}

export interface BatchAnswer {
  /** One number a delivery; left out when all are 0, as they mostly are. */
  readonly redeliveries?: readonly number[]
  readonly failures?: readonly BatchFailure[]
}

export function byteLength(delivery: Delivery): number {
  return delivery.body.byteLength + (delivery.reply?.body.byteLength ?? 0)
}

/** Errors: throws BAD_REQUEST when the id is none of ours. */
export function packBatch(deliveries: readonly Delivery[], calls: readonly WriteCall[]): Batch {
  let length = 0
  for (const delivery of deliveries) length += byteLength(delivery)
  const columns: Column[] = []
  // Not from the pool: a pooled buffer can't be handed over. Not zeroed: every byte is written below.
  const bytes: Uint8Array<ArrayBuffer> = Buffer.allocUnsafeSlow(length)
  let offset = 0
  for (const delivery of deliveries) {
    pushColumns(columns, delivery)
    bytes.set(delivery.body, offset)
    offset += delivery.body.byteLength
    if (delivery.reply === undefined) continue
    bytes.set(delivery.reply.body, offset)
    offset += delivery.reply.body.byteLength
  }
  return { columns, bytes, calls }
}

function pushColumns(columns: Column[], delivery: Delivery): void {
  const { verdict, reply } = delivery
  columns.push(
    requireKey(delivery.id),
    delivery.firstByteAt,
    delivery.endpointId ?? null,
    delivery.method,
    delivery.url,
    delivery.provider,
    delivery.eventType ?? null,
    delivery.eventId ?? null,
    verdict.status,
    verdictInfo(verdict),
    reply?.status ?? null,
    delivery.fault ?? null,
    delivery.handshake ? 1 : 0,
    delivery.receivedBytes,
    delivery.durationMs,
    delivery.viaTunnel ? 1 : 0,
    delivery.httpVersion,
    delivery.remoteAddress,
    delivery.publicBase ?? null,
    delivery.lastByteAt,
    delivery.incomplete ? 1 : 0,
    JSON.stringify(delivery.headers),
    delivery.trailers.length === 0 ? null : JSON.stringify(delivery.trailers),
    JSON.stringify(delivery.log),
    delivery.body.byteLength,
    reply === undefined ? null : JSON.stringify(reply.headers),
    reply === undefined ? null : reply.body.byteLength
  )
}

/** What a verdict says beside its status, as the row keeps it. */
export function verdictInfo(verdict: Verdict): string | null {
  const { status: _status, ...info } = verdict
  return hasFields(info) ? JSON.stringify(info) : null
}

function hasFields(value: object): boolean {
  for (const _ in value) return true
  return false
}

/** Errors: throws BAD_REQUEST. */
export function requireKey(id: string): number {
  const key = deliveryKey(id)
  if (key === undefined) throw new AppError('BAD_REQUEST', `"${id}" is not a delivery id. Ids look like dlv_abc123.`)
  return key
}
