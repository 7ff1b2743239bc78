import { expect, test } from 'vitest'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface Counting {
  countVitest(report: unknown, held: boolean): Count
  countPlaywright(report: unknown, held: boolean): Count
  secondTries(vitest: unknown, playwright: unknown): readonly string[]
  sum(counts: readonly Count[]): Count
  resultLine(count: Count): string
}

// Plain JavaScript, as it must run before anything is installed but its packages.
const counting: Counting = await import(new URL('../../.ci/count-tests.mjs', import.meta.url).href)

test('passed, failed and skipped tests of both runners are added', () => {
  const unit = counting.countVitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] }, false)
  const browser = counting.countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } }, false)
  expect(counting.sum([unit, browser])).toEqual({ passed: 9, failed: 2, skipped: 2 })
})

test('what passed on its second try is named, with what went wrong before', () => {
  const unit = {
    testResults: [
      {
        assertionResults: [
          { status: 'passed', fullName: 'slow start', failureMessages: ['Error: timed out\n    at somewhere'] },
          { status: 'passed', fullName: 'fine', failureMessages: [] },
          { status: 'failed', fullName: 'broken', failureMessages: ['Error: no'] }
        ]
      }
    ]
  }
  const flaky = { title: 'a click', tests: [{ status: 'flaky', results: [{ error: { message: 'not visible\nlog' } }, {}] }] }
  const browser = { suites: [{ suites: [{ specs: [flaky, { title: 'fine', tests: [{ status: 'expected', results: [{}] }] }] }] }] }
  expect(counting.secondTries(unit, browser)).toEqual(['slow start: Error: timed out', 'a click: not visible'])
  expect(counting.secondTries(undefined, undefined)).toEqual([])
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
