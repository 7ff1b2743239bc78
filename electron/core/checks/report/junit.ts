/** A report as JUnit XML, which CI systems show as tests. */
import type { CheckReport, CheckResult } from '../../../contract/index.ts'

/** Shape: one suite, one test case a line; warnings pass and say so in `system-out`. */
export function junitReport(report: CheckReport): string {
  const { counts, results, providerLabel, targetUrl } = report
  const took = results.reduce((sum, { tookMs }) => sum + tookMs, 0)
  const errors = report.state === 'failed' ? 1 : 0
  const totals = `tests="${results.length + errors}" failures="${counts.fail}" errors="${errors}" skipped="${counts.skip}" time="${seconds(took)}"`
  const stamp = new Date(report.startedAt).toISOString().replace(/\.\d+Z$/, '')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="hooklab check" ${totals}>`,
    `  <testsuite name="${escape(`${providerLabel} handler at ${targetUrl}`)}" timestamp="${stamp}" ${totals}>`,
    ...results.map(testCase),
    ...(report.problem === undefined
      ? []
      : [
          `    <testcase classname="hooklab.check" name="The check can run" time="0">\n      <error message="${escape(report.problem)}"/>\n    </testcase>`
        ]),
    '  </testsuite>',
    '</testsuites>',
    ''
  ].join('\n')
}

function testCase(result: CheckResult): string {
  const { caseId, group, title, tookMs } = result
  const open = `    <testcase classname="hooklab.check.${group}" name="${escape(`${title} (${caseId})`)}" time="${seconds(tookMs)}">`
  return `${open}\n${inside(result)}\n    </testcase>`
}

function inside(result: CheckResult): string {
  const text = escape(describe(result))
  switch (result.status) {
    case 'fail':
      return `      <failure type="hooklab.${result.caseId}" message="${escape(result.received)}">${text}</failure>`
    case 'skip':
      return `      <skipped message="${escape(result.received)}"/>`
    case 'warn':
      return `      <system-out>Warning\n${text}</system-out>`
    case 'pass':
      return `      <system-out>${text}</system-out>`
  }
}

function describe({ sent, expected, received, why, fix, source }: CheckResult): string {
  return [
    `Sent: ${sent}`,
    `Expected: ${expected}`,
    `Received: ${received}`,
    `Why: ${why}`,
    ...(fix === undefined ? [] : [`Fix: ${fix}`]),
    `Source: ${source}`
  ].join('\n')
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3)
}

/** Also takes out what XML 1.0 can't hold at all, which an app's answer may contain. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
