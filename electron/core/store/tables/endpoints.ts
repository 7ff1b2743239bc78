/** Table `endpoints`: an endpoint whole as JSON, its id, name and age beside it. What belongs to an endpoint goes with it. */
import type { DatabaseSync } from 'node:sqlite'
import type { EndpointRow } from '../store.ts'

export function endpointWrites(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO endpoints (id, name, created_at, value) VALUES (?, ?, ?, ?)')
  const removals = [
    'DELETE FROM endpoints WHERE id = ?',
    'DELETE FROM secrets WHERE endpoint_id = ?',
    'DELETE FROM faults WHERE endpoint_id = ?',
    'DELETE FROM targets WHERE endpoint_id = ?'
  ].map((sql) => database.prepare(sql))
  return {
    putEndpoint(row: EndpointRow): void {
      put.run(row.id, row.name, row.createdAt, JSON.stringify(row))
    },
    removeEndpoint(id: string): void {
      for (const removal of removals) removal.run(id)
    }
  }
}

export function endpointReads(database: DatabaseSync) {
  const all = database.prepare('SELECT value FROM endpoints ORDER BY created_at, id')
  const idsByName = database.prepare('SELECT id FROM endpoints WHERE name = ? COLLATE NOCASE')
  return {
    endpoints: (): EndpointRow[] => all.all().map((row) => JSON.parse(String(row['value'])) as EndpointRow), // as it was put
    endpointIdsNamed: (name: string): string[] => idsByName.all(name).map((row) => String(row['id']))
  }
}
