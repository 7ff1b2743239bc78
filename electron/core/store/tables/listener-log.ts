/** Table `listener_log`: requests that never became a delivery, the newest thousand. */
import type { DatabaseSync } from 'node:sqlite'
import type { ListenerLogEntry } from '../../../contract/index.ts'

const keptEntries = 1000

export function listenerLogWrites(database: DatabaseSync) {
  const append = database.prepare('INSERT INTO listener_log (value) VALUES (?)')
  const trim = database.prepare('DELETE FROM listener_log WHERE number <= ?')
  return {
    appendListenerLog(entry: ListenerLogEntry): void {
      const { lastInsertRowid } = append.run(JSON.stringify(entry))
      trim.run(Number(lastInsertRowid) - keptEntries)
    }
  }
}

export function listenerLogReads(database: DatabaseSync) {
  const all = database.prepare('SELECT value FROM listener_log ORDER BY number DESC')
  return {
    listListenerLog: (): ListenerLogEntry[] => all.all().map((row) => JSON.parse(String(row['value'])) as ListenerLogEntry) // as it was put
  }
}
