/** Table `secrets`: the sealed form only; what unseals it is not in the store. */
import type { DatabaseSync } from 'node:sqlite'
import type { SecretRow } from '../store.ts'

export function secretWrites(database: DatabaseSync) {
  const put = database.prepare(
    'INSERT OR REPLACE INTO secrets (id, endpoint_id, label, hint, sealed, created_at) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const remove = database.prepare('DELETE FROM secrets WHERE id = ?')
  return {
    putSecret(row: SecretRow): void {
      put.run(row.id, row.endpointId, row.label, row.hint, row.sealed, row.createdAt)
    },
    removeSecret(id: string): void {
      remove.run(id)
    }
  }
}

export function secretReads(database: DatabaseSync) {
  const all = database.prepare(
    'SELECT id, endpoint_id AS endpointId, label, hint, sealed, created_at AS createdAt FROM secrets ORDER BY created_at, id'
  )
  return {
    secrets: (): SecretRow[] => all.all().map((row) => ({ ...row }) as unknown as SecretRow) // the columns are named as its fields
  }
}
