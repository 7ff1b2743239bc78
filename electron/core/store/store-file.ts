/** hooklab.db as a file: opened and checked, or moved aside when it is damaged so that a fresh one can take its place. */
import { existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isDamage, openForReading, openForWriting, storeFileName } from './database.ts'
import { migrate, migrations, userVersion } from './migrations/migrations.ts'

/** Up to this size the whole file is checked at every start; of larger ones only what is touched first. */
const wholeCheckBytes = 16 * 1024 * 1024

const configTables = ['endpoints', 'secrets', 'faults', 'targets', 'filters', 'notes', 'listener_log'] as const

/** Errors: SQLite's own when the file is damaged; STORE_FAILED when it is a newer Hooklab's. */
export function openStoreFile(folder: string): DatabaseSync {
  const file = join(folder, storeFileName)
  const database = openForWriting(file)
  try {
    migrate(database, file)
    check(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
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

/** Copies endpoints, secrets, settings and the like out of a damaged file, as far as it can be read. Answers whether all came over. */
export function rescueConfig(damagedFile: string, fresh: DatabaseSync): boolean {
  let damaged: DatabaseSync | undefined
  try {
    damaged = openForReading(damagedFile)
    if (userVersion(damaged) !== migrations.length) return false
    for (const table of configTables) copyTable(damaged, fresh, table)
    return true
  } catch (error) {
    if (fresh.isTransaction) fresh.exec('ROLLBACK')
    if (isDamage(error)) return false
    throw error
  } finally {
    damaged?.close()
  }
}

function copyTable(from: DatabaseSync, to: DatabaseSync, table: (typeof configTables)[number]): void {
  const rows = from.prepare(`SELECT * FROM ${table}`).all()
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const insert = to.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  to.exec('BEGIN IMMEDIATE')
  for (const row of rows) insert.run(...Object.values(row))
  to.exec('COMMIT')
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
