/** What a filter asks for, as data. The language is described in docs/filters.md; all conditions must hold. */
import { badFilter, splitFilter, type FilterTerm } from './filter-tokens.ts'
import { parseMoment, parseSize, parseStatus, type Range } from './filter-values.ts'
import { normalise } from './normalise.ts'

/** Where words are looked for. */
export type TextPlace = 'anywhere' | 'body' | 'url' | { readonly header: string }

export type Flag = 'starred' | 'unrouted' | 'redelivery' | 'handshake' | 'tunnel'

export type Condition = { readonly negated: boolean } & (
  | { readonly kind: 'glob'; readonly field: 'type' | 'path'; readonly glob: string }
  | { readonly kind: 'exact'; readonly field: 'verdict' | 'method' | 'provider' | 'event' | 'fault' | 'outcome'; readonly value: string }
  | { readonly kind: 'endpoint'; readonly nameOrId: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'range'; readonly field: 'status' | 'target' | 'size' | 'received'; readonly range: Range }
  | { readonly kind: 'absent'; readonly field: 'status' | 'target' | 'outcome' | 'fault' | 'type' | 'event' }
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'text'; readonly place: TextPlace; readonly words: string }
  | { readonly kind: 'header'; readonly name: string }
)

type Plain<Of = Condition> = Of extends Condition ? Omit<Of, 'negated'> : never
type Read = (term: FilterTerm, now: number) => Plain

const mostConditions = 50

const verdicts = ['verified', 'failed', 'unsigned', 'unchecked']
const outcomes = ['responded', 'refused', 'timed_out', 'reset', 'dns_failed', 'tls_failed', 'aborted', '*']
const flags = ['starred', 'unrouted', 'redelivery', 'handshake', 'tunnel']

const fields: Readonly<Record<string, Read>> = {
  type: ({ value }) => (isNone(value) ? { kind: 'absent', field: 'type' } : { kind: 'glob', field: 'type', glob: value }),
  path: ({ value }) => ({ kind: 'glob', field: 'path', glob: value }),
  verdict: (term) => ({ kind: 'exact', field: 'verdict', value: oneOf(term, verdicts) }),
  method: ({ value }) => ({ kind: 'exact', field: 'method', value }),
  provider: ({ value }) => ({ kind: 'exact', field: 'provider', value }),
  fault: ({ value }) => (isNone(value) ? { kind: 'absent', field: 'fault' } : { kind: 'exact', field: 'fault', value }),
  outcome: (term) =>
    isNone(term.value) ? { kind: 'absent', field: 'outcome' } : { kind: 'exact', field: 'outcome', value: oneOf(term, outcomes) },
  event: ({ value }) => (isNone(value) ? { kind: 'absent', field: 'event' } : { kind: 'exact', field: 'event', value }),
  endpoint: ({ value }) => ({ kind: 'endpoint', nameOrId: value }),
  id: ({ value }) => ({ kind: 'id', id: value }),
  status: (term) =>
    isNone(term.value) ? { kind: 'absent', field: 'status' } : { kind: 'range', field: 'status', range: parseStatus(term) },
  target: (term) =>
    isNone(term.value) ? { kind: 'absent', field: 'target' } : { kind: 'range', field: 'target', range: parseStatus(term) },
  size: (term) => ({ kind: 'range', field: 'size', range: parseSize(term) }),
  since: (term, now) => ({ kind: 'range', field: 'received', range: { from: parseMoment(term, now) } }),
  until: (term, now) => ({ kind: 'range', field: 'received', range: { to: parseMoment(term, now) } }),
  is: (term) => ({ kind: 'flag', flag: oneOf(term, flags) as Flag }), // oneOf answers one of the list
  body: (term) => ({ kind: 'text', place: 'body', words: wordsOf(term) }),
  url: (term) => ({ kind: 'text', place: 'url', words: wordsOf(term) })
}

/** The fields as messages name them. */
export const fieldNames: readonly string[] = [...Object.keys(fields), 'header.NAME']

/** Errors: BAD_REQUEST that names the place and what is allowed there. `now` is epoch ms, for `since:10m`. */
export function parseFilter(text: string, now: number): Condition[] {
  const terms = splitFilter(text)
  const surplus = terms[mostConditions]
  if (surplus !== undefined)
    throw badFilter(
      surplus.at - 1,
      `a filter has at most ${mostConditions} conditions. Leave some out, or put words that stand together in one pair of quotes`
    )
  return terms.map((term) => ({ ...readTerm(term, now), negated: term.negated }))
}

function readTerm(term: FilterTerm, now: number): Plain {
  const { field, value } = term
  if (field === undefined)
    return value.startsWith('dlv_') ? { kind: 'id', id: value } : { kind: 'text', place: 'anywhere', words: wordsOf(term) }
  if (field.startsWith('header.') && field.length > 'header.'.length) return readHeader(term, field.slice('header.'.length))
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (read === undefined) {
    throw badFilter(
      term.at - 1,
      `"${field}" is no field. Fields are ${fieldNames.join(', ')}; to look for the text itself write it in quotes`
    )
  }
  if (value === '') throw badFilter(term.at - 1, `"${field}:" has no value`)
  return read(term, now)
}

function readHeader(term: FilterTerm, name: string): Plain {
  if (term.value === '' || term.value === '*') return { kind: 'header', name }
  return { kind: 'text', place: { header: name }, words: wordsOf(term) }
}

function wordsOf(term: FilterTerm): string {
  const words = normalise(term.value)
  if (words === '') throw badFilter(term.at - 1, `"${term.text}" has no letter or digit to look for`)
  return words
}

function oneOf(term: FilterTerm, allowed: readonly string[]): string {
  const value = term.value.toLowerCase()
  if (!allowed.includes(value))
    throw badFilter(term.at - 1, `"${term.text}" is not known. After "${term.field}:" comes one of ${allowed.join(', ')}`)
  return value
}

function isNone(value: string): boolean {
  return value.toLowerCase() === 'none'
}
