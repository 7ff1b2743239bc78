/** The report for people at a terminal: a line a case as it ends, with what to do beneath those that need it. */
import { stripVTControlCharacters, styleText } from 'node:util'
import type { CheckReport, CheckResult, CheckStatus } from '../../contract/index.ts'

type Style = Parameters<typeof styleText>[0]

const marks: Record<CheckStatus, { readonly mark: string; readonly style: Style }> = {
  pass: { mark: '✓', style: 'green' },
  warn: { mark: '!', style: 'yellow' },
  fail: { mark: '✗', style: 'red' },
  skip: { mark: '–', style: 'gray' }
}

const titleWidth = 46
const indent = '    '

/** Paints only where the stream shows colours: a terminal, unless NO_COLOR is set. */
export function painter(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  return (style, text) => styleText(style, text, { stream })
}

export type Paint = ReturnType<typeof painter>

export function headLines({ providerLabel, targetUrl, base, total }: CheckReport, paint: Paint): string {
  const event = base.kind === 'sample' ? base.type : base.deliveryId
  return `\n${paint('bold', `${providerLabel} handler`)} at ${plain(targetUrl)}\n${paint('gray', `${total} cases, made of a sample "${event}"`)}\n\n`
}

export function resultLines(result: CheckResult, paint: Paint): string {
  const { mark, style } = marks[result.status]
  const title = result.title.padEnd(titleWidth)
  const first = `  ${paint(style, mark)} ${result.status === 'skip' ? paint('gray', title) : title} ${paint('gray', plain(result.received))}\n`
  if (result.status !== 'fail' && result.status !== 'warn') return first
  const facts = [
    ['sent', result.sent],
    ['expected', result.expected],
    ['why', result.why],
    ['fix', result.fix ?? ''],
    ['source', result.source]
  ].filter(([, text]) => text !== '')
  return `${first}${facts.map(([name = '', text = '']) => `${indent}${paint('gray', name.padEnd(9))} ${name === 'fix' ? paint(style, plain(text)) : plain(text)}\n`).join('')}\n`
}

export function lastLines({ counts, state, problem }: CheckReport, paint: Paint): string {
  if (state === 'failed') return `${paint('red', `The check could not run. ${plain(problem ?? '')}`)}\n`
  const parts = [
    counts.fail > 0 ? paint('red', `${counts.fail} failed`) : '',
    counts.warn > 0 ? paint('yellow', `${counts.warn} ${counts.warn === 1 ? 'warning' : 'warnings'}`) : '',
    paint('green', `${counts.pass} passed`),
    counts.skip > 0 ? paint('gray', `${counts.skip} left out`) : ''
  ]
  return `\n${state === 'stopped' ? 'Stopped. ' : ''}${parts.filter((part) => part !== '').join(', ')}\n`
}

/** What an app answered must not write to the terminal in ways of its own. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\p{Cc}+/gu, ' ')
}
