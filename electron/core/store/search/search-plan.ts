/**
 * A filter made ready to run: a WHERE clause that decides what the narrow row can decide, checks that need the text, and
 * expressions of the index that every match fulfils. The index only narrows; clause and checks decide. So a filter means the
 * same whether a row is indexed yet or not.
 */
import type { Condition, TextPlace } from './filter.ts'
import { facet, greatestSizeClass, sizeClass, type FacetKind } from './facets.ts'
import type { Range } from './filter-values.ts'
import { normalise } from './normalise.ts'

export type SqlValue = string | number

export interface TextCheck {
  readonly place: TextPlace
  /** Left out: the header only has to be there. */
  readonly words?: string
  readonly negated: boolean
}

export interface SearchPlan {
  /** Over the columns of `deliveries`. */
  readonly where: string
  readonly values: readonly SqlValue[]
  readonly checks: readonly TextCheck[]
  /** Index expressions on facets alone, and on words; all of them hold for each match. */
  readonly facets: readonly string[]
  readonly words: readonly string[]
  /** Every match has a key from `fromKey` to below `belowKey`. */
  readonly received: Range
}

interface Clause {
  readonly sql: string
  readonly values?: readonly SqlValue[]
  /** True of the index entry whenever the clause is true of the row. */
  readonly facets?: string
  readonly words?: string
}

export interface PlanContext {
  readonly endpointIdsNamed: (name: string) => readonly string[]
  readonly deliveryKey: (id: string) => number | undefined
}

export function planSearch(conditions: readonly Condition[], context: PlanContext): SearchPlan {
  const where: string[] = []
  const values: SqlValue[] = []
  const checks: TextCheck[] = []
  const facets: string[] = []
  const words: string[] = []
  let received: Range = {}
  for (const condition of conditions) {
    if (condition.kind === 'text' || condition.kind === 'header') {
      checks.push(toCheck(condition))
      if (!condition.negated && condition.kind === 'text') words.push(wordsExpression(condition.place, condition.words))
      if (!condition.negated && condition.kind === 'header') facets.push(facet('header', condition.name))
      if (condition.kind === 'text' && !condition.negated && typeof condition.place === 'object')
        facets.push(facet('header', condition.place.header))
      continue
    }
    const clause = toClause(condition, context)
    where.push(condition.negated ? `(${clause.sql}) IS NOT TRUE` : `(${clause.sql})`)
    values.push(...(clause.values ?? []))
    if (condition.negated) continue
    if (clause.facets !== undefined) facets.push(clause.facets)
    if (clause.words !== undefined) words.push(clause.words)
    if (condition.kind === 'range' && condition.field === 'received') received = narrower(received, condition.range)
  }
  return { where: where.length === 0 ? 'TRUE' : where.join(' AND '), values, checks, facets, words, received }
}

function toCheck(condition: Extract<Condition, { kind: 'text' | 'header' }>): TextCheck {
  if (condition.kind === 'header') return { place: { header: condition.name }, negated: condition.negated }
  return { place: condition.place, words: condition.words, negated: condition.negated }
}

function toClause(condition: Exclude<Condition, { kind: 'text' | 'header' }>, context: PlanContext): Clause {
  switch (condition.kind) {
    case 'glob':
      return globClause(condition.field, condition.glob)
    case 'exact':
      return exactClause(condition.field, condition.value)
    case 'endpoint':
      return endpointClause([condition.nameOrId, ...context.endpointIdsNamed(condition.nameOrId)])
    case 'id':
      return { sql: 'id = ?', values: [context.deliveryKey(condition.id) ?? -1] }
    case 'range':
      return rangeClause(condition.field, condition.range)
    case 'absent':
      return { sql: `${absentColumns[condition.field]} IS NULL` }
    case 'flag':
      return { sql: flagClauses[condition.flag], facets: facet('is', condition.flag) }
  }
}

const absentColumns = {
  status: 'status',
  target: 'target_status',
  outcome: 'outcome',
  fault: 'fault',
  type: 'event_type',
  event: 'event_id'
} as const

const flagClauses = {
  starred: 'starred = 1',
  unrouted: 'endpoint_id IS NULL',
  redelivery: 'redelivery > 0',
  handshake: 'handshake = 1',
  tunnel: 'via_tunnel = 1'
} as const

const globColumns = { type: 'event_type', path: "substr(url, 1, instr(url || '?', '?') - 1)" } as const

