/** Deliveries and attempts for people. Every field of them is hostile: no control character reaches the terminal. */
import type { Attempt, DeliveryDetail, DeliverySummary, HeaderPair, Outcome } from '../../contract/index.ts'
import { deliveryLine, printable } from '../serve/delivery-lines.ts'

const shownBytes = 65_536

/** The line that `hooklab serve` prints, after the id. */
export function summaryLine(delivery: DeliverySummary): string {
  return `${delivery.id}  ${deliveryLine(delivery)}`
}

/** All of it, in paragraphs. */
export function describeDelivery(delivery: DeliveryDetail, attempts: readonly Attempt[]): string {
  const { headers, trailers, body, log } = delivery
  return [
    summaryLine(delivery),
    facts(delivery),
    paragraph(`Headers (${headers.length})`, headers.map(headerLine)),
    ...(trailers.length === 0 ? [] : [paragraph('Trailers', trailers.map(headerLine))]),
    paragraph(`Body (${body.sizeBytes} B)`, bodyLines(body)),
    ...(attempts.length === 0 ? [] : [paragraph('Attempts', attempts.map(attemptLine))]),
    paragraph(
      'Log',
      log.map(({ atMs, text }) => `${atMs.toFixed(1).padStart(9)} ms  ${printable(text)}`)
    )
  ].join('\n\n')
}

/** `#2  resend  http://127.0.0.1:3000/hook  200  4 ms` */
export function attemptLine({ number, kind, targetUrl, outcome, timings }: Attempt): string {
  return [`#${number}`, kind, printable(targetUrl), outcomeText(outcome), `${timings.totalMs.toFixed(0)} ms`].join('  ')
}

/** Whether the app took it. */
export function isTaken({ outcome }: Pick<Attempt, 'outcome'>): boolean {
  return outcome.kind === 'responded' && outcome.status >= 200 && outcome.status < 300
}

function outcomeText(outcome: Outcome): string {
  return outcome.kind === 'responded' ? String(outcome.status) : printable(`${outcome.kind}: ${outcome.detail}`)
}

function facts({ verdict, eventId, provider, responseStatus, remoteAddress, viaTunnel, redelivery, fault }: DeliveryDetail): string {
  const reason = verdict.status === 'failed' ? `${verdict.reason}: ${verdict.detail}` : (verdict.detail ?? '')
  const rows: (readonly [string, string])[] = [
    ['Verdict', reason === '' ? verdict.status : `${verdict.status}, ${reason}`],
    ['Provider', provider],
    ['Event id', eventId ?? 'none'],
    ['Answered', responseStatus === undefined ? 'not yet' : String(responseStatus)],
    ['From', `${remoteAddress}${viaTunnel ? ', through the tunnel' : ''}`],
    ...(redelivery > 0 ? [['Redelivery', String(redelivery)] as const] : []),
    ...(fault === undefined ? [] : [['Fault', fault] as const])
  ]
  return rows.map(([name, value]) => `  ${name.padEnd(12)}${printable(value)}`).join('\n')
}

function bodyLines({ base64, sizeBytes }: DeliveryDetail['body']): readonly string[] {
  const bytes = Buffer.from(base64, 'base64').subarray(0, shownBytes)
  if (bytes.length === 0) return ['(empty)']
  const lines = bytes.toString('utf8').split('\n').map(printable)
  return bytes.length === sizeBytes ? lines : [...lines, `… ${sizeBytes - bytes.length} more bytes; --body writes all of them`]
}

function headerLine([name, value]: HeaderPair): string {
  return printable(`${name}: ${value}`)
}

function paragraph(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n')
}
