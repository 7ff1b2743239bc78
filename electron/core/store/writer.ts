/**
 * The only writer of hooklab.db. Each batch is one transaction; when it fails, its writes are tried one by one, so that a bad
 * one fails alone. A damaged file is moved aside, and the batch goes into a fresh one.
 */
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { MessagePort } from 'node:worker_threads'
import type { Settings } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Batch, BatchAnswer, BatchFailure } from './batch.ts'
import { batchSteps, type BatchStep } from './batch-steps.ts'
import { createCheckpointer, type Checkpointer } from './checkpointer.ts'
import { isDamage, isStorageFailure, setDurability, storeFileName } from './database.ts'
import { deliveryId } from './delivery-id.ts'
import { createEventMemory, type EventMemory } from './event-memory.ts'
import { lockFolder } from './folder-lock.ts'
import { linkReader, type ReaderLink } from './reader-link.ts'
import { createStorageHealth, describeFailure, type StorageHealth } from './storage-health.ts'
import type { StoreEvent } from './store.ts'
import { isUnusable, openStoreFile, rescueConfig, setAside } from './store-file.ts'
import { commitSteps, removeKeys, type Committed, type Failed, type OpenedStore } from './transaction.ts'
import { startUpkeep, type Upkeep } from './upkeep.ts'
import { createWriteOperations } from './write-operations.ts'

export interface WriterOptions {
  readonly dataFolder: string
  readonly retention: Settings['retention']
  readonly durability: Settings['durability']
  /** To the reader. */
  readonly port: MessagePort
}

type Configuration = Pick<Settings, 'retention' | 'durability'>

const rememberedEvents = 1_000_000
/** What the log gets for a transaction, and for a row beside its bytes, about: a commit writes the last page of each table anew. */
const transactionBytes = 4 * 8192
const rowBytes = 2000
/** And for a row that goes: pages that nothing else is on change too. */
const removedRowBytes = 8192

const rescues = {
  all: 'endpoints and settings were taken over',
  some: 'endpoints and settings were taken over in part',
  none: 'endpoints and settings could not be read'
}

export class Writer {
  readonly #folder: string
  readonly #say: (event: StoreEvent) => void
  readonly #lock: DatabaseSync
  readonly #link: ReaderLink
  readonly #health: StorageHealth
  readonly #checkpointer: Checkpointer
  readonly #upkeep: Upkeep
  readonly #memory: EventMemory
  #learned = false
  #configuration: Configuration
  #opened: OpenedStore | undefined
  #replacing: Promise<void> | undefined

