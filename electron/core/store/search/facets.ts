/** Facets: the closed values of a delivery as single words of the index, so that conditions on them meet there. */
import type { SummaryRow } from '../tables/deliveries.ts'

export type FacetKind =
  | 'verdict'
  | 'status'
  | 'class'
  | 'method'
  | 'provider'
  | 'endpoint'
  | 'event'
  | 'fault'
  | 'outcome'
  | 'target'
  | 'reply'
  | 'is'
  | 'header'
  | 'size'

/** One word, whatever the value: values that differ in signs only share it, and the row tells them apart afterwards. */
export function facet(kind: FacetKind, value: string | number): string {
  const clean = String(value)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  return `${kind}_${clean.slice(0, 60)}`
}

/** The greatest power of two up to a size: a range of sizes is a handful of these. */
export function sizeClass(sizeBytes: number): number {
  return sizeBytes < 1 ? 0 : Math.floor(Math.log2(sizeBytes)) + 1
}

export const greatestSizeClass = 54

export function facetsOf(row: SummaryRow, headerNames: readonly string[]): string {
  const facets = new Set([
    facet('verdict', row.verdict),
    facet('method', row.method),
    facet('provider', row.provider),
    facet('size', sizeClass(row.size_bytes))
  ])
  if (row.endpoint_id === null) facets.add(facet('is', 'unrouted'))
  else facets.add(facet('endpoint', row.endpoint_id))
  if (row.event_id !== null) facets.add(facet('event', row.event_id))
  addStatus(facets, 'status', row.status)
  addStatus(facets, 'target', row.target_status)
  if (row.fault !== null) facets.add(facet('fault', row.fault))
  if (row.outcome !== null) facets.add(facet('outcome', row.outcome))
  if (row.starred === 1) facets.add(facet('is', 'starred'))
  if (row.redelivery > 0) facets.add(facet('is', 'redelivery'))
  if (row.handshake === 1) facets.add(facet('is', 'handshake'))
  if (row.via_tunnel === 1) facets.add(facet('is', 'tunnel'))
  for (const name of headerNames) facets.add(facet('header', name))
  return [...facets].join(' ')
}

/** The status itself and its class; `status_none` while there is none. */
function addStatus(facets: Set<string>, kind: 'status' | 'target', status: number | null): void {
  facets.add(facet(kind, status ?? 'none'))
  if (status !== null) facets.add(facet(kind, `${Math.floor(status / 100)}xx`))
}
