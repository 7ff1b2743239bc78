/** Pages of deliveries, newest first. A cursor names the last delivery looked at, so pages stay whole while rows come and go. */
import { AppError } from '../errors.ts'
import { deliveryId, deliveryKey } from './delivery-id.ts'
import { requireRow } from './delivery-views.ts'
import { parseFilter } from './search/filter.ts'
import { searchDeliveries, type Found, type SearchSources } from './search/delivery-search.ts'
import { planSearch, type SearchPlan } from './search/search-plan.ts'
import type { DeliveryPage } from './store.ts'
import { toSummary, type SummaryRow } from './tables/deliveries.ts'

export interface ListInput {
  readonly q?: string
  readonly cursor?: string
  readonly limit: number
  /** Epoch ms, for `since:10m`. */
  readonly now: number
}

/** A search that takes longer answers with what it found, and a cursor to go on from. */
const budgetMs = 5000
const relatedLimit = 200

/** Errors: BAD_REQUEST for a filter or a cursor that can't be read. */
export async function listPage(sources: SearchSources, input: ListInput): Promise<DeliveryPage> {
  const before = keyOfCursor(input.cursor)
  const plan = planOf(sources, input.q, input.now)
  const found =
    plan === undefined
      ? { rows: sources.reads.newestRows(before, input.limit + 1) }
      : await searchDeliveries(sources, plan, { before, limit: input.limit + 1, budgetMs })
  return toPage(found, input.limit)
}

/** The keys of what matches, for deleting it. Errors: BAD_REQUEST. */
export async function matchingKeys(
  sources: SearchSources,
  input: { readonly q: string; readonly before: number; readonly limit: number; readonly now: number }
): Promise<number[]> {
  const plan = planOf(sources, input.q, input.now)
  const { rows } =
    plan === undefined
      ? { rows: sources.reads.newestRows(input.before, input.limit) }
      : await searchDeliveries(sources, plan, { before: input.before, limit: input.limit, budgetMs: Number.MAX_SAFE_INTEGER })
  return rows.map((row) => row.id)
}

/** Deliveries of the same endpoint that carry the same event, without itself. Errors: NOT_FOUND. */
export async function relatedPage(sources: SearchSources, id: string): Promise<DeliveryPage> {
  const { row } = requireRow(sources.reads, id)
  if (row.event_id === null) return { items: [] }
  const others = (await rowsOfEvent(sources, row)).filter((other) => other.id !== row.id)
  return { items: others.slice(0, relatedLimit).map(toSummary) }
}

/** The newest deliveries of the same endpoint that carry the same event, newest first; none when it has no event id. */
export async function rowsOfEvent(sources: SearchSources, row: SummaryRow): Promise<SummaryRow[]> {
  if (row.event_id === null) return []
  const plan = planSearch([{ kind: 'exact', field: 'event', value: row.event_id, negated: false }], contextOf(sources))
  const found = await searchDeliveries(sources, plan, { before: Number.MAX_SAFE_INTEGER, limit: relatedLimit + 1, budgetMs })
  return found.rows.filter((other) => other.endpoint_id === row.endpoint_id)
}

function planOf(sources: SearchSources, q: string | undefined, now: number): SearchPlan | undefined {
  const conditions = q === undefined ? [] : parseFilter(q, now)
  return conditions.length === 0 ? undefined : planSearch(conditions, contextOf(sources))
}

function contextOf(sources: SearchSources) {
  return { endpointIdsNamed: sources.reads.endpointIdsNamed, deliveryKey }
}

function toPage(found: Found, limit: number): DeliveryPage {
  const kept: readonly SummaryRow[] = found.rows.slice(0, limit)
  const next = found.rows.length > limit ? kept.at(-1)?.id : found.stoppedAt
  return next === undefined ? { items: kept.map(toSummary) } : { items: kept.map(toSummary), nextCursor: deliveryId(next) }
}

/** Errors: BAD_REQUEST. */
function keyOfCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER
  const key = deliveryKey(cursor)
  if (key === undefined) throw new AppError('BAD_REQUEST', 'The cursor is none that this list gave. Start again without a cursor.')
  return key
}
