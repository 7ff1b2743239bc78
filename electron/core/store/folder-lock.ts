/**
 * One Hooklab a data folder. The lock is SQLite's own lock on a file that holds nothing: the system drops it with the process,
 * however that ends. The holder's process id stands beside it, for the message only.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, errorMessage } from '../errors.ts'
import { sqliteCode } from './database.ts'

const busy = 5

/** Errors: STORE_FAILED when the folder can't be written; CONFLICT when another Hooklab has it, naming its process. */
export function lockFolder(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw notWritable(folder, error)
  }
  const pidFile = join(folder, 'hooklab.pid')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'hooklab.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    // Never read or written by other means than SQLite: closing such a descriptor would drop the lock.
    writeFileSync(pidFile, `${process.pid}\n`)
    return lock
  } catch (error) {
    lock?.close()
    if (sqliteCode(error) === busy) throw inUse(folder, pidFile, error)
    throw notWritable(folder, error)
  }
}

function inUse(folder: string, pidFile: string, cause: unknown): AppError {
  return new AppError(
    'CONFLICT',
    `The data folder ${folder} is in use by another Hooklab${holder(pidFile)}. Close that one, or choose another folder with --data.`,
    cause
  )
}

function holder(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`
  } catch {
    return '' // The id only helps; the message stands without it.
  }
}

function notWritable(folder: string, cause: unknown): AppError {
  return new AppError(
    'STORE_FAILED',
    `The data folder ${folder} can't be written: ${errorMessage(cause)}. Give yourself the right to write there, or choose another folder with --data.`,
    cause
  )
}
