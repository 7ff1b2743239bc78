/** Table `totals`: counts kept exact by writing them in the transaction that changes them, once for a whole batch. */
import type { DatabaseSync } from 'node:sqlite'
import { keyTime } from '../delivery-id.ts'

export interface Totals {
  readonly storeId: string
  readonly deliveries: number
  readonly failed: number
  readonly unrouted: number
  /** How far an id's time may be after and before the time of receipt. */
  readonly aheadMs: number
  readonly behindMs: number
}

/** What one row adds to the counts. */
export interface CountedRow {
  readonly key: number
  readonly receivedAt: number
  readonly endpointId: unknown
  readonly verdict: unknown
}

export function totalWrites(database: DatabaseSync) {
  const change = database.prepare(
    'UPDATE totals SET deliveries = deliveries + ?, failed = failed + ?, unrouted = unrouted + ?, ahead_ms = max(ahead_ms, ?), behind_ms = max(behind_ms, ?)'
  )
  const getUnrouted = database.prepare('SELECT unrouted FROM totals')
  const getDeliveries = database.prepare('SELECT deliveries FROM totals')
  const nothing = { deliveries: 0, failed: 0, unrouted: 0, aheadMs: 0, behindMs: 0 }
  let sum = { ...nothing }
  let touched = false
  return {
    /** `sign` is 1 for a row that came and -1 for one that went. */
    count(row: CountedRow, sign: 1 | -1): void {
      touched = true
      sum.deliveries += sign
      if (row.verdict === 'failed') sum.failed += sign
      if (row.endpointId === null) sum.unrouted += sign
      const aheadMs = keyTime(row.key) - row.receivedAt
      if (aheadMs > sum.aheadMs) sum.aheadMs = aheadMs
      if (-aheadMs > sum.behindMs) sum.behindMs = -aheadMs
    },
    /** A delivery that stays has another verdict now. */
    countVerdict(before: string, after: string): void {
      touched = true
      sum.failed += Number(after === 'failed') - Number(before === 'failed')
    },
    unrouted: (): number => Number(getUnrouted.get()?.['unrouted']),
    deliveries: (): number => Number(getDeliveries.get()?.['deliveries']),
    /** Writes what was counted since the last call. Belongs right before COMMIT. */
    save(): void {
      if (!touched) return
      change.run(sum.deliveries, sum.failed, sum.unrouted, sum.aheadMs, sum.behindMs)
      this.forget()
    },
    /** After a rollback. */
    forget(): void {
      sum = { ...nothing }
      touched = false
    }
  }
}

export function totalReads(database: DatabaseSync) {
  const get = database.prepare(
    'SELECT store_id AS storeId, deliveries, failed, unrouted, ahead_ms AS aheadMs, behind_ms AS behindMs FROM totals'
  )
  return {
    totals: (): Totals => ({ ...get.get() }) as unknown as Totals // the columns are named as its fields
  }
}
