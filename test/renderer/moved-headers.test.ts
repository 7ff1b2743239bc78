import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { alignHeaders } from '../../renderer/features/diff/align-headers.ts'
import { withMoved } from '../../renderer/features/diff/moved-headers.ts'

const rows = (left: readonly HeaderPair[], right: readonly HeaderPair[]): readonly (readonly unknown[])[] =>
  withMoved(alignHeaders(left, right)).map((row) => [row.kind, row.left?.join(': '), row.right?.join(': ')])

const one: HeaderPair = ['A', '1']
const other: HeaderPair = ['B', '2']

test('a signature that was made anew and put last is one changed line', () => {
  expect(rows([['stripe-signature', 't=1'], one, other], [one, other, ['Stripe-Signature', 't=2']])).toEqual([
    ['changed', 'stripe-signature: t=1', 'Stripe-Signature: t=2'],
    ['same', 'A: 1', 'A: 1'],
    ['same', 'B: 2', 'B: 2']
  ])
})

test('a line that only moved says so, and repeats keep their order', () => {
  expect(rows([['X', 'a'], ['X', 'b'], one, other], [one, other, ['X', 'a'], ['X', 'b']])).toEqual([
    ['moved', 'X: a', 'X: a'],
    ['moved', 'X: b', 'X: b'],
    ['same', 'A: 1', 'A: 1'],
    ['same', 'B: 2', 'B: 2']
  ])
})

test('what is only on one side stays removed or added', () => {
  expect(rows([one], [other])).toEqual([
    ['removed', 'A: 1', undefined],
    ['added', undefined, 'B: 2']
  ])
})
