/**
 * Finds deliveries newest first. A filter that matches much is answered by looking at the newest rows themselves, one that
 * matches little by the index together with the rows that the index has not seen yet. The result is the same either way.
 */
import type { DatabaseSync } from 'node:sqlite'
import { firstKeyAt } from '../delivery-id.ts'
import type { Reads } from '../reads.ts'
import { summaryColumns, type SummaryRow } from '../tables/deliveries.ts'
import { facet } from './facets.ts'
import type { SearchIndex } from './search-index.ts'
import type { SearchPlan } from './search-plan.ts'
import { textMatcher } from './text-matcher.ts'

export interface SearchSources {
  readonly database: DatabaseSync
  readonly reads: Reads
  /** Left out while there is none. */
  readonly index?: SearchIndex
}

export interface SearchLimits {
  /** Only keys below this one. */
  readonly before: number
  readonly limit: number
  /** After so long a search answers with what it has. */
  readonly budgetMs: number
}

export interface Found {
  readonly rows: readonly SummaryRow[]
  /** Where the search stopped before the end: everything from this key on was looked at. */
  readonly stoppedAt?: number
}

/** How many of the newest rows are looked at before the index is asked, and for how long: reading a text takes its time. */
const firstLook = { rows: 2000, ms: 40 }
const firstTextLook = { rows: 600, ms: 40 }
/** How many candidates are looked at before beginnings of words are asked for too, and for how long. */
const exactLook = { rows: 1000, ms: 100 }
/** How many candidates of the index, when the narrow row decides: beyond that a scan is cheaper. */
const narrowLook = { rows: 20_000, ms: Number.MAX_SAFE_INTEGER }
const endlessLook = { rows: Number.MAX_SAFE_INTEGER, ms: Number.MAX_SAFE_INTEGER }
/** How many narrow rows one step of a scan covers. */
const scanStep = 20_000
/** Longer than this one search does not keep others waiting. */
const turnMs = 20
/** A longer tail is walked in the order of keys, a shorter one gathered and sorted. */
const shortTail = 20_000
/** What every delivery has, for filters that only exclude. */
const everyVerdict = `facets : (${['verified', 'failed', 'unsigned', 'unchecked'].map((verdict) => facet('verdict', verdict)).join(' OR ')})`
/** How many conditions on beginnings of words the index is asked at once. */
const mostBeginnings = 6

/** A delivery to look at; without its row when the clause already ruled it out. */
interface Candidate {
  readonly key: number
  readonly row?: SummaryRow
}

/** `full`: all that was asked for is found. `exhausted`: no candidate is left. `stopped`: the look's bound is met. */
type LookEnd = 'full' | 'exhausted' | 'stopped' | 'late'

export async function searchDeliveries(sources: SearchSources, plan: SearchPlan, limits: SearchLimits): Promise<Found> {
  const { index } = sources
  const { aheadMs, behindMs } = sources.reads.totals()
  // A key's time is at most this far from the time of receipt, so that the clause on the latter bounds the former.
  const lowest = plan.received.from === undefined ? 0 : firstKeyAt(Math.floor(plan.received.from) - behindMs - 1)
  const highest = plan.received.to === undefined ? limits.before : firstKeyAt(Math.ceil(plan.received.to) + aheadMs + 2)
  const look = lookFor(textMatcher(sources.reads, plan.checks), limits, Math.min(limits.before, highest))
  const scan = rangeScan(sources.database, plan)

  const { rows, ms } = plan.checks.length === 0 ? firstLook : firstTextLook
  const first = await scanOnce(scan, look, { lowest, step: rows, ms })
  if (first !== 'stopped') return look.found(first)
  for (const { expression, bound } of index === undefined ? [] : indexExpressions(plan)) {
    const end = await look.through(indexedCandidates(sources, plan, expression, look.below(), lowest), bound)
    if (end !== 'stopped') return look.found(end)
  }
  return look.found(await scanAll(scan, look, lowest))
}

type Look = ReturnType<typeof lookFor>

/** Goes through candidates in turns, and keeps what matches and how far it came. */
function lookFor(matches: (row: SummaryRow) => boolean, limits: SearchLimits, start: number) {
  const rows: SummaryRow[] = []
  const late = performance.now() + limits.budgetMs
  let below = start
  return {
    below: () => below,
    async through(candidates: Iterable<Candidate>, bound: { rows: number; ms: number }): Promise<LookEnd> {
      const began = performance.now()
      let turn = began
      let looked = 0
      for (const { key, row } of candidates) {
        if (row !== undefined && matches(row)) rows.push(row)
        below = key
        if (rows.length >= limits.limit) return 'full'
        const now = performance.now()
        if (now > late) return 'late'
        if (++looked >= bound.rows || now - began > bound.ms) return 'stopped'
        if (now - turn <= turnMs) continue
        await new Promise((resolve) => setImmediate(resolve))
        turn = performance.now()
      }
      return 'exhausted'
    },
    /** Nothing from `key` on is left to look at. */
    passed(key: number): LookEnd {
      below = key
      return performance.now() > late ? 'late' : 'stopped'
    },
    found: (end: LookEnd): Found => (end === 'late' ? { rows, stoppedAt: below } : { rows })
  }
}

