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
  /** Index expressions that hold for each match: on single words, which are cheap, and on beginnings of words, which may be many. */
  readonly exact: readonly string[]
  readonly beginnings: readonly string[]
  /** Index expressions that hold for no match. */
  readonly excluded: readonly string[]
  /** Every match has a key from `fromKey` to below `belowKey`. */
  readonly received: Range
}

interface Clause {
  readonly sql: string
  readonly values?: readonly SqlValue[]
  /** True of the index entry whenever the clause is true of the row. */
  readonly indexed?: string
  /** And the other way round. */
  readonly same?: boolean
}

export interface PlanContext {
  readonly endpointIdsNamed: (name: string) => readonly string[]
  readonly deliveryKey: (id: string) => number | undefined
}

export function planSearch(conditions: readonly Condition[], context: PlanContext): SearchPlan {
  const where: string[] = ['TRUE']
  const values: SqlValue[] = []
  const checks: TextCheck[] = []
  const exact: string[] = []
  const beginnings: string[] = []
  const excluded: string[] = []
  let received: Range = {}
  for (const condition of conditions) {
    if (condition.kind === 'text' || condition.kind === 'header') {
      checks.push(toCheck(condition))
      if (condition.negated) continue
      if (condition.kind === 'text') beginnings.push(wordsExpression(condition.place, condition.words))
      const header = condition.kind === 'header' ? condition.name : headerOf(condition.place)
      if (header !== undefined) exact.push(inFacets(facet('header', header)))
      continue
    }
    const { sql, values: own = [], indexed, same = false } = toClause(condition, context)
    where.push(condition.negated ? `(${sql}) IS NOT TRUE` : `(${sql})`)
    values.push(...own)
    if (indexed !== undefined && !condition.negated) exact.push(indexed)
    if (indexed !== undefined && condition.negated && same) excluded.push(indexed)
    if (condition.kind === 'range' && condition.field === 'received' && !condition.negated) received = narrower(received, condition.range)
  }
  return { where: where.join(' AND '), values, checks, exact, beginnings, excluded, received }
}

function headerOf(place: TextPlace): string | undefined {
  return typeof place === 'object' ? place.header : undefined
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
      return { sql: flagClauses[condition.flag], indexed: inFacets(facet('is', condition.flag)), same: true }
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
  const indexed = words === undefined ? {} : { indexed: words }
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

/** Fields that few deliveries have, with few different values. */
const rareFields: ReadonlySet<string> = new Set(['fault', 'outcome'])

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
  if (value === '*')
    return { sql: `${column} IS NOT NULL`, ...(rareFields.has(field) ? { indexed: inFacets(`"${facet(field, '')}" *`), same: true } : {}) }
  const collation = field === 'event' ? '' : ' COLLATE NOCASE'
  // Facets of open sets leave signs out, so two values may share one.
  const same = field === 'verdict' || field === 'outcome'
  return { sql: `${column} = ?${collation}`, values: [value], indexed: inFacets(facet(field, value)), same }
}

function endpointClause(ids: readonly string[]): Clause {
  const known = [...new Set(ids)]
  return { sql: `endpoint_id IN (${known.map(() => '?').join(', ')})`, values: known, ...anyOf('endpoint', known) }
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
  return { sql: parts.join(' AND '), values, ...rangeFacets(field, range) }
}

function rangeFacets(field: keyof typeof rangeColumns, { from, to }: Range): Pick<Clause, 'indexed' | 'same'> {
  if (field === 'received') return {}
  if (field === 'size') return anyOf('size', numbers(sizeClass(from ?? 0), to === undefined ? greatestSizeClass : sizeClass(to)))
  if (from !== undefined && from === to) return { indexed: inFacets(facet(field, from)), same: true }
  const classes = numbers(Math.floor((from ?? 0) / 100), Math.floor((to ?? 999) / 100))
  const whole = (from ?? 0) % 100 === 0 && (to ?? 99) % 100 === 99
  const names = classes.map((number) => `${number}xx`)
  return { ...anyOf(field, names), same: whole }
}

/** Nothing when there are no values: the clause alone decides then. */
function anyOf(kind: FacetKind, values: readonly (string | number)[]): Pick<Clause, 'indexed'> {
  return values.length === 0 ? {} : { indexed: inFacets(`(${values.map((value) => facet(kind, value)).join(' OR ')})`) }
}

function inFacets(expression: string): string {
  return `facets : ${expression}`
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
