import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../electron/core/errors.ts'
import { fieldNames, parseFilter, type Condition } from '../../../electron/core/store/search/filter.ts'

const now = Date.UTC(2026, 10, 23, 12)
const read = (text: string): Condition[] => parseFilter(text, now)
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt()
    return 'read'
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}
const problem = (text: string): string => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_REQUEST') return error.message
    throw error
  }
  throw new Error(`"${text}" was read`)
}

test.each<[string, Omit<Condition, 'negated'>]>([
  ['type:invoice.*', { kind: 'glob', field: 'type', glob: 'invoice.*' } as Condition],
  ['type:none', { kind: 'absent', field: 'type' } as Condition],
  ['verdict:FAILED', { kind: 'exact', field: 'verdict', value: 'failed' } as Condition],
  ['status:5xx', { kind: 'range', field: 'status', range: { from: 500, to: 599 } } as Condition],
  ['status:404', { kind: 'range', field: 'status', range: { from: 404, to: 404 } } as Condition],
  ['status:400-499', { kind: 'range', field: 'status', range: { from: 400, to: 499 } } as Condition],
  ['status:>=500', { kind: 'range', field: 'status', range: { from: 500 } } as Condition],
  ['status:none', { kind: 'absent', field: 'status' } as Condition],
  ['target:5XX', { kind: 'range', field: 'target', range: { from: 500, to: 599 } } as Condition],
  ['method:post', { kind: 'exact', field: 'method', value: 'post' } as Condition],
  ['header.X-Foo:bar', { kind: 'text', place: { header: 'x-foo' }, words: 'bar' } as Condition],
  ['header.x-foo:', { kind: 'header', name: 'x-foo' } as Condition],
  ['body:"cus_1"', { kind: 'text', place: 'body', words: 'cus_1' } as Condition],
  ['body:"a \\"b\\" \\\\c"', { kind: 'text', place: 'body', words: 'a b c' } as Condition],
  ['url:page=2', { kind: 'text', place: 'url', words: 'page 2' } as Condition],
  ['since:10m', { kind: 'range', field: 'received', range: { from: now - 600_000 } } as Condition],
  ['until:2026-11-23T10:00Z', { kind: 'range', field: 'received', range: { to: Date.UTC(2026, 10, 23, 10) } } as Condition],
  ['since:2026-11-23', { kind: 'range', field: 'received', range: { from: new Date(2026, 10, 23).getTime() } } as Condition],
  ['since:1763899200000', { kind: 'range', field: 'received', range: { from: 1_763_899_200_000 } } as Condition],
  ['path:/webhook*', { kind: 'glob', field: 'path', glob: '/webhook*' } as Condition],
  ['provider:stripe', { kind: 'exact', field: 'provider', value: 'stripe' } as Condition],
  ['endpoint:"My endpoint"', { kind: 'endpoint', nameOrId: 'My endpoint' } as Condition],
  ['event:evt_1', { kind: 'exact', field: 'event', value: 'evt_1' } as Condition],
  ['id:dlv_abc', { kind: 'id', id: 'dlv_abc' } as Condition],
  ['dlv_abc', { kind: 'id', id: 'dlv_abc' } as Condition],
  ['size:>10kb', { kind: 'range', field: 'size', range: { from: 10_241 } } as Condition],
  ['size:1.5kb-2mb', { kind: 'range', field: 'size', range: { from: 1536, to: 2_097_152 } } as Condition],
  ['size:0', { kind: 'range', field: 'size', range: { from: 0, to: 0 } } as Condition],
  ['is:starred', { kind: 'flag', flag: 'starred' } as Condition],
  ['fault:delay', { kind: 'exact', field: 'fault', value: 'delay' } as Condition],
  ['outcome:refused', { kind: 'exact', field: 'outcome', value: 'refused' } as Condition],
  ['Hello', { kind: 'text', place: 'anywhere', words: 'hello' } as Condition],
  ['"two words"', { kind: 'text', place: 'anywhere', words: 'two words' } as Condition]
])('%s is read', (text, condition) => {
  expect(read(text)).toEqual([{ ...condition, negated: false }])
  expect(read(`  -${text}  `)).toEqual([{ ...condition, negated: true }])
})

test('conditions stand side by side, in order', () => {
  expect(read('  type:a.*\t-is:starred   word\n"x y" ').map((condition) => [condition.kind, condition.negated])).toEqual([
    ['glob', false],
    ['flag', true],
    ['text', false],
    ['text', false]
  ])
  expect(read('')).toEqual([])
  expect(read(' \t ')).toEqual([])
})

test.each([
  ['method:post colour:red', 13, ['"colour"', ...fieldNames]],
  ['verdict:maybe', 1, ['verified, failed, unsigned, unchecked']],
  ['a is:big', 3, ['starred, unrouted, redelivery, handshake, tunnel']],
  ['outcome:ok', 1, ['responded', 'refused', 'timed_out']],
  ['status:6xxx', 1, ['404', '5xx', 'none']],
  ['status:599-500', 1, ['404']],
  ['size:big', 1, ['>10kb']],
  ['size:>', 1, ['>10kb']],
  ['since:yesterday', 1, ['10m', '2026-11-23']],
  ['since:2026-13-45', 1, ['10m']],
  ['x body:"open', 8, ['closed']],
  ['"a"b', 4, ['space']],
  ['type:', 1, ['no value']],
  ['header.:x', 1, ['header.NAME']],
  ['body:"---"', 1, ['letter or digit']],
  ['a - b', 3, ['minus']],
  ['constructor:x', 1, ['is no field']],
  ['__proto__:x', 1, ['is no field']],
  ['a '.repeat(51), 101, ['at most 50']]
])('%s names its place and what is allowed', (text, place, parts) => {
  const message = problem(text)
  expect(message).toContain(`at character ${place}:`)
  for (const part of parts) expect(message).toContain(part)
})

test('any text is read or refused with BAD_REQUEST, and at once', () => {
  const pieces = fc.constantFrom(
    ...fieldNames,
    ':',
    '-',
    '"',
    '\\',
    '*',
    ' ',
    'xx',
    '5',
    '>',
    '.',
    '10m',
    'é',
    '\0',
    '支',
    '\ud800',
    '%41',
    '(',
    'NEAR',
    'AND'
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''))
  )
  fc.assert(
    fc.property(text, (some) => {
      expect(codeOf(() => read(some))).toBeOneOf(['read', 'BAD_REQUEST'])
    }),
    { numRuns: 2000 }
  )
})

test('two thousand characters of any one sign are read in no time', () => {
  const began = performance.now()
  for (const sign of ['"', '\\', '-', ':', '*', '0', '.', 'a', 'a:', '"a" ', 'size:0.', 'since:1']) {
    expect(codeOf(() => read(sign.repeat(2000 / sign.length)))).toBeOneOf(['read', 'BAD_REQUEST'])
  }
  expect(performance.now() - began).toBeLessThan(5000)
})
