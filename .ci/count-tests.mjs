/** Counting what two test runners say. A skipped test has not passed; a runner that says nothing has failed. */

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
    passed: report?.stats?.expected ?? 0,
    failed: (report?.stats?.unexpected ?? 0) + (report?.stats?.flaky ?? 0),
    skipped: report?.stats?.skipped ?? 0
  })
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
