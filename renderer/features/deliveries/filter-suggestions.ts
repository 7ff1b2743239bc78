/** What the filter bar offers: fields first, then the values that the list in view really holds. */
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { quote } from './filter-text.ts'

export interface FilterSuggestion {
  /** The whole text of the filter, were it taken. */
  readonly value: string
  readonly hint: string
}

const starters: readonly { readonly term: string; readonly hint: string }[] = [
  { term: 'verdict:failed', hint: 'verification failed' },
  { term: 'type:', hint: 'event type, * matches any' },
  { term: 'status:5xx', hint: 'what Hooklab answered' },
  { term: 'target:5xx', hint: 'what your app answered' },
  { term: 'method:', hint: 'HTTP method' },
  { term: 'provider:', hint: 'who sent it' },
  { term: 'path:', hint: 'path and query' },
  { term: 'header.', hint: 'header.x-name:value' },
  { term: 'body:"', hint: 'text in the body' },
  { term: 'event:', hint: 'event id' },
  { term: 'since:10m', hint: 'the last ten minutes' },
  { term: 'is:starred', hint: 'kept by you' },
  { term: 'is:unrouted', hint: 'no endpoint matched' },
  { term: 'is:redelivery', hint: 'the same event again' },
  { term: 'outcome:', hint: 'what became of the last attempt' },
  { term: 'fault:', hint: 'touched by a fault, by kind' },
  { term: 'size:>100kb', hint: 'size of the body' },
  { term: 'until:', hint: 'before a time: 1h, 2026-11-23T14:30' }
]

const values: Readonly<Record<string, readonly string[]>> = {
  verdict: ['verified', 'failed', 'unsigned', 'unchecked'],
  status: ['2xx', '3xx', '4xx', '5xx', 'none'],
  target: ['2xx', '4xx', '5xx', 'none'],
  since: ['5m', '1h', '24h', '7d'],
  until: ['5m', '1h', '24h', '7d'],
  outcome: ['responded', 'refused', 'timed_out', 'reset', 'dns_failed', 'tls_failed', 'aborted', 'none'],
  is: ['starred', 'unrouted', 'redelivery', 'handshake', 'tunnel']
}

const seenFields: Readonly<Record<string, (delivery: DeliverySummary) => string | undefined>> = {
  type: (delivery) => delivery.eventType,
  method: (delivery) => delivery.method,
  provider: (delivery) => delivery.provider,
  fault: (delivery) => delivery.fault,
  event: (delivery) => delivery.eventId,
  path: (delivery) => delivery.url.split('?', 1)[0]
}

const most = 12

/** `recent` is what values of open fields are taken from. */
export function suggestFilters(q: string, recent: readonly DeliverySummary[]): readonly FilterSuggestion[] {
  // A dash turns a condition round, and stays in front of what is offered.
  const [, before = '', word = ''] = /^(.*?(?:(?<=^|\s)-)?)([^\s]*)$/s.exec(q) ?? []
  const colon = word.indexOf(':')
  const offers = colon === -1 ? starters : valuesOf(word.slice(0, colon), recent)
  const lower = word.toLowerCase()
  return offers
    .filter(({ term }) => term.toLowerCase().startsWith(lower) && term !== word)
    .slice(0, most)
    .map(({ term, hint }) => ({ value: before + term, hint }))
}

function valuesOf(field: string, recent: readonly DeliverySummary[]): readonly { readonly term: string; readonly hint: string }[] {
  const read = seenFields[field]
  if (!read) return (values[field] ?? []).map((value) => ({ term: `${field}:${value}`, hint: '' }))
  const counts = new Map<string, number>()
  for (const delivery of recent) {
    const value = read(delivery)
    if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([value, count]) => ({ term: `${field}:${quote(value)}`, hint: count === 1 ? 'seen once' : `seen ${count} times` }))
}
