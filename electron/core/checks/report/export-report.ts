/** A report as a file: JSON as the contract has it, JUnit XML or Markdown. */
import type { CheckExport, CheckFormat, CheckReport } from '../../../contract/index.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'

export function exportReport(report: CheckReport, format: CheckFormat): CheckExport {
  const name = `handler-check-${report.provider}-${new Date(report.startedAt).toISOString().slice(0, 16).replace(/[T:]/g, '-')}`
  switch (format) {
    case 'json':
      return { fileName: `${name}.json`, mediaType: 'application/json', text: `${JSON.stringify(report, undefined, 2)}\n` }
    case 'junit':
      return { fileName: `${name}.xml`, mediaType: 'application/xml', text: junitReport(report) }
    case 'markdown':
      return { fileName: `${name}.md`, mediaType: 'text/markdown', text: markdownReport(report) }
  }
}
