/** Counting what two test runners say. A skipped test has not passed; a runner that says nothing has failed. */
import { stripVTControlCharacters } from 'node:util'

/** `held` is whether the runner itself ended well. */
export function countVitest(report, held) {
  const broken = (report?.testResults ?? []).filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return settle(held, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  })
}

export function countPlaywright(report, held) {
  return settle(held, {
    passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0),
    failed: report?.stats?.unexpected ?? 0,
    skipped: report?.stats?.skipped ?? 0
  })
}

/** The tests that passed on their second try, with the first line of what went wrong before. */
export function secondTries(vitest, playwright) {
  const unit = (vitest?.testResults ?? [])
    .flatMap((file) => file.assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`)
  const browser = specsOf(playwright?.suites ?? [])
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ title, tests }) => `${title}: ${firstLine(tests[0]?.results[0]?.error?.message)}`)
  return [...unit, ...browser]
}

function specsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)])
}

function firstLine(text = '') {
  return stripVTControlCharacters(text).split('\n', 1)[0]
}

export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) for (const key of Object.keys(total)) total[key] += count[key]
  return total
}

export function resultLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A runner that crashed, or in which nothing ran, counts as a failure even when no test did. */
function settle(held, counts) {
  const wellEnded = held && counts.passed > 0
  return wellEnded || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}
