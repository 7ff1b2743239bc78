/** What a comparison is made of: header lines put side by side, JSON in one form, and marks at bytes. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { alignHeaders } from '../../renderer/features/diff/align-headers.ts'
import { differenceOf, isDifferent } from '../../renderer/features/diff/byte-difference.ts'
import { canonicalJson } from '../../renderer/features/diff/canonical-json.ts'

const kinds = (left: readonly HeaderPair[], right: readonly HeaderPair[]): string =>
  alignHeaders(left, right)
    .map(({ kind, left: one, right: other }) => `${kind} ${(one ?? other)?.join('=')}`)
    .join(', ')

test('of several lines with one name those with the same value meet', () => {
  expect(kinds([['a', '2']], [['a', '1'], ['a', '2']])).toBe('added a=1, same a=2') // prettier-ignore
  expect(kinds([['a', '1'], ['a', '2'], ['a', '3']], [['a', '2'], ['a', '3']])).toBe('removed a=1, same a=2, same a=3') // prettier-ignore
  expect(kinds([['X-Tag', '1']], [['x-tag', '1'], ['X-Tag', '1']])).toBe('added x-tag=1, same X-Tag=1') // prettier-ignore
})

test('a name in other case and a value that differs are changes of one line', () => {
  expect(kinds([['Host', 'a'], ['Accept', '*']], [['host', 'a'], ['Accept', 'json']])).toBe('changed Host=a, changed Accept=*') // prettier-ignore
})

test('many equal values never cost a pair', () => {
  const left = Array.from({ length: 150 }, (_, index): HeaderPair => ['a', String(index)])
  const right: HeaderPair[] = [...left.slice(1), ['a', 'last']]
  expect(alignHeaders(left, right).filter(({ kind }) => kind === 'changed' || kind === 'same')).toHaveLength(150)
})

const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'A', 'b', 'c'), fc.constantFrom('1', '2', '3')), { maxLength: 8 })

test('every line of both sides is in the rows once and in order, paired only by name, and as often as can be', () => {
  fc.assert(
    fc.property(pairs, pairs, (left, right) => {
      const rows = alignHeaders(left, right)
      expect(rows.flatMap((row) => (row.left ? [row.left] : []))).toEqual(left)
      expect(rows.flatMap((row) => (row.right ? [row.right] : []))).toEqual(right)
      const paired = rows.filter((row) => row.left && row.right)
      for (const { kind, left: one, right: other } of paired) {
        expect(one?.[0].toLowerCase()).toBe(other?.[0].toLowerCase())
        expect(kind).toBe(one?.[0] === other?.[0] && one?.[1] === other?.[1] ? 'same' : 'changed')
      }
      expect(paired).toHaveLength(mostPairs(left, right))
    }),
    { numRuns: 300 }
  )
})

/** The plain recursion, to compare with. */
function mostPairs([one, ...left]: readonly HeaderPair[], right: readonly HeaderPair[]): number {
  if (one === undefined) return 0
  const without = mostPairs(left, right)
  const at = right.findIndex(([name]) => name.toLowerCase() === one[0].toLowerCase())
  return at === -1 ? without : Math.max(without, 1 + mostPairs(left, right.slice(at + 1)))
}

test('two texts of one JSON value come to one form, and the value stays what it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.infiniteStream(fc.nat()), (value, random) => {
      const text = JSON.stringify(value)
      const other = JSON.stringify(shuffled(value, random), undefined, '\t')
      const form = canonicalJson(text)
      expect(canonicalJson(other)).toBe(form)
      expect(JSON.parse(form ?? '')).toEqual(JSON.parse(text))
      expect(canonicalJson(form ?? '')).toBe(form)
    }),
    { numRuns: 200 }
  )
})

/** The same value with the keys of its objects in another order. */
function shuffled(value: unknown, random: fc.Stream<number>): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => ({ key, item: shuffled(item, random), rank: random.next().value ?? 0 }))
  return Object.fromEntries(entries.sort((one, two) => one.rank - two.rank).map(({ key, item }) => [key, item]))
}

test('numbers, escapes and repeated keys are compared as they were written', () => {
  expect(canonicalJson('{"b":1.0,"a":12345678901234567890,"a":1e2, "c":"\\u0061"}')).toBe(
    '{\n  "a": 12345678901234567890,\n  "a": 1e2,\n  "b": 1.0,\n  "c": "\\u0061"\n}'
  )
  expect(canonicalJson(' [ ] ')).toBe('[]')
  expect(canonicalJson('\ufeff{}')).toBe('{}')
  expect(canonicalJson('"x"')).toBe('"x"')
})

test.each(['', ' ', '{', '{"a":}', '[1,]', '{} {}', 'NaN'])('%j has no form', (text) => {
  expect(canonicalJson(text)).toBeUndefined()
})

test('JSON made to be deep has no form and exhausts nothing', () => {
  expect(canonicalJson('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined()
  expect(canonicalJson(`${'['.repeat(150)}1${']'.repeat(150)}`)).toBeDefined()
})

const bytes = fc.uint8Array({ max: 2, maxLength: 10 })

test('marks are where the bytes differ: the same from both sides, and as many as counted', () => {
  fc.assert(
    fc.property(bytes, bytes, (left, right) => {
      const difference = differenceOf(left, right)
      const marks = (own: Uint8Array, other: Uint8Array): number[] =>
        [...own.keys()].filter((at) => isDifferent(own, other, difference, at))
      expect(differenceOf(right, left)).toEqual(difference)
      expect(difference.count === 0).toBe(Buffer.from(left).equals(right))
      expect(Math.max(marks(left, right).length, marks(right, left).length)).toBe(difference.count)
      // What is not marked on either side is what both have in common.
      const unmarked = (own: Uint8Array, other: Uint8Array): number[] =>
        [...own].filter((_, at) => !isDifferent(own, other, difference, at))
      expect(unmarked(left, right)).toEqual(unmarked(right, left))
    }),
    { numRuns: 500 }
  )
})

test('a byte put in is one difference, and one changed leaves the rest unmarked', () => {
  expect(differenceOf(Buffer.from('abcd'), Buffer.from('abXcd'))).toEqual({ prefix: 2, suffix: 2, count: 1 })
  expect(differenceOf(Buffer.from('abcde'), Buffer.from('aXcXe'))).toEqual({ prefix: 1, suffix: 1, count: 2 })
  expect(differenceOf(Buffer.from(''), Buffer.from(''))).toEqual({ prefix: 0, suffix: 0, count: 0 })
  expect(differenceOf(Buffer.from('aa'), Buffer.from('a'))).toEqual({ prefix: 1, suffix: 0, count: 1 })
})