type RangeScan = ReturnType<typeof rangeScan>

function rangeScan(database: DatabaseSync, plan: SearchPlan) {
  const floor = database.prepare('SELECT id FROM deliveries WHERE id < ? AND id >= ? ORDER BY id DESC LIMIT 1 OFFSET ?')
  const range = database.prepare(`SELECT ${summaryColumns} FROM deliveries WHERE id < ? AND id >= ? AND ${plan.where} ORDER BY id DESC`)
  return {
    /** The key of the `count`th row below `below`, or nothing when there are fewer. */
    floor(below: number, lowest: number, count: number): number | undefined {
      const id = floor.get(below, lowest, count - 1)?.['id']
      return typeof id === 'number' ? id : undefined
    },
    *candidates(below: number, from: number): Generator<Candidate> {
      for (const row of range.iterate(below, from, ...plan.values) as unknown as Iterable<SummaryRow>) yield { key: row.id, row } // summaryColumns
    }
  }
}

/** One step of a scan; `stopped` when rows are left below it. */
async function scanOnce(scan: RangeScan, look: Look, bound: { lowest: number; step: number; ms: number }): Promise<LookEnd> {
  const floor = scan.floor(look.below(), bound.lowest, bound.step)
  const end = await look.through(scan.candidates(look.below(), floor ?? bound.lowest), { rows: Number.MAX_SAFE_INTEGER, ms: bound.ms })
  return end === 'exhausted' && floor !== undefined ? look.passed(floor) : end
}

async function scanAll(scan: RangeScan, look: Look, lowest: number): Promise<LookEnd> {
  let end: LookEnd = 'stopped'
  while (end === 'stopped') {
    end = await scanOnce(scan, look, { lowest, step: scanStep, ms: Number.MAX_SAFE_INTEGER })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return end
}

/** First without beginnings of words: those that are in every delivery cost more than looking at a few candidates. */
function indexExpressions(plan: SearchPlan): { expression: string; bound: { rows: number; ms: number } }[] {
  // A few narrow enough; the longest are the rarest.
  const beginnings = plan.beginnings.toSorted((one, other) => other.length - one.length).slice(0, mostBeginnings)
  const exact = plan.exact.length === 0 && plan.excluded.length > 0 ? [everyVerdict] : plan.exact
  const without = plan.excluded.length === 0 ? '' : ` NOT (${plan.excluded.join(' OR ')})`
  const expression = (parts: readonly string[]): string => `(${parts.join(' AND ')})${without}`
  if (beginnings.length === 0)
    return exact.length === 0 ? [] : [{ expression: expression(exact), bound: plan.checks.length === 0 ? narrowLook : endlessLook }]
  const whole = { expression: expression([...exact, ...beginnings]), bound: endlessLook }
  return exact.length === 0 ? [whole] : [{ expression: expression(exact), bound: exactLook }, whole]
}

/** Rows of the index and rows that it has not seen, merged, newest first. */
function* indexedCandidates(
  { database, index }: SearchSources,
  plan: SearchPlan,
  expression: string,
  below: number,
  lowest: number
): Generator<Candidate> {
  if (index === undefined) return
  const get = database.prepare(`SELECT ${summaryColumns} FROM deliveries WHERE id = ? AND ${plan.where}`)
  const tail = unseenRows(database, index.indexedSeq(), plan, below, lowest)[Symbol.iterator]()
  try {
    let unseen = tail.next()
    for (const key of index.keys(expression, below)) {
      if (key < lowest) break
      for (; unseen.done !== true && unseen.value.id > key; unseen = tail.next()) yield { key: unseen.value.id, row: unseen.value }
      if (unseen.done !== true && unseen.value.id === key) continue
      const row = get.get(key, ...plan.values) as unknown as SummaryRow | undefined // summaryColumns
      yield row === undefined ? { key } : { key, row }
    }
    for (; unseen.done !== true; unseen = tail.next()) yield { key: unseen.value.id, row: unseen.value }
  } finally {
    tail.return?.()
  }
}

function unseenRows(database: DatabaseSync, seq: number, plan: SearchPlan, below: number, lowest: number): Iterable<SummaryRow> {
  const last = Number(database.prepare('SELECT max(seq) AS last FROM deliveries').get()?.['last'] ?? 0)
  // A plus sign keeps SQLite from walking the table by that column.
  const [seqColumn, idColumn] = last - seq < shortTail ? ['seq', '+id'] : ['+seq', 'id']
  const sql = `SELECT ${summaryColumns} FROM deliveries WHERE ${seqColumn} > ? AND ${idColumn} < ? AND ${idColumn} >= ? AND ${plan.where} ORDER BY ${idColumn} DESC`
  return database.prepare(sql).iterate(seq, below, lowest, ...plan.values) as unknown as Iterable<SummaryRow> // summaryColumns
}
