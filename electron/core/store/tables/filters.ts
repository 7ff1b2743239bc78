/** Table `filters`: the saved filters, in the order they were made. */
import type { DatabaseSync } from 'node:sqlite'
import type { SavedFilter } from '../../../contract/index.ts'

export function filterWrites(database: DatabaseSync) {
  const put = database.prepare('INSERT INTO filters (id, value) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value')
  const remove = database.prepare('DELETE FROM filters WHERE id = ?')
  return {
    putFilter(filter: SavedFilter): void {
      put.run(filter.id, JSON.stringify(filter))
    },
    removeFilter(id: string): void {
      remove.run(id)
    }
  }
}

export function filterReads(database: DatabaseSync) {
  const all = database.prepare('SELECT value FROM filters ORDER BY rowid')
  return { filters: (): SavedFilter[] => all.all().map((row) => JSON.parse(String(row['value'])) as SavedFilter) } // as it was put
}
