/** Table `retries`: sendings that are due later. */
import type { DatabaseSync } from 'node:sqlite'
import { deliveryId, deliveryKey } from '../delivery-id.ts'
import type { RetryRow, StoredRetry } from '../sending-rows.ts'

type Value = Pick<RetryRow, 'limit' | 'attemptId' | 'lastOutcome'>

export function retryWrites(database: DatabaseSync) {
  const put = database.prepare(
    'INSERT INTO retries (id, delivery_id, target_id, number, due_at, value) SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM targets WHERE id = ?)'
  )
  const mark = database.prepare('UPDATE retries SET sending = 1 WHERE id = ?')
  const resume = database.prepare('UPDATE retries SET sending = 0, again = 1 WHERE sending = 1')
  const remove = database.prepare('DELETE FROM retries WHERE id = ?')
  const removeWaiting = database.prepare('DELETE FROM retries WHERE sending = 0 AND (? IS NULL OR target_id = ?)')
  const removePair = database.prepare('DELETE FROM retries WHERE delivery_id = ? AND target_id = ? AND sending = 0')
  const removeOf = database.prepare('DELETE FROM retries WHERE delivery_id = ?')
  const removeOrphans = database.prepare('DELETE FROM retries WHERE target_id NOT IN (SELECT id FROM targets)')
  return {
    /** Of a target that is gone nothing is kept. */
    putRetry(key: number, row: RetryRow): void {
      const value: Value = { limit: row.limit, attemptId: row.attemptId, lastOutcome: row.lastOutcome }
      put.run(row.id, key, row.targetId, row.number, row.dueAt, JSON.stringify(value), row.targetId)
    },
    /** It leaves now. */
    markRetrySending(id: string): void {
      mark.run(id)
    },
    /** Those that were cut off wait again. */
    resumeRetries(): void {
      resume.run()
    },
    removeRetry(id: string): void {
      remove.run(id)
    },
    /** Those of one target, or all, that are not under way. */
    removeWaitingRetries(targetId: string | null): void {
      removeWaiting.run(targetId, targetId)
    },
    removeRetriesOfPair(key: number, targetId: string): void {
      removePair.run(key, targetId)
    },
    removeRetriesOfDelivery(key: number): void {
      removeOf.run(key)
    },
    removeOrphanRetries(): void {
      removeOrphans.run()
    }
  }
}

export interface RetryFilter {
  readonly targetId?: string
  readonly deliveryId?: string
}

export function retryReads(database: DatabaseSync) {
  const columns =
    'r.id, r.delivery_id, r.target_id, r.number, r.due_at, r.sending, r.again, r.value, d.endpoint_id, d.event_type FROM retries r JOIN deliveries d ON d.id = r.delivery_id'
  const wanted = '(? IS NULL OR r.target_id = ?) AND (? IS NULL OR r.delivery_id = ?)'
  const due = database.prepare(`SELECT ${columns} WHERE r.sending = 0 AND r.due_at <= ? ORDER BY r.due_at, r.rowid LIMIT ?`)
  const next = database.prepare('SELECT min(due_at) AS at FROM retries WHERE sending = 0 AND due_at > ?')
  const list = database.prepare(`SELECT ${columns} WHERE ${wanted} ORDER BY r.due_at, r.rowid LIMIT ?`)
  const count = database.prepare(`SELECT count(*) AS total FROM retries r WHERE ${wanted}`)
  const one = database.prepare(`SELECT ${columns} WHERE r.id = ?`)
  const counts = database.prepare('SELECT target_id, count(*) AS pending FROM retries GROUP BY target_id')
  const filterArguments = ({ targetId, deliveryId: delivery }: RetryFilter): (string | number | null)[] => {
    // An id that is none of ours matches nothing.
    const key = delivery === undefined ? null : (deliveryKey(delivery) ?? -1)
    return [targetId ?? null, targetId ?? null, key, key]
  }
  return {
    /** Those that wait and are due, the first one first. */
    dueRetries: (now: number, limit: number): StoredRetry[] => due.all(now, limit).map(toRetry),
    /** When the first one is due that is not due yet; epoch ms. */
    nextRetryAt(now: number): number | undefined {
      const at = next.get(now)?.['at']
      return typeof at === 'number' ? at : undefined
    },
    listRetries: (filter: RetryFilter, limit: number): StoredRetry[] => list.all(...filterArguments(filter), limit).map(toRetry),
    countRetries: (filter: RetryFilter): number => Number(count.get(...filterArguments(filter))?.['total']),
    retry(id: string): StoredRetry | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : toRetry(row)
    },
    retryCounts: (): Map<string, number> => new Map(counts.all().map((row) => [String(row['target_id']), Number(row['pending'])]))
  }
}

function toRetry(row: Readonly<Record<string, unknown>>): StoredRetry {
  const { limit, attemptId, lastOutcome } = JSON.parse(String(row['value'])) as Value // as putRetry wrote it
  const endpointId = row['endpoint_id']
  const eventType = row['event_type']
  return {
    id: String(row['id']),
    deliveryId: deliveryId(Number(row['delivery_id'])),
    targetId: String(row['target_id']),
    number: Number(row['number']),
    limit,
    dueAt: Number(row['due_at']),
    attemptId,
    lastOutcome,
    state: row['sending'] === 1 ? 'sending' : 'waiting',
    again: row['again'] === 1,
    ...(typeof endpointId === 'string' ? { endpointId } : {}),
    ...(typeof eventType === 'string' ? { eventType } : {})
  }
}
