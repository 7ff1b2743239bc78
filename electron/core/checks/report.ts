/** A report as it grows, line by line. */
import type { CheckCounts, CheckReport, CheckResult, CheckSummary } from '../../contract/index.ts'
import type { Scheme } from '../schemes/scheme.ts'

export interface ReportStart {
  readonly id: string
  readonly startedAt: number
  readonly scheme: Pick<Scheme, 'id' | 'label'>
  readonly targetUrl: string
  readonly stateUrl: string | undefined
  readonly base: CheckSummary['base']
  readonly endpointId?: string | undefined
  readonly total: number
}

export function newReport({ scheme, stateUrl, endpointId, ...start }: ReportStart): CheckReport {
  return {
    ...start,
    state: 'running',
    provider: scheme.id,
    providerLabel: scheme.label,
    ...(stateUrl === undefined ? {} : { stateUrl }),
    ...(endpointId === undefined ? {} : { endpointId }),
    counts: { pass: 0, warn: 0, fail: 0, skip: 0 },
    results: []
  }
}

/** With one more line, or with a line in the place of the one of the same case. */
export function addResult(report: CheckReport, result: CheckResult): CheckReport {
  const at = report.results.findIndex(({ caseId }) => caseId === result.caseId)
  const results = at === -1 ? [...report.results, result] : report.results.with(at, result)
  return { ...report, results, counts: countsOf(results) }
}

export function summaryOf(report: CheckReport): CheckSummary {
  const { results: _results, ...summary } = report
  return summary
}

function countsOf(results: readonly CheckResult[]): CheckCounts {
  const count = (status: CheckResult['status']): number => results.filter((result) => result.status === status).length
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip') }
}
