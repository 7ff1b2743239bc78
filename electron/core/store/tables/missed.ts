/** Table `missed`: deliveries that a target did not get. */
import type { DatabaseSync } from 'node:sqlite'
import type { Outcome } from '../../../contract/index.ts'
import { deliveryId } from '../delivery-id.ts'
import type { StoredMissed } from '../sending-rows.ts'

export interface Missing {
  readonly targetId: string
  readonly missedAt: number
  readonly outcome: Outcome
}

export function missedWrites(database: DatabaseSync) {
  const put = database.prepare(
    `INSERT INTO missed (target_id, delivery_id, missed_at, outcome) SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM targets WHERE id = ?)
     ON CONFLICT (target_id, delivery_id) DO UPDATE SET outcome = excluded.outcome, sending = 0`
  )
  const mark = database.prepare('UPDATE missed SET sending = 1 WHERE target_id = ? AND delivery_id = ?')
  const resume = database.prepare('UPDATE missed SET sending = 0, again = 1 WHERE sending = 1')
  const remove = database.prepare('DELETE FROM missed WHERE target_id = ? AND delivery_id = ?')
  const removeAll = database.prepare('DELETE FROM missed WHERE target_id = ?')
  const removeOf = database.prepare('DELETE FROM missed WHERE delivery_id = ?')
  const removeOrphans = database.prepare('DELETE FROM missed WHERE target_id NOT IN (SELECT id FROM targets)')
  return {
    /** Missed again, it stays in its place. Of a target that is gone nothing is kept. */
    putMissed(key: number, { targetId, missedAt, outcome }: Missing): void {
      put.run(targetId, key, missedAt, JSON.stringify(outcome), targetId)
    },
    markMissedSending(targetId: string, key: number): void {
      mark.run(targetId, key)
    },
    /** Those that were cut off are still missed. */
    resumeMissed(): void {
      resume.run()
    },
    removeMissed(targetId: string, key: number): void {
      remove.run(targetId, key)
    },
    forgetMissed(targetId: string): void {
      removeAll.run(targetId)
    },
    removeMissedOfDelivery(key: number): void {
      removeOf.run(key)
    },
    removeOrphanMissed(): void {
      removeOrphans.run()
    }
  }
}

export function missedReads(database: DatabaseSync) {
  const list = database.prepare(
    `SELECT m.delivery_id, m.missed_at, m.outcome, max(m.again, m.sending) AS again, d.received_at, d.event_type FROM missed m JOIN deliveries d ON d.id = m.delivery_id
     WHERE m.target_id = ? AND m.delivery_id > ? ORDER BY m.delivery_id LIMIT ?`
  )
  const count = database.prepare('SELECT count(*) AS total FROM missed WHERE target_id = ?')
  const counts = database.prepare('SELECT target_id, count(*) AS missed, min(missed_at) AS since FROM missed GROUP BY target_id')
  return {
    /** Oldest first, beginning after a delivery's key. */
    missedOf: (targetId: string, afterKey: number, limit: number): StoredMissed[] =>
      list.all(targetId, afterKey, limit).map((row) => ({
        deliveryId: deliveryId(Number(row['delivery_id'])),
        receivedAt: Number(row['received_at']),
        missedAt: Number(row['missed_at']),
        outcome: JSON.parse(String(row['outcome'])) as Outcome, // as putMissed wrote it
        again: row['again'] === 1,
        ...(typeof row['event_type'] === 'string' ? { eventType: row['event_type'] } : {})
      })),
    countMissed: (targetId: string): number => Number(count.get(targetId)?.['total']),
    missedCounts: (): { targetId: string; missed: number; since: number }[] =>
      counts.all().map((row) => ({ targetId: String(row['target_id']), missed: Number(row['missed']), since: Number(row['since']) }))
  }
}
