import { expect, test } from 'vitest'
import { backoffMs, backoffSteps, type Pace } from '../../electron/core/tunnel/backoff.ts'

const longest = (step: number, pace: Pace = 'polite'): number => backoffMs(step, pace, () => 0)
const shortest = (step: number, pace: Pace = 'polite'): number => backoffMs(step, pace, () => 0.999999)

test('polite waits grow to a minute and no further', () => {
  expect(Array.from({ length: 8 }, (_, step) => longest(step))).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000, 60_000])
})

test('eager waits stay under three seconds for a minute, and grow to a minute in the end', () => {
  const waits = Array.from({ length: 100 }, (_, step) => longest(step, 'eager'))
  expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 3_000, 3_000])
  const inFirstMinute = waits.filter((_, step) => waits.slice(0, step + 1).reduce((left, right) => left + right) <= 60_000)
  expect(Math.max(...inFirstMinute)).toBe(3_000)
  expect(waits.toSorted((left, right) => left - right)).toEqual(waits)
  expect(waits.at(-1)).toBe(60_000)
})

test.for<Pace>(['polite', 'eager'])('jitter shortens a %s wait by a quarter at most', (pace) => {
  for (let step = 0; step < 8; step++) {
    expect(shortest(step, pace)).toBeLessThan(longest(step, pace))
    expect(shortest(step, pace)).toBeGreaterThanOrEqual(longest(step, pace) * 0.75)
  }
})

test('even the shortest polite waits together outlast a grace of a minute', () => {
  const sum = Array.from({ length: backoffSteps }, (_, step) => shortest(step)).reduce((left, right) => left + right)
  expect(sum).toBeGreaterThan(60_000)
})
