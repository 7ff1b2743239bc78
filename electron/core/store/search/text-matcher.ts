/** Whether a delivery's text holds what a filter looks for, read from the delivery itself. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { Reads } from '../reads.ts'
import type { SummaryRow } from '../tables/deliveries.ts'
import { containsWords, normalise } from './normalise.ts'
import type { TextCheck } from './search-plan.ts'
import { headerWords, mayHoldWords, nameWords, readableBody, urlWords } from './search-text.ts'

export function textMatcher(reads: Reads, checks: readonly TextCheck[]): (row: SummaryRow) => boolean {
  if (checks.length === 0) return () => true
  return (row) => {
    const text = lazyText(reads, row)
    return checks.every((check) => holds(text, check) !== check.negated)
  }
}

type LazyText = ReturnType<typeof lazyText>

/** Each part is read and normalised when first asked for. */
function lazyText(reads: Reads, row: SummaryRow) {
  const once = <Value>(make: () => Value): (() => Value) => {
    let made: { readonly value: Value } | undefined
    return () => (made ??= { value: make() }).value
  }
  const headers = once(() => reads.headersOf(row.id))
  const body = once(() => readableBody(reads, row.id, headers()))
  return {
    headers,
    body,
    names: once(() => nameWords(row)),
    url: once(() => urlWords(row)),
    headerWords: once(() => headerWords(headers())),
    bodyWords: once(() => normalise(body()))
  }
}

function holds(text: LazyText, { place, words }: TextCheck): boolean {
  if (typeof place === 'object') return headerHolds(text.headers(), place.header, words)
  if (words === undefined) return true
  switch (place) {
    case 'body':
      return bodyHolds(text, words)
    case 'url':
      return containsWords(text.url(), words)
    case 'anywhere':
      return [text.names, text.url, text.headerWords].some((part) => containsWords(part(), words)) || bodyHolds(text, words)
  }
}

/** Most bodies fall at the first, cheap question. */
function bodyHolds(text: LazyText, words: string): boolean {
  return mayHoldWords(text.body(), words.split(' ')) && containsWords(text.bodyWords(), words)
}

function headerHolds(headers: readonly HeaderPair[], name: string, words: string | undefined): boolean {
  return headers.some(([key, value]) => key.toLowerCase() === name && (words === undefined || containsWords(normalise(value), words)))
}
