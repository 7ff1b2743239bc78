/** What happens around a delivery once it is stored: interfaces are told, the text log is written, targets get it. */
import type { ChangeBus } from '../changes/change-bus.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import type { TextLog } from '../listener/text-log.ts'
import type { Delivery } from './delivery.ts'
import { summarise } from './summary.ts'

export interface FollowUpOptions {
  readonly bus: ChangeBus
  readonly textLog: TextLog
  readonly logBodies: () => boolean
  readonly endpointName: (id: string) => string
  /** Sends it to the endpoint's after-ack targets. */
  readonly afterAck: (delivery: Delivery, endpointId: string) => void
  readonly onThroughTunnel: (at: number) => void
}

export class FollowUp {
  readonly #options: FollowUpOptions
  receivedCount = 0

  constructor(options: FollowUpOptions) {
    this.#options = options
  }

  stored(delivery: Delivery, redelivery: number): void {
    const { bus, textLog, endpointName, logBodies } = this.#options
    this.receivedCount += 1
    if (bus.followerCount > 0) bus.received(summarise(delivery, redelivery))
    textLog.append({
      at: delivery.firstByteAt,
      endpoint: delivery.endpointId === undefined ? '-' : endpointName(delivery.endpointId),
      verdict: delivery.verdict.status === 'failed' ? `failed/${delivery.verdict.reason}` : delivery.verdict.status,
      status: delivery.reply?.status,
      eventType: delivery.eventType,
      body: logBodies() ? delivery.body : undefined
    })
    if (delivery.viaTunnel) this.#options.onThroughTunnel(delivery.firstByteAt)
  }

  changed(delivery: Delivery, redelivery: number): void {
    if (this.#options.bus.followerCount > 0) this.#options.bus.updated(summarise(delivery, redelivery))
  }

  /** Only a delivery that was taken goes on to the app: a refused one is the sender's to send again. */
  answered(delivery: Delivery, endpoint: ReadyEndpoint | undefined): void {
    const status = delivery.reply?.status ?? 0
    if (endpoint === undefined || delivery.handshake || status < 200 || status >= 300) return
    this.#options.afterAck(delivery, endpoint.row.id)
  }
}
