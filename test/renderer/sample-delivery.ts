/** Deliveries as the list knows them, for tests of the interface's pure parts. */
import type { DeliverySummary } from '../../electron/contract/index.ts'

/** `number` decides id and time: a higher one is newer. */
export function sampleDelivery(number: number, change: Partial<DeliverySummary> = {}): DeliverySummary {
  return {
    id: `d${String(number).padStart(8, '0')}`,
    receivedAt: 1_700_000_000_000 + number,
    endpointId: 'webhook',
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    verdict: { status: 'unsigned' },
    responseStatus: 200,
    handshake: false,
    sizeBytes: 20,
    durationMs: 1.5,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false,
    ...change
  }
}

/** Newest first, as the list gives them: from `newest` down to `oldest`. */
export function samplePage(newest: number, oldest: number): DeliverySummary[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => sampleDelivery(newest - index))
}
