/** Opens SQLite files the one way Hooklab does, and tells its errors apart. */
import { DatabaseSync } from 'node:sqlite'
import type { Settings } from '../../contract/index.ts'
import { matchesGlob } from './search/glob.ts'

export const storeFileName = 'hooklab.db'
export const searchFileName = 'search.db'

/** Opened for writing. The page size suits rows of 2 to 3 KB: four thousand bytes a page would waste a third. */
export function openForWriting(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: false })
  database.exec('PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  database.exec('PRAGMA cache_size = -6000; PRAGMA temp_store = MEMORY')
  return database
}

export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000, enableForeignKeyConstraints: false })
  database.exec('PRAGMA cache_size = -6000; PRAGMA temp_store = MEMORY; PRAGMA query_only = 1')
  // For filters, see search/search-plan.ts.
  database.function('matches_glob', { deterministic: true }, (text, glob) =>
    typeof text === 'string' && matchesGlob(text, String(glob)) ? 1 : 0
  )
  return database
}

/** `normal` survives the end of the process at any moment; `full` the end of the machine's power too. */
export function setDurability(database: DatabaseSync, durability: Settings['durability']): void {
  database.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`)
}

// Primary result codes, https://sqlite.org/rescode.html
const corrupt = 11
const notADatabase = 26
// BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, NOLFS
const storageCodes = new Set([5, 6, 8, 10, 13, 14, 22])

/** What the system says where files are moved, not written by SQLite. */
const systemCodes = new Set<unknown>(['EACCES', 'EBUSY', 'EIO', 'EMFILE', 'ENFILE', 'ENOSPC', 'EPERM', 'EROFS'])

/** The primary SQLite result code of an error, or nothing when it is no SQLite error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/** The file itself is broken. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === corrupt || code === notADatabase
}

/** The disk can't take it: full, not writable, failing. It may work again later. */
export function isStorageFailure(error: unknown): boolean {
  const code = sqliteCode(error)
  if (code !== undefined) return storageCodes.has(code)
  return error instanceof Error && 'code' in error && systemCodes.has(error.code)
}
