/** The shape of hooklab.db, as steps that are only ever appended. `PRAGMA user_version` says how many have run. */
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../../errors.ts'
import { sql as base } from './0001-base.ts'
import { sql as totals } from './0002-totals.ts'
import { sql as unrouted } from './0003-unrouted.ts'
import { sql as retries } from './0004-retries.ts'
import { sql as publicBase } from './0005-public-base.ts'

export const migrations: readonly string[] = [base, totals, unrouted, retries, publicBase]

/** Errors: STORE_FAILED when a newer Hooklab wrote the file. */
export function migrate(database: DatabaseSync, file: string, upTo = migrations.length): void {
  const version = userVersion(database)
  if (version > migrations.length) {
    throw new AppError(
      'STORE_FAILED',
      `${file} was written by a newer Hooklab (format ${version}; this one reads up to ${migrations.length}). Update Hooklab, or choose another data folder.`
    )
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version || index >= upTo) continue
    database.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

export function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}
