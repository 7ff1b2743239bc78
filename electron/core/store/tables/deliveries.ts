/** Table `deliveries`: one narrow row a delivery, as lists show it. */
import type { DatabaseSync } from 'node:sqlite'
import type { DeliverySummary, Outcome, Verdict } from '../../../contract/index.ts'
import type { DeliveryPatch } from '../../deliveries/delivery.ts'
import { verdictInfo, type Column } from '../batch.ts'
import { deliveryId } from '../delivery-id.ts'

export const summaryColumns =
  'id, received_at, endpoint_id, method, url, provider, event_type, event_id, verdict, verdict_info, status, fault, handshake, size_bytes, duration_ms, via_tunnel, redelivery, attempts, outcome, target_status, outcome_detail, starred, seq'

export interface SummaryRow {
  readonly id: number
  readonly seq: number
  readonly received_at: number
  readonly endpoint_id: string | null
  readonly method: string
  readonly url: string
  readonly provider: string
  readonly event_type: string | null
  readonly event_id: string | null
  readonly verdict: Verdict['status']
  readonly verdict_info: string | null
  readonly status: number | null
  readonly fault: string | null
  readonly handshake: number
  readonly size_bytes: number
  readonly duration_ms: number
  readonly via_tunnel: number
  readonly redelivery: number
  readonly attempts: number
  readonly outcome: Outcome['kind'] | null
  readonly target_status: number | null
  readonly outcome_detail: string | null
  readonly starred: number
}

