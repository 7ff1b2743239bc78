/** Table `faults`: a fault rule whole as JSON. */
import type { DatabaseSync } from 'node:sqlite'
import type { Fault } from '../../../contract/index.ts'

export function faultWrites(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO faults (id, endpoint_id, created_at, value) VALUES (?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM faults WHERE id = ?')
  return {
    putFault(fault: Fault): void {
      put.run(fault.id, fault.endpointId, fault.createdAt, JSON.stringify(fault))
    },
    removeFault(id: string): void {
      remove.run(id)
    }
  }
}

export function faultReads(database: DatabaseSync) {
  const all = database.prepare('SELECT value FROM faults ORDER BY created_at, id')
  return { faults: (): Fault[] => all.all().map((row) => JSON.parse(String(row['value'])) as Fault) } // as it was put
}
