/**
 * Whether storing works, told once a change.
 *
 *   state    a write succeeded    the disk refused a write
 *   working  working              failing, tells `failing`
 *   failing  working, `recovered` failing
 */
import { errorMessage } from '../errors.ts'
import { isStorageFailure, sqliteCode } from './database.ts'
import type { StoreEvent } from './store.ts'

const diskFull = 13
const readOnly = 8

export interface StorageHealth {
  readonly failing: () => boolean
  succeeded(): void
  /** Errors that are not the disk's change nothing. */
  failed(error: unknown): void
}

export function createStorageHealth(folder: string, say: (event: StoreEvent) => void): StorageHealth {
  let failing = false
  return {
    failing: () => failing,
    succeeded() {
      if (failing) say({ kind: 'recovered' })
      failing = false
    },
    failed(error) {
      if (!isStorageFailure(error)) return
      if (!failing) say({ kind: 'failing', ...describeFailure(error, folder) })
      failing = true
    }
  }
}

/** What a refused write means for people, and what to do. */
export function describeFailure(error: unknown, folder: string): { code: string; message: string } {
  switch (sqliteCode(error)) {
    case diskFull:
      return {
        code: 'disk_full',
        message: `Nothing more can be stored: the disk of ${folder} is full. Free some space there; Hooklab goes on by itself.`
      }
    case readOnly:
      return {
        code: 'read_only',
        message: `Nothing can be stored: ${folder} can't be written. Give yourself the right to write there; Hooklab goes on by itself.`
      }
    default:
      return {
        code: 'disk_failed',
        message: `Nothing can be stored in ${folder}: ${errorMessage(error)}. Check the disk; Hooklab goes on by itself once it can write.`
      }
  }
}
