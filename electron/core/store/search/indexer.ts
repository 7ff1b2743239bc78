/** Brings the index up to the store in small steps, when nobody waits for the reader. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { DatabaseSync } from 'node:sqlite'
import type { Reads } from '../reads.ts'
import { summaryColumns, type SummaryRow } from '../tables/deliveries.ts'
import { facetsOf } from './facets.ts'
import type { SearchDocument, SearchIndex } from './search-index.ts'
import { bodyWords, headerWords, nameWords, urlWords } from './search-text.ts'

/** One transaction of the index: few enough that a read does not wait long for it. */
const stepRows = 128
const stepMs = 25

/** Indexes the next rows in the order they were written. Answers whether more are left. */
export function indexNextRows(database: DatabaseSync, reads: Reads, index: SearchIndex): boolean {
  const rows = database
    .prepare(`SELECT ${summaryColumns} FROM deliveries WHERE seq > ? ORDER BY seq LIMIT ?`)
    .all(index.indexedSeq(), stepRows) as unknown as SummaryRow[] // summaryColumns
  const documents: SearchDocument[] = []
  const ends = performance.now() + stepMs
  let seq = index.indexedSeq()
  for (const row of rows) {
    documents.push(toDocument(reads, row))
    seq = row.seq
    if (performance.now() > ends) break
  }
  if (documents.length > 0) index.add(documents, seq)
  return documents.length < rows.length || rows.length === stepRows
}

/** Drops what the store has no longer, beginning at `from`. Answers where to go on, or nothing at the end. */
export function sweepIndex(database: DatabaseSync, index: SearchIndex, from: number): number | undefined {
  const keys = index.keysAfter(from, 2000)
  const last = keys.at(-1)
  if (last === undefined) return undefined
  const there = new Set(
    database
      .prepare('SELECT id FROM deliveries WHERE id > ? AND id <= ?')
      .all(from, last)
      .map((row) => Number(row['id']))
  )
  const gone = keys.filter((key) => !there.has(key))
  if (gone.length > 0) index.remove(gone)
  return last
}

function toDocument(reads: Reads, row: SummaryRow): SearchDocument {
  const headers: readonly HeaderPair[] = reads.headersOf(row.id)
  return {
    key: row.id,
    facets: facetsOf(
      row,
      headers.map(([name]) => name)
    ),
    url: urlWords(row),
    names: nameWords(row),
    headers: headerWords(headers),
    body: bodyWords(reads, row.id, headers)
  }
}
