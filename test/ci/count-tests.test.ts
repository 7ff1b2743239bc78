import { expect, test } from 'vitest'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface Counting {
  countVitest(report: unknown, held: boolean): Count
  countPlaywright(report: unknown, held: boolean): Count
  sum(counts: readonly Count[]): Count
  resultLine(count: Count): string
}

// Plain JavaScript, as it must run before anything is installed but its packages.
const counting: Counting = await import(new URL('../../.ci/count-tests.mjs', import.meta.url).href)

test('passed, failed and skipped tests of both runners are added', () => {
  const unit = counting.countVitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] }, false)
  const browser = counting.countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } }, false)
  expect(counting.sum([unit, browser])).toEqual({ passed: 8, failed: 3, skipped: 2 })
})

test('a test file that could not be loaded is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [{ status: 'failed', assertionResults: [] }]
  }
  expect(counting.countVitest(report, false).failed).toBe(1)
})

test.each([
  ['crashed before it wrote anything', undefined, false],
  ['crashed after its tests', { numPassedTests: 5, stats: { expected: 5 } }, false],
  ['ran nothing', { numPassedTests: 0, stats: { expected: 0 } }, true],
  ['skipped everything', { numPassedTests: 0, numPendingTests: 4, stats: { expected: 0, skipped: 4 } }, true]
])('a runner that %s is a failure', (_, report, held) => {
  expect(counting.countVitest(report, held).failed).toBe(1)
  expect(counting.countPlaywright(report, held).failed).toBe(1)
})

test('the last line is plain', () => {
  expect(counting.resultLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(counting.resultLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})
