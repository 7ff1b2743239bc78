/** What the retention takes away next: the oldest deliveries that are not starred, a few at a time. */
import type { DatabaseSync } from 'node:sqlite'
import type { Settings } from '../../contract/index.ts'
import type { WriteOperations } from './write-operations.ts'

export type Retention = Settings['retention']

/** One step's rows: gone in a few milliseconds, so that a batch never waits long. */
const stepRows = 100
/** What nobody asked for, such as a scanner's requests through the public URL, must not push out what was. */
export const maxUnrouted = 1_000
const dayMs = 86_400_000

/** Keys to remove now, none when the store is within its limits. `now` is epoch ms. */
export function expiredKeys(database: DatabaseSync, operations: WriteOperations, retention: Retention, now: number): number[] {
  const { ends } = operations
  const surplus = operations.totals.deliveries() - retention.maxDeliveries
  if (surplus > 0) return ends.oldestKeys(Math.min(surplus, stepRows))
  const stray = operations.totals.unrouted() - maxUnrouted
  if (stray > 0) {
    const keys = ends.oldestUnrouted(Math.min(stray, stepRows))
    if (keys.length > 0) return keys
  }
  if (retention.maxAgeDays > 0) {
    const old = ends.keysBefore(now - retention.maxAgeDays * dayMs, stepRows)
    if (old.length > 0) return old
  }
  return keysBeyondBytes(database, operations, retention.maxBytes)
}

/** Bytes in use: of the file, without the pages that wait to be used again. */
function keysBeyondBytes(database: DatabaseSync, { ends }: WriteOperations, maxBytes: number): number[] {
  const { pages, free, pageSize } = filePages(database)
  const surplus = (pages - free) * pageSize - maxBytes
  if (surplus <= 0) return []
  const keys: number[] = []
  let freed = 0
  for (const { key, bytes } of ends.oldestSizes(stepRows)) {
    if (freed >= surplus) break
    keys.push(key)
    freed += bytes
  }
  return keys
}

/** Gives freed pages back when they are many; a few are kept for what comes next. Answers whether there was something to do. */
export function shrinkStep(database: DatabaseSync): boolean {
  const { pages, free } = filePages(database)
  if (free < 256 || free * 8 < pages) return false
  database.exec('PRAGMA incremental_vacuum(64)')
  const left = filePages(database)
  // The file itself gets shorter with the checkpoint.
  if (left.free < 256 || left.free * 8 < left.pages) database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  return true
}

function filePages(database: DatabaseSync): { pages: number; free: number; pageSize: number } {
  const read = (name: string): number => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
  return { pages: read('page_count'), free: read('freelist_count'), pageSize: read('page_size') }
}
