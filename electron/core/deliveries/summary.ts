/** A delivery in a list, made from the delivery itself, so that an interface sees it without a read from the store. */
import type { DeliverySummary } from '../../contract/index.ts'
import type { Delivery } from './delivery.ts'

export function summarise(delivery: Delivery, redelivery: number): DeliverySummary {
  return {
    id: delivery.id,
    receivedAt: delivery.firstByteAt,
    ...(delivery.endpointId === undefined ? {} : { endpointId: delivery.endpointId }),
    method: delivery.method,
    url: delivery.url,
    provider: delivery.provider,
    ...(delivery.eventType === undefined ? {} : { eventType: delivery.eventType }),
    ...(delivery.eventId === undefined ? {} : { eventId: delivery.eventId }),
    verdict: delivery.verdict,
    ...(delivery.reply === undefined ? {} : { responseStatus: delivery.reply.status }),
    ...(delivery.fault === undefined ? {} : { fault: delivery.fault }),
    handshake: delivery.handshake,
    sizeBytes: delivery.receivedBytes,
    durationMs: delivery.durationMs,
    viaTunnel: delivery.viaTunnel,
    attempts: 0,
    redelivery,
    starred: false
  }
}
