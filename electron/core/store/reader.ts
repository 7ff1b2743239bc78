/** The reader's own state: its connection, the index, and what it does when the file is damaged or replaced. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { MessagePort } from 'node:worker_threads'
import { AppError, errorMessage } from '../errors.ts'
import { isDamage, openForReading, searchFileName, sqliteCode, storeFileName } from './database.ts'
import { createReads, type Reads } from './reads.ts'
import { IndexKeeper } from './search/index-keeper.ts'
import type { StoreCounts } from './store.ts'
import type { ReaderNews, WriterNews } from './thread-news.ts'

export interface ReaderOptions {
  readonly dataFolder: string
  /** To the writer. */
  readonly port: MessagePort
}

interface Opened {
  readonly database: DatabaseSync
  readonly reads: Reads
  readonly keeper: IndexKeeper
}

const replacementMs = 15_000
const mostInterruptions = 5

export class Reader {
  readonly #options: ReaderOptions
  #opened: Opened | undefined
  #active = 0
  #file = 0
  #replaced: (() => void)[] = []

  constructor(options: ReaderOptions) {
    this.#options = options
    this.#opened = this.#open()
    options.port.on('message', (news: WriterNews) => this.#hear(news))
  }

  /** Runs one read; the file is opened again, and at last replaced, when it turns out to be damaged. */
  async use<Value>(read: (opened: Opened) => Value | Promise<Value>): Promise<Value> {
    this.#active++
    try {
      return await this.#withRepair(read)
    } catch (error) {
      throw sqliteCode(error) === undefined
        ? error
        : new AppError('STORE_FAILED', `The store could not be read: ${errorMessage(error)}. Try again.`, error)
    } finally {
      this.#active--
    }
  }

  counts({ reads }: Opened): StoreCounts {
    const { deliveries, failed, unrouted } = reads.totals()
    const files = [storeFileName, `${storeFileName}-wal`, searchFileName, `${searchFileName}-wal`]
    const sizes = files.map((file) => statSync(join(this.#options.dataFolder, file), { throwIfNoEntry: false })?.size ?? 0)
    return { deliveries, failed, unrouted, storeBytes: sizes.reduce((sum, size) => sum + size, 0) }
  }

  close(): void {
    this.#release()
    this.#options.port.close()
  }

  async #withRepair<Value>(read: (opened: Opened) => Value | Promise<Value>): Promise<Value> {
    let damages = 0
    let interruptions = 0
    for (;;) {
      const opened = await this.#ready()
      try {
        return await read(opened)
      } catch (error) {
        // The file was closed beneath this read, because another one met damage.
        if (this.#opened !== opened && interruptions++ < mostInterruptions) continue
        if (!isDamage(error) || damages === 2) throw error
        if (damages++ === 0) {
          this.#release()
          this.#opened = this.#open()
        } else await this.#replacement(errorMessage(error))
      }
    }
  }

  async #replacement(reason: string): Promise<void> {
    const replaced = this.#untilReplaced()
    this.#tell({ kind: 'damaged', file: this.#file, reason })
    await replaced
  }

  #open(): Opened {
    const { dataFolder } = this.#options
    const database = openForReading(join(dataFolder, storeFileName))
    const reads = createReads(database)
    const keeper = new IndexKeeper({
      folder: dataFolder,
      database,
      reads,
      isBusy: () => this.#active > 0,
      onStoreError: (error) => {
        if (isDamage(error)) this.#tell({ kind: 'damaged', file: this.#file, reason: errorMessage(error) })
      }
    })
    return { database, reads, keeper }
  }

  #release(): void {
    this.#opened?.keeper.close()
    this.#opened?.database.close()
    this.#opened = undefined
  }

  async #ready(): Promise<Opened> {
    if (this.#opened === undefined) await this.#untilReplaced()
    if (this.#opened === undefined) throw new AppError('STORE_FAILED', 'The store is closed.')
    return this.#opened
  }

  #untilReplaced(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = (): void => reject(new AppError('STORE_FAILED', 'The damaged store could not be replaced in time. Start Hooklab again.'))
      const timer = setTimeout(late, replacementMs)
      this.#replaced.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #hear(news: WriterNews): void {
    switch (news.kind) {
      case 'committed':
        this.#opened?.keeper.wake()
        break
      case 'removed':
        this.#opened?.keeper.forget(news.keys)
        break
      case 'release':
        this.#release()
        this.#tell({ kind: 'released' })
        break
      case 'replaced':
        this.#release()
        this.#file = news.file
        this.#opened = this.#open()
        for (const resolve of this.#replaced.splice(0)) resolve()
        break
    }
  }

  #tell(news: ReaderNews): void {
    this.#options.port.postMessage(news, [])
  }
}
