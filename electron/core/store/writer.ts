/**
 * The only writer of hooklab.db. Each batch is one transaction; when it fails, its writes are tried one by one, so that a bad
 * one fails alone.
 */
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Settings } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Batch, BatchAnswer, BatchFailure } from './batch.ts'
import { batchSteps, type BatchStep } from './batch-steps.ts'
import { openForWriting, setDurability, storeFileName } from './database.ts'
import { createEventMemory, type EventMemory } from './event-memory.ts'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrations/migrations.ts'
import type { StoreEvent } from './store.ts'
import { createWriteOperations, type WriteOperations } from './write-operations.ts'

export interface WriterOptions {
  readonly dataFolder: string
  readonly retention: Settings['retention']
  readonly durability: Settings['durability']
}

/** One transaction's end. */
type Committed = { readonly kind: 'committed'; readonly redeliveries: readonly number[]; readonly failures: readonly BatchFailure[] }
type Ended = Committed | { readonly kind: 'failed'; readonly error: unknown }

const rememberedEvents = 1_000_000

export class Writer {
  readonly #file: string
  readonly #lock: DatabaseSync
  #database: DatabaseSync
  #memory: EventMemory
  #operations: WriteOperations

  /** Errors: STORE_FAILED and CONFLICT, see lockFolder and migrate. */
  constructor(options: WriterOptions, say: (event: StoreEvent) => void) {
    this.#file = join(options.dataFolder, storeFileName)
    void say
    this.#lock = lockFolder(options.dataFolder)
    this.#database = openForWriting(this.#file)
    migrate(this.#database, this.#file)
    setDurability(this.#database, options.durability)
    this.#memory = createEventMemory(rememberedEvents, Math.trunc(Math.random() * 2 ** 31))
    this.#operations = createWriteOperations(this.#database, this.#memory)
  }

  lastKey(): number {
    return this.#operations.deliveries.bounds().lastKey
  }

  configure(settings: Pick<Settings, 'retention' | 'durability'>): void {
    setDurability(this.#database, settings.durability)
  }

  /** Never throws: what could not be written is among the failures. */
  write(batch: Batch): BatchAnswer {
    const steps = batchSteps(batch)
    const whole = this.#commit(steps)
    if (whole.kind === 'committed') return toAnswer(whole)
    return toAnswer(this.#oneByOne(steps, whole.error))
  }

  close(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#database.close()
    this.#lock.close()
  }

  #commit(steps: readonly BatchStep[]): Ended {
    const redeliveries: number[] = []
    const failures: BatchFailure[] = []
    try {
      this.#database.exec('BEGIN IMMEDIATE')
      for (const step of steps) {
        try {
          redeliveries[step.index] = step.run(this.#operations)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          failures.push({ index: step.index, code: error.code, message: error.message })
        }
      }
      this.#operations.totals.save()
      this.#database.exec('COMMIT')
      this.#memory.keep()
      return { kind: 'committed', redeliveries, failures }
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      this.#operations.totals.forget()
      this.#memory.undo()
      return { kind: 'failed', error }
    }
  }

  #oneByOne(steps: readonly BatchStep[], first: unknown): Committed {
    const redeliveries: number[] = []
    const failures: BatchFailure[] = []
    for (const step of steps) {
      const ended: Ended = steps.length === 1 ? { kind: 'failed', error: first } : this.#commit([step])
      if (ended.kind === 'committed') redeliveries[step.index] = ended.redeliveries[step.index] ?? 0
      if (ended.kind === 'committed') failures.push(...ended.failures)
      else failures.push({ index: step.index, code: 'STORE_FAILED', message: errorMessage(ended.error) })
    }
    return { kind: 'committed', redeliveries, failures }
  }
}

function toAnswer({ redeliveries, failures }: Committed): BatchAnswer {
  return {
    ...(redeliveries.some((count) => count > 0) ? { redeliveries } : {}),
    ...(failures.length > 0 ? { failures } : {})
  }
}
