/**
 * search.db: an index made from hooklab.db, to be deleted at any time and made again. It holds no text, only which words are
 * in which delivery. `indexed_seq` says up to which `seq` of `deliveries` it is complete.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openForWriting, searchFileName } from '../database.ts'

/** Grows when the words of a delivery are made in another way; an index of another format is made again. */
const format = 1

export interface SearchDocument {
  readonly key: number
  readonly facets: string
  readonly url: string
  readonly names: string
  readonly headers: string
  readonly body: string
}

/** Wraps what went wrong inside the index, which can be done without, as opposed to the store, which can't. */
export class IndexFailure extends Error {
  constructor(cause: unknown) {
    super('The search index could not be read.', { cause })
    this.name = 'IndexFailure'
  }
}

export type SearchIndex = ReturnType<typeof openSearchIndex>

/** Opens the index of the store with this id; one that is damaged, of another store or another format is begun anew. */
export function openSearchIndex(folder: string, storeId: string) {
  const file = join(folder, searchFileName)
  const existing = tryOpen(file, storeId)
  if (existing !== undefined) return searchOperations(existing)
  removeSearchIndex(folder)
  return searchOperations(create(file, storeId))
}

export function removeSearchIndex(folder: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, searchFileName + suffix), { force: true })
}

function tryOpen(file: string, storeId: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    database = openForWriting(file)
    const made = database.prepare('SELECT store_id, format FROM made_from').get()
    if (made?.['store_id'] === storeId && made['format'] === format) return database
  } catch {
    // Whatever is wrong with it, it can be made again.
  }
  database?.close()
  return undefined
}

function create(file: string, storeId: string): DatabaseSync {
  const database = openForWriting(file)
  database.exec(`
    BEGIN;
    CREATE TABLE made_from (store_id TEXT NOT NULL, format INTEGER NOT NULL, indexed_seq INTEGER NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(facets, url, names, headers, body, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");`)
  database.prepare('INSERT INTO made_from VALUES (?, ?, 0)').run(storeId, format)
  database.exec('COMMIT')
  return database
}

function searchOperations(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO words (rowid, facets, url, names, headers, body) VALUES (?, ?, ?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM words WHERE rowid = ?')
  const setSeq = database.prepare('UPDATE made_from SET indexed_seq = ?')
  const getSeq = database.prepare('SELECT indexed_seq FROM made_from')
  const keysAfter = database.prepare('SELECT id FROM words_docsize WHERE id > ? ORDER BY id LIMIT ?')
  let indexedSeq = Number(getSeq.get()?.['indexed_seq'])

  const inTransaction = (work: () => void): void => {
    try {
      database.exec('BEGIN IMMEDIATE')
      work()
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw new IndexFailure(error)
    }
  }
  return {
    indexedSeq: (): number => indexedSeq,
    /** Everything up to `seq` is in it afterwards. Errors: IndexFailure. */
    add(documents: readonly SearchDocument[], seq: number): void {
      inTransaction(() => {
        for (const { key, facets, url, names, headers, body } of documents) put.run(key, facets, url, names, headers, body)
        setSeq.run(seq)
      })
      indexedSeq = seq
    },
    /** Errors: IndexFailure. */
    remove(keys: readonly number[]): void {
      inTransaction(() => {
        for (const key of keys) remove.run(key)
      })
    },
    /** Keys that fulfil an expression, newest first, from right below `below`. Errors: IndexFailure. */
    *keys(expression: string, below: number): Generator<number> {
      try {
        const statement = database.prepare('SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC')
        for (const row of statement.iterate(expression, below)) yield Number(row['rowid'])
      } catch (error) {
        throw new IndexFailure(error)
      }
    },
    /** The next keys that it holds, in their order. Errors: IndexFailure. */
    keysAfter(key: number, limit: number): number[] {
      try {
        return keysAfter.all(key, limit).map((row) => Number(row['id']))
      } catch (error) {
        throw new IndexFailure(error)
      }
    },
    close(): void {
      database.close()
    }
  }
}
