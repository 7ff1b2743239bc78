/** All deliveries of one event, with what tells a redelivery from a copy: headers and a digest of the bytes. */
import { createHash } from 'node:crypto'
import type { DeliverySummary, HeaderPair } from '../../contract/index.ts'
import { requireRow } from './delivery-views.ts'
import type { Reads } from './reads.ts'
import { rowsOfEvent } from './delivery-lists.ts'
import type { SearchSources } from './search/delivery-search.ts'
import { toSummary, type SummaryRow } from './tables/deliveries.ts'

export interface EventDelivery {
  readonly summary: DeliverySummary
  readonly headers: readonly HeaderPair[]
  /** Of what we answered. */
  readonly replyHeaders: readonly HeaderPair[]
  /** SHA-256 of what was kept of the body. */
  readonly bodyDigest: string
}

export interface EventDeliveries {
  readonly groupedBy: 'event_id' | 'bytes'
  /** Oldest first. */
  readonly items: readonly EventDelivery[]
  /** How many more there are, as far as they were counted. */
  readonly left: number
}

/** The newest so many are compared: a timeline of more is not read. */
const mostCompared = 50
/** How far around a delivery equal bytes are looked for, in rows. */
const nearRows = 2_000
/** How many of those are read and compared on either side, and up to what size: a list that is walked through must not wait. */
const nearCompared = 100
const nearBytes = 1_048_576

/**
 * The deliveries of the same endpoint that carry the same event. Equal bytes count as the same event where there is no event id, and
 * where a delivery that was not answered 2xx came again under another id.
 * Errors: NOT_FOUND.
 */
export async function eventDeliveries(sources: SearchSources, id: string): Promise<EventDeliveries> {
  const { reads } = sources
  const { row } = requireRow(reads, id)
  const digest = digests(reads)
  const sameEvent = (await rowsOfEvent(sources, row)).filter((other) => other.id !== row.id)
  const alike = row.size_bytes > nearBytes ? [] : reads.rowsNear(row, nearRows, nearCompared)
  const copies = alike.filter(
    (near) => near.id !== row.id && (row.event_id === null || near.event_id !== row.event_id) && digest(near) === digest(row)
  )
  const rows = chain([...sameEvent, ...copies, row], row)
  const shown = rows.slice(-mostCompared)
  return {
    groupedBy: row.event_id === null ? 'bytes' : 'event_id',
    items: shown.map((each) => ({
      summary: toSummary(each),
      headers: reads.headersOf(each.id),
      replyHeaders: reads.replyHeadersOf(each.id),
      bodyDigest: digest(each)
    })),
    left: rows.length - shown.length
  }
}

/** Oldest first; of copies under another id only those that can be a provider's second try. */
function chain(rows: readonly SummaryRow[], subject: SummaryRow): SummaryRow[] {
  const kept: SummaryRow[] = []
  for (const row of rows.toSorted((one, other) => one.id - other.id)) {
    const previous = kept.at(-1)
    const sameEvent = row.event_id === subject.event_id
    if (sameEvent || (row.id < subject.id ? !succeeded(row) : previous !== undefined && !succeeded(previous))) kept.push(row)
  }
  return kept
}

function succeeded({ status }: SummaryRow): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Each body is read once, when it is asked for. */
function digests(reads: Reads): (row: SummaryRow) => string {
  const known = new Map<number, string>()
  return (row) => {
    const before = known.get(row.id)
    if (before !== undefined) return before
    const bytes = reads.partRange(row.id, 'body', 0, reads.partSize(row.id, 'body') ?? 0)
    const digest = createHash('sha256').update(bytes).digest('base64')
    known.set(row.id, digest)
    return digest
  }
}
