/** A report of an app that answers with markup, control characters and broken Unicode. */
import type { CheckReport, CheckResult } from '../../electron/contract/index.ts'
import { addResult, newReport } from '../../electron/core/checks/report.ts'

const hostile = 'a <b>&"\'| `c` [d](e) \u0000\u0007\u001b[31m \ud800 ]]> *f* _g_ \r\n# h'

function result(caseId: string, status: CheckResult['status']): CheckResult {
  return {
    caseId,
    title: `Title of ${caseId}`,
    group: 'body',
    status,
    sent: hostile,
    expected: 'A 2xx answer.',
    why: hostile,
    source: 'https://example.com/a?b=c&d=e',
    received: hostile,
    ...(status === 'pass' || status === 'skip' ? {} : { fix: hostile }),
    exchanges: [],
    tookMs: 12.5
  }
}

export const start = newReport({
  id: 'chk_1',
  startedAt: Date.parse('2026-11-24T12:00:00.123Z'),
  scheme: { id: 'stripe', label: 'Stripe <&>' },
  targetUrl: 'http://127.0.0.1:3000/?a=1&b="2"',
  stateUrl: undefined,
  base: { kind: 'sample', type: 'invoice.paid' },
  total: 4
})
export const report = (['pass', 'warn', 'fail', 'skip'] as const).reduce<CheckReport>(
  (before, status) => addResult(before, result(`case-${status}`, status)),
  { ...start, state: 'finished' }
)