  /** Errors: STORE_FAILED and CONFLICT, see lockFolder and migrate. */
  constructor(options: WriterOptions, checkpointerRole: string, say: (event: StoreEvent) => void) {
    this.#folder = options.dataFolder
    this.#say = say
    this.#configuration = options
    this.#lock = lockFolder(options.dataFolder)
    this.#memory = createEventMemory(rememberedEvents, Math.trunc(Math.random() * 2 ** 31))
    try {
      this.#opened = this.#openOrReplace()
    } catch (error) {
      this.#lock.close()
      throw error instanceof AppError ? error : new AppError('STORE_FAILED', describeFailure(error, this.#folder).message, error)
    }
    this.#health = createStorageHealth(this.#folder, say)
    this.#checkpointer = createCheckpointer({
      file: join(this.#folder, storeFileName),
      role: checkpointerRole,
      finish: () => this.#checkpoint()
    })
    this.#link = linkReader(options.port, (reason) => void this.#replace(reason))
    this.#upkeep = startUpkeep({
      opened: () => this.#opened,
      retention: () => this.#configuration.retention,
      health: this.#health,
      onRemoved: (keys) => this.#tellRemoved(keys)
    })
  }

  lastKey(): number {
    return this.#opened?.operations.lastKey() ?? 0
  }

  /** Fills the event memory from what is stored. Done after the start, which it would hold up, and before the first write. */
  learnEvents(): void {
    if (this.#opened === undefined || this.#learned) return
    const { ends } = this.#opened.operations
    for (const { endpointId, eventId, redelivery } of ends.newestEvents(rememberedEvents))
      this.#memory.learn(endpointId, eventId, redelivery + 1)
    this.#learned = true
  }

  configure(configuration: Configuration): void {
    this.#configuration = configuration
    if (this.#opened !== undefined) setDurability(this.#opened.database, configuration.durability)
    this.#upkeep.wake()
  }

  /** What could not be written is among the failures. */
  async write(batch: Batch): Promise<BatchAnswer> {
    const steps = batchSteps(batch)
    let ended = this.#commit(await this.#ready(), steps)
    if (ended.kind === 'failed' && isDamage(ended.error)) {
      await this.#replace(errorMessage(ended.error))
      ended = this.#commit(await this.#ready(), steps)
    }
    const answer = ended.kind === 'committed' ? ended : this.#oneByOne(await this.#ready(), steps, ended)
    if (ended.kind === 'committed') this.#health.succeeded()
    this.#checkpointer.wrote(transactionBytes + batch.bytes.byteLength + steps.length * rowBytes)
    this.#link.committed()
    this.#upkeep.wake()
    return toAnswer(answer)
  }

  /** Answers how many there were. Errors: STORE_FAILED. */
  async remove(keys: readonly number[]): Promise<number> {
    const ended = removeKeys(await this.#ready(), keys)
    if (ended.kind === 'failed')
      throw new AppError('STORE_FAILED', `The deliveries could not be deleted: ${errorMessage(ended.error)}.`, ended.error)
    this.#tellRemoved(ended.removed)
    this.#upkeep.wake()
    return ended.removed.length
  }

  /** The oldest up to a key, none that is starred. Answers how many there were. */
  async removeOldest(upTo: number, limit: number): Promise<number> {
    const { operations } = await this.#ready()
    return this.remove(operations.ends.oldestKeys(limit, upTo))
  }

  async close(): Promise<void> {
    this.#upkeep.close()
    this.#link.close()
    await this.#checkpointer.end()
    await this.#replacing
    this.#closeFile()
    this.#lock.close()
  }

  /** Errors: STORE_FAILED while no file can be had; the next write tries again. */
  async #ready(): Promise<OpenedStore> {
    await this.#replacing
    if (this.#opened !== undefined) return this.#opened
    try {
      this.#opened = this.#openOrReplace()
    } catch (error) {
      this.#health.failed(error)
      if (error instanceof AppError) throw error
      throw new AppError('STORE_FAILED', describeFailure(error, this.#folder).message, error)
    }
    this.#link.replaced()
    return this.#opened
  }

  #commit(opened: OpenedStore, steps: readonly BatchStep[]): Committed | Failed {
    try {
      this.learnEvents()
    } catch (error) {
      return { kind: 'failed', error }
    }
    return commitSteps(opened, steps)
  }

  #oneByOne(opened: OpenedStore, steps: readonly BatchStep[], first: Failed): Committed {
    const redeliveries: number[] = []
    const failures: BatchFailure[] = []
    let refused: unknown
    for (const step of steps) {
      const ended = steps.length === 1 ? first : commitSteps(opened, [step])
      if (ended.kind === 'committed') {
        redeliveries[step.index] = ended.redeliveries[step.index] ?? 0
        failures.push(...ended.failures)
      } else {
        if (isStorageFailure(ended.error)) refused = ended.error
        failures.push({ index: step.index, code: 'STORE_FAILED', message: this.#describe(ended.error) })
      }
    }
    if (refused === undefined) this.#health.succeeded()
    else this.#health.failed(refused)
    return { kind: 'committed', redeliveries, failures }
  }

  #describe(error: unknown): string {
    return isStorageFailure(error) ? describeFailure(error, this.#folder).message : `This could not be stored: ${errorMessage(error)}.`
  }

  #tellRemoved(keys: readonly number[]): void {
    if (keys.length === 0) return
    this.#checkpointer.wrote(keys.length * removedRowBytes)
    this.#upkeep.removed()
    this.#link.removed(keys)
    this.#say({ kind: 'removed', ids: keys.map(deliveryId) })
  }

  /** A fresh file in place of a damaged one, while everyone waits. */
  async #replace(reason: string): Promise<void> {
    this.#replacing ??= this.#replaceNow(reason).finally(() => (this.#replacing = undefined))
    await this.#replacing
  }

  async #replaceNow(reason: string): Promise<void> {
    await Promise.all([this.#link.release(), this.#checkpointer.idle()])
    try {
      this.#closeFile()
      this.#opened = this.#freshFile(reason)
    } catch (error) {
      this.#health.failed(error)
    }
    this.#link.replaced()
  }

  /** Whether all of the log is in the database now. */
  #checkpoint(): boolean {
    try {
      const row = this.#opened?.database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
      return row !== undefined && row['log'] === row['checkpointed']
    } catch {
      return false // A full or damaged disk: the next batch meets it too, and deals with it.
    }
  }

  #closeFile(): void {
    const opened = this.#opened
    this.#opened = undefined
    try {
      opened?.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // A full or damaged disk: the log keeps what was committed, and is read at the next start.
    }
    opened?.database.close()
  }

  #openOrReplace(): OpenedStore {
    try {
      return this.#use(openStoreFile(this.#folder))
    } catch (error) {
      if (!isUnusable(error)) throw error
      return this.#freshFile(errorMessage(error))
    }
  }

  #freshFile(reason: string): OpenedStore {
    const file = setAside(this.#folder, Date.now())
    const opened = this.#use(openStoreFile(this.#folder))
    const rescued = rescueConfig(file, opened.database)
    this.#say({ kind: 'set_aside', file, reason: `${reason}; ${rescues[rescued]}` })
    return opened
  }

  #use(database: DatabaseSync): OpenedStore {
    setDurability(database, this.#configuration.durability)
    const operations = createWriteOperations(database, this.#memory)
    return { database, operations, memory: this.#memory }
  }
}

function toAnswer({ redeliveries, failures }: Committed): BatchAnswer {
  return {
    ...(redeliveries.some((count) => count > 0) ? { redeliveries } : {}),
    ...(failures.length > 0 ? { failures } : {})
  }
}