function globClause(field: 'type' | 'path', glob: string): Clause {
  const column = globColumns[field]
  const words = globWords(field === 'type' ? 'names' : 'url', glob)
  const indexed = words === undefined ? {} : { words }
  // SQLite's own comparisons fold ASCII letters only, and LIKE takes long over several wildcards.
  const stars = glob.split('*').length - 1
  if (stars === 0 && isAscii(glob)) return { sql: `${column} = ? COLLATE NOCASE`, values: [glob], ...indexed }
  if (stars === 1 && isAscii(glob))
    return { sql: `${column} LIKE ? ESCAPE '\\'`, values: [glob.replace(/[\\%_]/g, '\\$&').replace('*', '%')], ...indexed }
  return { sql: `matches_glob(${column}, ?)`, values: [glob], ...indexed }
}

/** The whole words that any match of the glob holds: those with a separator or the text's end on both sides. */
function globWords(column: 'names' | 'url', glob: string): string | undefined {
  // Percent signs and plus signs are undone before a URL is indexed, so words beside them are not sure to be there.
  if (column === 'url' && /[%+]/.test(glob)) return undefined
  const pieces = glob.split('*')
  const sure = pieces.flatMap((piece, index) => {
    const words = normalise(piece).split(' ')
    const opensInside = index > 0 && startsWithWord(piece)
    const closesInside = index < pieces.length - 1 && endsWithWord(piece)
    return words.slice(opensInside ? 1 : 0, closesInside ? -1 : undefined)
  })
  const expressions = sure.filter((word) => word !== '').map((word) => `${column} : "${word}"`)
  return expressions.length === 0 ? undefined : expressions.slice(0, 8).join(' AND ')
}

function startsWithWord(text: string): boolean {
  return normalise(Array.from(text)[0] ?? '') !== ''
}

function endsWithWord(text: string): boolean {
  return normalise(Array.from(text).at(-1) ?? '') !== ''
}

const exactColumns = {
  verdict: 'verdict',
  method: 'method',
  provider: 'provider',
  event: 'event_id',
  fault: 'fault',
  outcome: 'outcome'
} as const

function exactClause(field: keyof typeof exactColumns, value: string): Clause {
  const column = exactColumns[field]
  if (value === '*') return { sql: `${column} IS NOT NULL` }
  const collation = field === 'event' ? '' : ' COLLATE NOCASE'
  return { sql: `${column} = ?${collation}`, values: [value], facets: facet(field, value) }
}

function endpointClause(ids: readonly string[]): Clause {
  const known = [...new Set(ids)]
  const facets = anyOf('endpoint', known)
  return { sql: `endpoint_id IN (${known.map(() => '?').join(', ')})`, values: known, ...(facets === undefined ? {} : { facets }) }
}

const rangeColumns = { status: 'status', target: 'target_status', size: 'size_bytes', received: 'received_at' } as const

function rangeClause(field: keyof typeof rangeColumns, range: Range): Clause {
  const column = rangeColumns[field]
  const parts: string[] = []
  const values: number[] = []
  if (range.from !== undefined) {
    parts.push(`${column} >= ?`)
    values.push(range.from)
  }
  if (range.to !== undefined) {
    parts.push(`${column} <= ?`)
    values.push(range.to)
  }
  const facets = rangeFacets(field, range)
  return { sql: parts.join(' AND '), values, ...(facets === undefined ? {} : { facets }) }
}

function rangeFacets(field: keyof typeof rangeColumns, range: Range): string | undefined {
  if (field === 'received') return undefined
  if (field === 'size')
    return anyOf('size', numbers(sizeClass(range.from ?? 0), range.to === undefined ? greatestSizeClass : sizeClass(range.to)))
  if (range.from !== undefined && range.from === range.to) return facet(field, range.from)
  const classes = numbers(Math.floor((range.from ?? 0) / 100), Math.floor((range.to ?? 999) / 100))
  return anyOf(
    field,
    classes.map((number) => `${number}xx`)
  )
}

/** Nothing when there are no values: the clause alone decides then. */
function anyOf(kind: FacetKind, values: readonly (string | number)[]): string | undefined {
  return values.length === 0 ? undefined : `(${values.map((value) => facet(kind, value)).join(' OR ')})`
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

function wordsExpression(place: TextPlace, words: string): string {
  const columns = place === 'anywhere' ? '{names url headers body}' : typeof place === 'string' ? place : 'headers'
  return `${columns} : "${words}" *`
}

function narrower(one: Range, other: Range): Range {
  const from = Math.max(one.from ?? 0, other.from ?? 0)
  const to = Math.min(one.to ?? Number.MAX_SAFE_INTEGER, other.to ?? Number.MAX_SAFE_INTEGER)
  return { from, to }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}
