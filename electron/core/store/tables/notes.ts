/** Table `notes`: a JSON value under a key. The settings are one of them. */
import type { DatabaseSync } from 'node:sqlite'
import type { Settings } from '../../../contract/index.ts'

// Callers' keys get a prefix, so that none of them can be this one.
const settingsKey = 'settings'
const noteKey = (key: string): string => `note:${key}`

export function noteWrites(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO notes (key, value) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM notes WHERE key = ?')
  return {
    putSettings(settings: Settings): void {
      put.run(settingsKey, JSON.stringify(settings))
    },
    /** `undefined` takes the note away. */
    putNote(key: string, value: unknown): void {
      if (value === undefined) remove.run(noteKey(key))
      else put.run(noteKey(key), JSON.stringify(value))
    }
  }
}

export function noteReads(database: DatabaseSync) {
  const get = database.prepare('SELECT value FROM notes WHERE key = ?')
  const read = (key: string): unknown => {
    const row = get.get(key)
    return row === undefined ? undefined : JSON.parse(String(row['value']))
  }
  return {
    settings: (): Readonly<Record<string, unknown>> => (read(settingsKey) ?? {}) as Record<string, unknown>, // as it was put
    getNote: (key: string): unknown => read(noteKey(key))
  }
}
