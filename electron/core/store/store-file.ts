/** hooklab.db as a file: opened and checked, or moved aside when it is damaged so that a fresh one can take its place. */
import { existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isDamage, openForReading, openForWriting, sqliteCode, storeFileName } from './database.ts'
import { migrate, migrations, userVersion } from './migrations/migrations.ts'

/** Up to this size the whole file is checked at every start; of larger ones only what is touched first. */
const wholeCheckBytes = 16 * 1024 * 1024

/** SQLite's answer to a statement about tables and columns that are not there. */
const sqlError = 1

const configTables = ['endpoints', 'secrets', 'faults', 'targets', 'filters', 'notes', 'listener_log'] as const

/** Errors: see isUnusable when the file is damaged or another program's; STORE_FAILED when it is a newer Hooklab's. */
export function openStoreFile(folder: string): DatabaseSync {
  const file = join(folder, storeFileName)
  const database = openForWriting(file)
  try {
    // 256 MB of log, for checkpoints hold up commits. Mostly it does not get there: see checkpointer.ts.
    database.exec('PRAGMA wal_autocheckpoint = 32000')
    migrate(database, file)
    check(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** The file can't be ours, or is ours no longer: damaged, or with tables of another shape. */
export function isUnusable(error: unknown): boolean {
  return isDamage(error) || sqliteCode(error) === sqlError
}

/** Moves the file and its companions to a name that says what and when. Answers the new path. */
export function setAside(folder: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const aside = join(folder, `hooklab.damaged-${stamp}.db`)
  for (const suffix of ['', '-wal', '-shm']) {
    const from = join(folder, storeFileName + suffix)
    if (existsSync(from)) renameSync(from, aside + suffix)
  }
  return aside
}

/** Copies endpoints, secrets, settings and the like out of a damaged file, as far as they can be read. Never throws. */
export function rescueConfig(damagedFile: string, fresh: DatabaseSync): 'all' | 'some' | 'none' {
  let damaged: DatabaseSync | undefined
  try {
    damaged = openForReading(damagedFile)
    if (userVersion(damaged) !== migrations.length) return 'none'
    const from = damaged
    const copied = configTables.filter((table) => copyTable(from, fresh, table))
    return copied.length === configTables.length ? 'all' : copied.length > 0 ? 'some' : 'none'
  } catch {
    return 'none' // Not even its head can be read.
  } finally {
    damaged?.close()
  }
}

/** Whether the table came over. */
function copyTable(from: DatabaseSync, to: DatabaseSync, table: (typeof configTables)[number]): boolean {
  try {
    const rows = from.prepare(`SELECT * FROM ${table}`).all()
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) return true
    const insert = to.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    to.exec('BEGIN IMMEDIATE')
    for (const row of rows) insert.run(...Object.values(row))
    to.exec('COMMIT')
    return true
  } catch {
    if (to.isTransaction) to.exec('ROLLBACK')
    return false // This one is damaged; the next may not be.
  }
}

/** Errors: throws SQLite's CORRUPT, or an error that stands for it. */
function check(database: DatabaseSync, file: string): void {
  if (statSync(file).size <= wholeCheckBytes) {
    const found = String(Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0])
    if (found !== 'ok') throw new DamagedFile(found)
    return
  }
  for (const table of configTables) database.prepare(`SELECT * FROM ${table}`).all()
  for (const table of ['deliveries', 'captures']) {
    for (const order of ['ASC', 'DESC']) database.prepare(`SELECT * FROM ${table} ORDER BY id ${order} LIMIT 20`).all()
  }
  for (const order of ['ASC', 'DESC']) database.prepare(`SELECT seq FROM deliveries ORDER BY seq ${order} LIMIT 20`).all()
  database.prepare('SELECT * FROM totals').all()
}

/** Found by a check that reports instead of throwing. `errcode` is SQLite's CORRUPT. */
class DamagedFile extends Error {
  readonly errcode = 11
}
