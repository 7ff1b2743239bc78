/** Table `targets`: a target whole as JSON. */
import type { DatabaseSync } from 'node:sqlite'
import type { Target } from '../../../contract/index.ts'

export function targetWrites(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO targets (id, endpoint_id, created_at, value) VALUES (?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM targets WHERE id = ?')
  return {
    putTarget(target: Target): void {
      put.run(target.id, target.endpointId, target.createdAt, JSON.stringify(target))
    },
    removeTarget(id: string): void {
      remove.run(id)
    }
  }
}

export function targetReads(database: DatabaseSync) {
  const all = database.prepare('SELECT value FROM targets ORDER BY created_at, id')
  return { targets: (): Target[] => all.all().map((row) => JSON.parse(String(row['value'])) as Target) } // as it was put
}
