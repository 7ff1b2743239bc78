/**
 * One Hooklab a data folder. The lock is SQLite's own lock on a file that holds nothing: the system drops it with the process,
 * however that ends. The holder's process id stands beside it, for the message only.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, errorMessage } from '../errors.ts'
import { sqliteCode } from './database.ts'

const busy = 5

/** Errors: STORE_FAILED when the folder can't be written; CONFLICT when another Hooklab has it, naming its process. */
export function lockFolder(folder: string): DatabaseSync {
  try {
    makeFolder(folder)
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

/** Not `recursive`: Node then never comes back where a file system denies that a parent exists. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  const parent = dirname(folder)
  if (parent !== folder && !existsSync(parent)) makeFolder(parent)
  mkdirSync(folder, { mode: 0o700 })
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
