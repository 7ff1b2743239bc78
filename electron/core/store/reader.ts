/** Lists, details and byte ranges, and what they need open. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors.ts'
import { openForReading, searchFileName, storeFileName } from './database.ts'
import { deliveryKey } from './delivery-id.ts'
import { createReads, type Reads } from './reads.ts'
import type { DeliveryPage, StoreCounts } from './store.ts'
import { toSummary } from './tables/deliveries.ts'

export interface ListInput {
  readonly q?: string
  readonly cursor?: string
  readonly limit: number
  readonly now: number
}

export class Reader {
  readonly #folder: string
  #database: DatabaseSync
  reads: Reads

  constructor(dataFolder: string) {
    this.#folder = dataFolder
    this.#database = openForReading(join(dataFolder, storeFileName))
    this.reads = createReads(this.#database)
  }

  list(input: ListInput): DeliveryPage {
    const rows = this.reads.newestRows(keyOfCursor(input.cursor), input.limit + 1)
    const items = rows.slice(0, input.limit).map(toSummary)
    const last = items.at(-1)
    return rows.length > input.limit && last !== undefined ? { items, nextCursor: last.id } : { items }
  }

  counts(): StoreCounts {
    const { deliveries, failed, unrouted } = this.reads.totals()
    return { deliveries, failed, unrouted, storeBytes: this.#fileBytes() }
  }

  close(): void {
    this.#database.close()
  }

  #fileBytes(): number {
    const files = [storeFileName, `${storeFileName}-wal`, searchFileName, `${searchFileName}-wal`]
    return files.reduce((sum, file) => sum + (statSync(join(this.#folder, file), { throwIfNoEntry: false })?.size ?? 0), 0)
  }
}

/** A cursor is the id of the last delivery that was listed. Errors: BAD_REQUEST. */
function keyOfCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER
  const key = deliveryKey(cursor)
  if (key === undefined) throw new AppError('BAD_REQUEST', 'The cursor is none that this list gave. Start again without a cursor.')
  return key
}