export function deliveryWrites(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO deliveries (id, received_at, endpoint_id, method, url, provider, event_type, event_id, verdict, verdict_info, status, fault, handshake, size_bytes, duration_ms, via_tunnel, redelivery, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const update = database.prepare(
    `UPDATE deliveries SET seq = ?, status = coalesce(?, status), fault = coalesce(?, fault), duration_ms = coalesce(?, duration_ms),
     starred = coalesce(?, starred), attempts = coalesce(?, attempts) WHERE id = ?`
  )
  const setOutcome = database.prepare('UPDATE deliveries SET outcome = ?, target_status = ?, outcome_detail = ? WHERE id = ?')
  const setIdentity = database.prepare('UPDATE deliveries SET provider = ?, event_id = ?, event_type = ? WHERE id = ?')
  const getVerdict = database.prepare('SELECT verdict FROM deliveries WHERE id = ?')
  const setVerdict = database.prepare('UPDATE deliveries SET verdict = ?, verdict_info = ? WHERE id = ?')
  const remove = database.prepare(
    'DELETE FROM deliveries WHERE id = ? RETURNING id AS key, received_at AS receivedAt, endpoint_id AS endpointId, verdict'
  )
  const bounds = database.prepare(
    'SELECT coalesce((SELECT max(id) FROM deliveries), 0) AS lastKey, coalesce((SELECT max(seq) FROM deliveries), 0) AS lastSeq'
  )
  return {
    /** `columns` are id to via_tunnel, in the order of the statement. */
    insertSummary(columns: readonly Column[], redelivery: number, seq: number): void {
      insert.run(...columns, redelivery, seq)
    },
    /** Whether the delivery was there. */
    updateSummary(key: number, patch: DeliveryPatch, seq: number): boolean {
      const starred = patch.starred === undefined ? null : Number(patch.starred)
      const { changes } = update.run(
        seq,
        patch.reply?.status ?? null,
        patch.fault ?? null,
        patch.durationMs ?? null,
        starred,
        patch.attempts ?? null,
        key
      )
      const outcome = patch.lastOutcome
      if (outcome !== undefined) {
        const [status, detail] = outcome.kind === 'responded' ? [outcome.status, null] : [null, outcome.detail]
        setOutcome.run(outcome.kind, status, detail, key)
      }
      const { identity } = patch
      if (identity !== undefined) setIdentity.run(identity.provider, identity.eventId ?? null, identity.eventType ?? null, key)
      return changes > 0
    },
    hasDelivery: (key: number): boolean => getVerdict.get(key) !== undefined,
    /** Answers the status of the verdict that was there. */
    updateVerdict(key: number, verdict: Verdict): string {
      const before = String(getVerdict.get(key)?.['verdict'])
      setVerdict.run(verdict.status, verdictInfo(verdict), key)
      return before
    },
    /** The row that went, for the counts. */
    removeSummary(key: number) {
      return remove.get(key) as { key: number; receivedAt: number; endpointId: string | null; verdict: string } | undefined // the columns above
    },
    bounds: () => bounds.get() as { lastKey: number; lastSeq: number } // the columns above
  }
}

/** What the writer looks up about the rows at the ends of the table. */
export function deliveryEnds(database: DatabaseSync) {
  const oldest = database.prepare('SELECT id FROM deliveries WHERE starred = 0 AND id <= ? ORDER BY id LIMIT ?')
  const oldestUnrouted = database.prepare(
    'SELECT id FROM deliveries INDEXED BY unrouted_deliveries WHERE endpoint_id IS NULL AND starred = 0 ORDER BY id LIMIT ?'
  )
  const oldestTimes = database.prepare('SELECT id, received_at FROM deliveries WHERE starred = 0 ORDER BY id LIMIT ?')
  const oldestSizes = database.prepare(
    'SELECT id AS key, kept_bytes + coalesce(reply_bytes, 0) + 2000 AS bytes FROM deliveries JOIN captures USING (id) WHERE starred = 0 ORDER BY id LIMIT ?'
  )
  const newestEvents = database.prepare(
    'SELECT endpoint_id, event_id, redelivery FROM deliveries WHERE id >= ? AND event_id IS NOT NULL ORDER BY id'
  )
  const floor = database.prepare('SELECT id FROM deliveries ORDER BY id DESC LIMIT 1 OFFSET ?')
  return {
    /** Oldest first, none that is starred. */
    oldestKeys: (limit: number, upTo = Number.MAX_SAFE_INTEGER): number[] => oldest.all(upTo, limit).map((row) => Number(row['id'])),
    /** Those at the old end that were received before `time`. */
    keysBefore(time: number, limit: number): number[] {
      const keys: number[] = []
      for (const row of oldestTimes.iterate(limit)) {
        if (Number(row['received_at']) >= time) break
        keys.push(Number(row['id']))
      }
      return keys
    },
    /** Of those that no endpoint took. */
    oldestUnrouted: (limit: number): number[] => oldestUnrouted.all(limit).map((row) => Number(row['id'])),
    /** Oldest first, none that is starred, each with about the room that it takes. */
    oldestSizes: (limit: number) => oldestSizes.iterate(limit) as unknown as Iterable<{ key: number; bytes: number }>, // the columns above
    /** The events of the newest `limit` deliveries, oldest first. */
    *newestEvents(limit: number): Generator<{ endpointId: string | null; eventId: string; redelivery: number }> {
      const from = Number(floor.get(limit)?.['id'] ?? 0)
      for (const row of newestEvents.iterate(from)) {
        const endpointId = row['endpoint_id']
        yield {
          endpointId: typeof endpointId === 'string' ? endpointId : null,
          eventId: String(row['event_id']),
          redelivery: Number(row['redelivery'])
        }
      }
    }
  }
}

export function deliveryReads(database: DatabaseSync) {
  const get = database.prepare(`SELECT ${summaryColumns} FROM deliveries WHERE id = ?`)
  const page = database.prepare(`SELECT ${summaryColumns} FROM deliveries WHERE id < ? ORDER BY id DESC LIMIT ?`)
  const near = (side: string, order: string) =>
    database.prepare(
      `SELECT * FROM (SELECT ${summaryColumns} FROM deliveries WHERE id ${side} ? ORDER BY id ${order} LIMIT ?)
       WHERE endpoint_id IS ? AND size_bytes = ? AND method = ? ORDER BY id ${order} LIMIT ?`
    )
  const newer = near('>=', 'ASC')
  const older = near('<', 'DESC')
  return {
    /**
     * Rows like this one among the `limit` on either side of it: same endpoint, method and size, the nearest `most` of either side.
     * Itself among them.
     */
    rowsNear(row: SummaryRow, limit: number, most: number): SummaryRow[] {
      const like = [row.id, limit, row.endpoint_id, row.size_bytes, row.method, most] as const
      return [...older.all(...like), ...newer.all(...like)] as unknown as SummaryRow[] // summaryColumns
    },
    summaryRow: (key: number): SummaryRow | undefined => get.get(key) as unknown as SummaryRow | undefined, // summaryColumns
    newestRows: (before: number, limit: number): SummaryRow[] => page.all(before, limit) as unknown as SummaryRow[] // summaryColumns
  }
}

/** A row as interfaces see it. */
export function toSummary(row: SummaryRow): DeliverySummary {
  const info = row.verdict_info === null ? {} : (JSON.parse(row.verdict_info) as object)
  return {
    id: deliveryId(row.id),
    receivedAt: row.received_at,
    ...(row.endpoint_id === null ? {} : { endpointId: row.endpoint_id }),
    method: row.method,
    url: row.url,
    provider: row.provider,
    ...(row.event_type === null ? {} : { eventType: row.event_type }),
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    verdict: { status: row.verdict, ...info } as Verdict, // split on the way in, joined here
    ...(row.status === null ? {} : { responseStatus: row.status }),
    ...(row.fault === null ? {} : { fault: row.fault }),
    handshake: row.handshake === 1,
    sizeBytes: row.size_bytes,
    durationMs: row.duration_ms,
    viaTunnel: row.via_tunnel === 1,
    attempts: row.attempts,
    ...(row.outcome === null ? {} : { lastOutcome: toOutcome(row.outcome, row.target_status, row.outcome_detail) }),
    redelivery: row.redelivery,
    starred: row.starred === 1
  }
}

function toOutcome(kind: Outcome['kind'], status: number | null, detail: string | null): Outcome {
  return kind === 'responded' ? { kind, status: status ?? 0 } : { kind, detail: detail ?? '' }
}
