/** Writes about what was sent and what is still to be. */
import type { DatabaseSync } from 'node:sqlite'
import { requireKey } from './batch.ts'
import type { AttemptEffects } from './sending-rows.ts'
import type { AttemptRow } from './store.ts'
import { attemptWrites } from './tables/attempts.ts'
import { endpointWrites } from './tables/endpoints.ts'
import { missedWrites } from './tables/missed.ts'
import { retryWrites } from './tables/retries.ts'
import { targetWrites } from './tables/targets.ts'

/** `hasDelivery` tells whether a delivery is still there. */
export function sendingWrites(database: DatabaseSync, hasDelivery: (key: number) => boolean) {
  const attempts = attemptWrites(database)
  const retries = retryWrites(database)
  const missed = missedWrites(database)
  const endpoints = endpointWrites(database)
  const targets = targetWrites(database)
  const dropOrphans = (): void => {
    retries.removeOrphanRetries()
    missed.removeOrphanMissed()
  }
  return {
    calls: {
      ...endpoints,
      ...targets,
      removeEndpoint(id: string): void {
        endpoints.removeEndpoint(id)
        dropOrphans()
      },
      removeTarget(id: string): void {
        targets.removeTarget(id)
        dropOrphans()
      },
      /** One transaction with what it does to what is still to be sent. Of a delivery that is gone nothing is kept. */
      insertAttempt(attempt: AttemptRow, effects: AttemptEffects = {}): void {
        const { deliveryId, targetId, outcome, sentAt } = attempt
        const key = requireKey(deliveryId)
        if (effects.doneRetryId !== undefined) retries.removeRetry(effects.doneRetryId)
        if (!hasDelivery(key)) return
        attempts.insertAttemptRow(key, attempt)
        if (targetId === undefined) return
        if (effects.dropsRetries === true) retries.removeRetriesOfPair(key, targetId)
        if (effects.nextRetry !== undefined) retries.putRetry(key, effects.nextRetry)
        if (effects.reach === 'missed') missed.putMissed(key, { targetId, missedAt: sentAt, outcome })
        if (effects.reach === 'reached') missed.removeMissed(targetId, key)
      },
      markRetrySending: (id: string): void => retries.markRetrySending(id),
      removeRetry: (id: string): void => retries.removeRetry(id),
      removeWaitingRetries: (targetId: string | null): void => retries.removeWaitingRetries(targetId),
      markMissedSending: (targetId: string, id: string): void => missed.markMissedSending(targetId, requireKey(id)),
      forgetMissed: (targetId: string): void => missed.forgetMissed(targetId),
      /** At the start: what was under way when the last run was cut off. */
      resumeSendings(): void {
        retries.resumeRetries()
        missed.resumeMissed()
      }
    },
    /** With its delivery goes all that was sent of it, and all that was to be. */
    removeOfDelivery(key: number): void {
      attempts.removeAttempts(key)
      retries.removeRetriesOfDelivery(key)
      missed.removeMissedOfDelivery(key)
    }
  }
}
