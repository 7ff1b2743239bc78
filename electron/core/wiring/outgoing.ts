/** Everything that leaves for the developer's app: forwarding, relaying, resending, samples. */
import type { Attempt, ResendInput, SampleInfo, SendSampleInput, SentSample } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { jsonReply } from '../deliveries/answers.ts'
import type { Assessment } from '../deliveries/assess.ts'
import type { Delivery, Reply } from '../deliveries/delivery.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Targets } from '../targets/targets.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'

export interface OutgoingParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly endpoints: Endpoints
  readonly targets: Targets
  readonly tunnel: TunnelSupervisor
  readonly listenerUrl: string
}

export interface Outgoing {
  relays(endpointId: string, assessment: Assessment): boolean
  relay(delivery: Delivery, assessment: Assessment): Promise<Reply>
  afterAck(delivery: Delivery, endpointId: string): void
  resend(deliveryId: string, input: ResendInput): Promise<readonly Attempt[]>
  listSamples(): readonly SampleInfo[]
  sendSample(input: SendSampleInput): Promise<SentSample>
  close(): Promise<void>
}

export function createOutgoing(_parts: OutgoingParts): Outgoing {
  const soon = new AppError('UNPROCESSABLE', 'Sending is not wired yet.')
  return {
    relays: () => false,
    relay: () => Promise.resolve(jsonReply(502, 'No target')),
    afterAck() {},
    resend: () => Promise.reject(soon),
    listSamples: () => [],
    sendSample: () => Promise.reject(soon),
    close: () => Promise.resolve()
  }
}
