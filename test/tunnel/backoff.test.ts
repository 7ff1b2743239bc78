import { expect, test } from 'vitest'
import { backoffMs, backoffSteps } from '../../electron/core/tunnel/backoff.ts'

const longest = (step: number): number => backoffMs(step, () => 0)
const shortest = (step: number): number => backoffMs(step, () => 0.999999)

test('waits grow to a minute and no further', () => {
  expect(Array.from({ length: 8 }, (_, step) => longest(step))).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000, 60_000])
})

test('jitter shortens a wait by a quarter at most', () => {
  for (let step = 0; step < 8; step++) {
    expect(shortest(step)).toBeLessThan(longest(step))
    expect(shortest(step)).toBeGreaterThanOrEqual(longest(step) * 0.75)
  }
})

test('even the shortest waits together outlast a grace of a minute', () => {
  const sum = Array.from({ length: backoffSteps }, (_, step) => shortest(step)).reduce((left, right) => left + right)
  expect(sum).toBeGreaterThan(60_000)
})
