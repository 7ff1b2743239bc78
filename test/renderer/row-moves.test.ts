import { expect, test } from 'vitest'
import { createRowMoves } from '../../renderer/features/deliveries/row-moves.ts'

test('a press right after a row came means the row that stood there before', () => {
  const moves = createRowMoves()
  moves.pointed(100)
  moves.moved(1, 1_000)
  expect(moves.since(1_050, 100)).toBe(1)
  moves.pointed(104)
  moves.moved(2, 1_100)
  expect(moves.since(1_150, 103)).toBe(3)
})

test('a row that has stood there for a moment is meant itself', () => {
  const moves = createRowMoves()
  moves.pointed(100)
  moves.moved(1, 1_000)
  expect(moves.since(1_200, 100)).toBe(0)
  moves.moved(1, 1_300)
  expect(moves.since(1_350, 100)).toBe(1)
})

test('a pointer that came after the row moved means what it came to', () => {
  const moves = createRowMoves()
  moves.moved(1, 1_000)
  expect(moves.since(1_050, 100)).toBe(0)
  moves.pointed(300)
  moves.moved(1, 1_060)
  moves.pointed(100)
  expect(moves.since(1_070, 100)).toBe(0)
})

test('in a flood, what is under the pointer is meant', () => {
  const moves = createRowMoves()
  moves.pointed(100)
  for (let at = 1_000; at < 1_100; at += 10) moves.moved(1, at)
  expect(moves.since(1_100, 100)).toBe(0)
})
