/** Reports as files: Markdown in which nothing but ours is markup, JSON as in the contract. The XML is tested by a browser's parser. */
import { describe, expect, test } from 'vitest'
import { checkReport } from '../../electron/contract/index.ts'
import { exportReport } from '../../electron/core/checks/report/export-report.ts'
import { report } from './hostile-report.ts'

describe('Markdown', () => {
  const { text } = exportReport(report, 'markdown')

  test('has a table of all cases and a section for each that needs something', () => {
    const lines = text.split('\n')
    expect(lines.filter((line) => line.startsWith('| Title'))).toHaveLength(4)
    for (const line of lines.filter((one) => one.startsWith('|'))) expect(line.match(/(?<!\\)\|/g)).toHaveLength(4)
    expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## ⚠️ Title of case-warn', '## ❌ Title of case-fail'])
    expect(text).toContain('**1 failed, 1 warning, 1 passed, 1 skipped**')
  })

  test('lets nothing of an answer be markup', () => {
    expect(text).not.toMatch(/(?<!\\)<b/)
    expect(text).not.toMatch(/(?<!\\)\[d\]/)
    expect(text).not.toMatch(/^# h/m)
  })
})

test('JSON is the report as the contract has it', () => {
  const { text } = exportReport(report, 'json')
  const parsed: unknown = JSON.parse(text)
  expect(checkReport.parse(parsed)).toEqual(parsed)
})
