/** A row as one sentence, for a screen reader and for whoever can't tell the marks apart. */
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { outcomeClause } from '../../components/status-code.tsx'
import { verdictText } from '../../components/verdict-mark.tsx'
import { formatClock } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'

export function describeRow(delivery: DeliverySummary): string {
  const { eventType, method, url, verdict, responseStatus, lastOutcome, attempts, redelivery, handshake, fault, starred, receivedAt } =
    delivery
  const parts = [
    eventType === undefined ? undefined : visibleText(eventType),
    visibleText(`${method} ${url}`),
    verdictText(verdict.status).toLowerCase(),
    responseStatus === undefined ? 'not answered' : `answered ${responseStatus}`,
    lastOutcome && `target ${outcomeClause(lastOutcome)}`,
    attempts > 1 ? `${attempts} attempts` : undefined,
    redelivery > 0 ? `redelivery ${redelivery}` : undefined,
    handshake ? 'handshake' : undefined,
    fault === undefined ? undefined : `fault ${fault}`,
    starred ? 'starred' : undefined,
    `at ${formatClock(receivedAt)}`
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}
