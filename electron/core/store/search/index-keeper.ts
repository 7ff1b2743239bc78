/** Keeps the index in step with the store while the reader has nothing else to do, and survives the loss of either file. */
import type { DatabaseSync } from 'node:sqlite'
import type { Reads } from '../reads.ts'
import { isDamage } from '../database.ts'
import { indexNextRows, sweepIndex } from './indexer.ts'
import { IndexFailure, openSearchIndex, removeSearchIndex, type SearchIndex } from './search-index.ts'

export interface IndexKeeperOptions {
  readonly folder: string
  readonly database: DatabaseSync
  readonly reads: Reads
  /** Someone waits for the reader. */
  readonly isBusy: () => boolean
  /** The store itself could not be read. */
  readonly onStoreError: (error: unknown) => void
}

/** Above this many new rows a second the processor is left to those who answer providers… */
const floodPerSecond = 1000
/** …until so many rows are behind. */
const patienceRows = 50_000
const pauseMs = { busy: 20, flood: 400, behind: 100, failed: 5000 }

export class IndexKeeper {
  readonly #options: IndexKeeperOptions
  #index: SearchIndex | undefined
  #timer: NodeJS.Timeout | undefined
  #forgotten: number[] = []
  #sweepFrom: number | undefined = 0
  #seen = { seq: 0, at: 0 }
  #closed = false

  constructor(options: IndexKeeperOptions) {
    this.#options = options
    this.#open()
    this.wake()
  }

  /** Nothing while it can't be had, for example on a full disk. */
  get index(): SearchIndex | undefined {
    return this.#index
  }

  wake(): void {
    this.#again(0)
  }

  forget(keys: readonly number[]): void {
    for (const key of keys) this.#forgotten.push(key)
    this.wake()
  }

  /** The index failed while it was read: it is made again when it is damaged. */
  failed(error: unknown): void {
    this.#index?.close()
    this.#index = undefined
    if (isDamage(error)) removeSearchIndex(this.#options.folder)
    this.#again(isDamage(error) ? 0 : pauseMs.failed)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#index?.close()
    this.#index = undefined
  }

  #open(): void {
    try {
      this.#index = openSearchIndex(this.#options.folder, this.#options.reads.totals().storeId)
      this.#sweepFrom = 0
    } catch (error) {
      this.failed(error)
    }
  }

  #again(ms: number): void {
    if (this.#timer !== undefined || this.#closed) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#turn()
    }, ms)
  }

  #turn(): void {
    if (this.#options.isBusy()) return this.#again(pauseMs.busy)
    if (this.#index === undefined) this.#open()
    if (this.#index === undefined) return
    try {
      const pause = this.#step(this.#index)
      if (pause !== undefined) this.#again(pause)
    } catch (error) {
      if (error instanceof IndexFailure) return this.failed(error.cause)
      this.#again(pauseMs.failed)
      this.#options.onStoreError(error)
    }
  }

  /** One bounded piece of work. Answers when to go on, or nothing when all is done. */
  #step(index: SearchIndex): number | undefined {
    const { database, reads } = this.#options
    const { perSecond, behind } = this.#growth(index)
    const flood = perSecond > floodPerSecond
    if (flood && behind < patienceRows) return pauseMs.flood
    if (indexNextRows(database, reads, index)) return flood ? pauseMs.behind : 0
    if (this.#forgotten.length > 0) {
      index.remove(this.#forgotten.splice(0, 500))
      return 0
    }
    if (this.#sweepFrom === undefined) return undefined
    this.#sweepFrom = sweepIndex(database, index, this.#sweepFrom)
    return 0
  }

  #growth(index: SearchIndex): { perSecond: number; behind: number } {
    const seq = Number(this.#options.database.prepare('SELECT max(seq) AS seq FROM deliveries').get()?.['seq'] ?? 0)
    const now = performance.now()
    const seconds = (now - this.#seen.at) / 1000
    const perSecond = this.#seen.at === 0 ? 0 : (seq - this.#seen.seq) / Math.max(seconds, 0.05)
    if (seconds > 0.1) this.#seen = { seq, at: now }
    return { perSecond, behind: seq - index.indexedSeq() }
  }
}
