/** Transactions of the writer. Their failure is a value: a full disk is no reason to end a thread. */
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors.ts'
import type { BatchFailure } from './batch.ts'
import type { BatchStep } from './batch-steps.ts'
import type { EventMemory } from './event-memory.ts'
import type { WriteOperations } from './write-operations.ts'

export interface OpenedStore {
  readonly database: DatabaseSync
  readonly operations: WriteOperations
  readonly memory: EventMemory
}

export interface Failed {
  readonly kind: 'failed'
  readonly error: unknown
}

export interface Committed {
  readonly kind: 'committed'
  /** By the steps' index. */
  readonly redeliveries: readonly number[]
  readonly failures: readonly BatchFailure[]
}

/** All steps, but those that an AppError refuses: they have written nothing. */
export function commitSteps(opened: OpenedStore, steps: readonly BatchStep[]): Committed | Failed {
  const redeliveries: number[] = []
  const failures: BatchFailure[] = []
  const ended = inTransaction(opened, () => {
    for (const step of steps) {
      try {
        redeliveries[step.index] = step.run(opened.operations)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        failures.push({ index: step.index, code: error.code, message: error.message })
      }
    }
  })
  return ended.kind === 'failed' ? ended : { kind: 'committed', redeliveries, failures }
}

/** Answers those that were there. */
export function removeKeys(
  opened: OpenedStore,
  keys: readonly number[]
): { readonly kind: 'committed'; readonly removed: readonly number[] } | Failed {
  const removed: number[] = []
  const ended = inTransaction(opened, () => {
    for (const key of keys) if (opened.operations.removeDelivery(key)) removed.push(key)
  })
  return ended.kind === 'failed' ? ended : { kind: 'committed', removed }
}

export function inTransaction({ database, operations, memory }: OpenedStore, work: () => void): { readonly kind: 'committed' } | Failed {
  try {
    database.exec('BEGIN IMMEDIATE')
    work()
    operations.totals.save()
    database.exec('COMMIT')
    memory.keep()
    return { kind: 'committed' }
  } catch (error) {
    rollBack(database)
    operations.totals.forget()
    memory.undo()
    return { kind: 'failed', error }
  }
}

function rollBack(database: DatabaseSync): void {
  try {
    // On some errors SQLite has ended the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // The first error is the one to tell; the next BEGIN meets whatever is still wrong.
  }
}
