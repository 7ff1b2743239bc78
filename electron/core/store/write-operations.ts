/** Every write that a batch may hold, bound to one open database. */
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors.ts'
import type { DeliveryPatch } from '../deliveries/delivery.ts'
import type { AttemptRow } from './store.ts'
import type { AttemptEffects } from './sending-rows.ts'
import { place, requireKey, type Column } from './batch.ts'
import type { EventMemory } from './event-memory.ts'
import { attemptWrites } from './tables/attempts.ts'
import { captureWrites } from './tables/captures.ts'
import { deliveryEnds, deliveryWrites } from './tables/deliveries.ts'
import { endpointWrites } from './tables/endpoints.ts'
import { faultWrites } from './tables/faults.ts'
import { filterWrites } from './tables/filters.ts'
import { listenerLogWrites } from './tables/listener-log.ts'
import { missedWrites } from './tables/missed.ts'
import { noteWrites } from './tables/notes.ts'
import { retryWrites } from './tables/retries.ts'
import { secretWrites } from './tables/secrets.ts'
import { targetWrites } from './tables/targets.ts'
import { totalWrites } from './tables/totals.ts'

/** The writes that cross by name. Those that throw an AppError have written nothing. */
export type WriteOperations = ReturnType<typeof createWriteOperations>
export type WriteCalls = WriteOperations['calls']

export function createWriteOperations(database: DatabaseSync, memory: EventMemory) {
  const deliveries = deliveryWrites(database)
  const captures = captureWrites(database)
  const attempts = attemptWrites(database)
  const retries = retryWrites(database)
  const missed = missedWrites(database)
  const endpoints = endpointWrites(database)
  const targets = targetWrites(database)
  const totals = totalWrites(database)
  let seq = deliveries.bounds().lastSeq

  const dropOrphans = (): void => {
    retries.removeOrphanRetries()
    missed.removeOrphanMissed()
  }

  return {
    calls: {
      ...endpoints,
      ...secretWrites(database),
      ...faultWrites(database),
      ...targets,
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
      },
      removeEndpoint(id: string): void {
        endpoints.removeEndpoint(id)
        dropOrphans()
      },
      removeTarget(id: string): void {
        targets.removeTarget(id)
        dropOrphans()
      },
      /** One transaction with its delivery's counters, and with what it does to what is still to be sent. */
      insertAttempt(attempt: AttemptRow, effects: AttemptEffects = {}): void {
        const { deliveryId, targetId, outcome, sentAt } = attempt
        const key = requireKey(deliveryId)
        if (effects.doneRetryId !== undefined) retries.removeRetry(effects.doneRetryId)
        if (!deliveries.hasDelivery(key)) return
        attempts.insertAttemptRow(key, attempt)
        if (targetId === undefined) return
        if (effects.dropsRetries === true) retries.removeRetriesOfPair(key, targetId)
        if (effects.nextRetry !== undefined) retries.putRetry(key, effects.nextRetry)
        if (effects.reach === 'missed') missed.putMissed(key, { targetId, missedAt: sentAt, outcome })
        if (effects.reach === 'reached') missed.removeMissed(targetId, key)
      },
      markRetrySending: retries.markRetrySending,
      removeRetry: retries.removeRetry,
      removeWaitingRetries: (targetId: string | null): void => retries.removeWaitingRetries(targetId),
      markMissedSending: (targetId: string, id: string): void => missed.markMissedSending(targetId, requireKey(id)),
      forgetMissed: missed.forgetMissed,
      /** At the start: what was under way when the last run was cut off. */
      resumeSendings(): void {
        retries.resumeRetries()
        missed.resumeMissed()
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
      attempts.removeAttempts(key)
      retries.removeRetriesOfDelivery(key)
      missed.removeMissedOfDelivery(key)
      totals.count(row, -1)
      return true
    }
  }
}
