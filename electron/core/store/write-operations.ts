/** Every write that a batch may hold, bound to one open database. */
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors.ts'
import type { DeliveryPatch } from '../deliveries/delivery.ts'
import { place, requireKey, type Column } from './batch.ts'
import type { EventMemory } from './event-memory.ts'
import { sendingWrites } from './sending-writes.ts'
import { captureWrites } from './tables/captures.ts'
import { deliveryEnds, deliveryWrites } from './tables/deliveries.ts'
import { faultWrites } from './tables/faults.ts'
import { filterWrites } from './tables/filters.ts'
import { listenerLogWrites } from './tables/listener-log.ts'
import { noteWrites } from './tables/notes.ts'
import { secretWrites } from './tables/secrets.ts'
import { totalWrites } from './tables/totals.ts'

/** The writes that cross by name. Those that throw an AppError have written nothing. */
export type WriteOperations = ReturnType<typeof createWriteOperations>
export type WriteCalls = WriteOperations['calls']

export function createWriteOperations(database: DatabaseSync, memory: EventMemory) {
  const deliveries = deliveryWrites(database)
  const captures = captureWrites(database)
  const sendings = sendingWrites(database, deliveries.hasDelivery)
  const totals = totalWrites(database)
  let seq = deliveries.bounds().lastSeq

  return {
    calls: {
      ...sendings.calls,
      ...secretWrites(database),
      ...faultWrites(database),
      ...filterWrites(database),
      ...noteWrites(database),
      ...listenerLogWrites(database),
      updateDelivery(id: string, patch: DeliveryPatch): void {
        const key = requireKey(id)
        if (!deliveries.updateSummary(key, patch, seq + 1))
          throw new AppError('NOT_FOUND', `The delivery ${id} is gone. It was deleted or fell to the retention.`)
        seq++
        if (patch.verdict !== undefined) totals.countVerdict(deliveries.updateVerdict(key, patch.verdict), patch.verdict.status)
        if (patch.reply !== undefined) captures.setReply(key, patch.reply)
        if (patch.log !== undefined && patch.log.length > 0) captures.appendLog(key, patch.log)
      }
    },
    ends: deliveryEnds(database),
    lastKey: (): number => deliveries.bounds().lastKey,
    totals,
    /** Answers the redelivery count. `base` is where the delivery's columns begin. */
    insertDelivery(columns: readonly Column[], base: number, body: Uint8Array, reply: Uint8Array | undefined): number {
      const column = (index: number): Column => columns[base + index] ?? null
      const endpointId = column(place.endpointId) as string | null // packBatch puts text or null there
      const eventId = column(place.eventId) as string | null
      const redelivery = eventId === null ? 0 : memory.see(endpointId, eventId)
      const key = Number(column(place.key))
      deliveries.insertSummary(columns.slice(base, base + place.captured), redelivery, ++seq)
      captures.insertCapture(key, columns.slice(base + place.captured, base + place.bodyBytes), body, column(place.replyHeaders), reply)
      totals.count({ key, receivedAt: Number(column(place.receivedAt)), endpointId, verdict: column(place.verdict) }, 1)
      return redelivery
    },
    /** Answers whether it was there. */
    removeDelivery(key: number): boolean {
      const row = deliveries.removeSummary(key)
      if (row === undefined) return false
      captures.removeCapture(key)
      sendings.removeOfDelivery(key)
      totals.count(row, -1)
      return true
    }
  }
}
