/** A report as Markdown, for a pull request or a wiki. */
import type { CheckReport, CheckResult, CheckStatus } from '../../../contract/index.ts'

const marks: Record<CheckStatus, string> = { pass: '✅ pass', warn: '⚠️ warn', fail: '❌ fail', skip: '➖ skipped' }

export function markdownReport(report: CheckReport): string {
  const { counts, results, providerLabel, targetUrl, stateUrl } = report
  const trouble = results.filter(({ status }) => status === 'fail' || status === 'warn')
  return [
    `# Handler check: ${inline(providerLabel)}`,
    '',
    `- Target: ${code(targetUrl)}`,
    ...(stateUrl === undefined ? [] : [`- State: ${code(stateUrl)}`]),
    `- Event: ${report.base.kind === 'sample' ? `sample ${code(report.base.type)}` : `delivery ${code(report.base.deliveryId)}`}`,
    `- Run at: ${new Date(report.startedAt).toISOString()}`,
    `- **${counts.fail} failed, ${counts.warn} ${counts.warn === 1 ? 'warning' : 'warnings'}, ${counts.pass} passed, ${counts.skip} skipped**`,
    ...(report.problem === undefined ? [] : ['', `> The check could not run: ${inline(report.problem)}`]),
    '',
    '| case | result | what came back |',
    '| --- | --- | --- |',
    ...results.map(({ title, status, received }) => `| ${inline(title)} | ${marks[status]} | ${inline(received)} |`),
    ...trouble.flatMap(section),
    ''
  ].join('\n')
}

function section({ title, status, sent, expected, received, why, fix, source }: CheckResult): string[] {
  return [
    '',
    `## ${marks[status].split(' ')[0]} ${inline(title)}`,
    '',
    `- **Sent:** ${inline(sent)}`,
    `- **Expected:** ${inline(expected)}`,
    `- **Received:** ${inline(received)}`,
    `- **Why:** ${inline(why)} ([source](${source}))`,
    ...(fix === undefined ? [] : [`- **Fix:** ${inline(fix)}`])
  ]
}

/** Text in which nothing is markup: an app's answer may hold anything. */
function inline(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`)
}

function code(text: string): string {
  return `\`${text.replaceAll(/[`\r\n]/g, '')}\``
}
