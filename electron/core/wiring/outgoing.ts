/** Everything that leaves for the developer's app: forwarding, relaying, resending, samples. */
import { randomBytes } from 'node:crypto'
import type { Attempt, ResendInput, SelfTest, SelfTestInput } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { jsonReply } from '../deliveries/answers.ts'
import type { Assessment } from '../deliveries/assess.ts'
import type { Delivery, Reply } from '../deliveries/delivery.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import type { Exposure } from '../exposure/exposure.ts'
import type { Send } from '../forwarding/attempt.ts'
import { createForwarder, type Forwarder, findRelayTarget, type Relaying } from '../forwarding/forwarder.ts'
import { relayReply } from '../forwarding/relay-reply.ts'
import { createSender } from '../forwarding/send.ts'
import { isLoopbackUrl } from '../forwarding/target-address.ts'
import { Unsent } from '../forwarding/unsent.ts'
import type { SendingServices } from '../router/services.ts'
import { createSending, type Sending } from './sending.ts'
import type { MatchSubject } from '../matching/match.ts'
import { openSamples, type Samples } from '../samples/open-samples.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Targets } from '../targets/targets.ts'
import { createSelfTest } from '../tunnel/self-test.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'
import { createTellSummaries } from './tell-summaries.ts'

export interface OutgoingParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly endpoints: Endpoints
  readonly targets: Targets
  readonly tunnel: TunnelSupervisor
  readonly exposure: Pick<Exposure, 'credentials' | 'refusalOfTest'>
  readonly listenerPort: number
  /** Where tunnels come in: the listener too. */
  readonly doorPort: number
}

export interface Outgoing {
  /** Whether an enabled relay target takes this delivery. */
  relays(endpointId: string, assessment: Assessment): boolean
  relay(delivery: Delivery, relaying: Relaying): Promise<Reply>
  afterAck(delivery: Delivery, endpointId: string): void
  resend(deliveryId: string, input: ResendInput, signal?: AbortSignal): Promise<readonly Attempt[]>
  readonly sending: SendingServices
  /** The one way out, for what is no attempt of a delivery. */
  readonly send: Send
  readonly samples: Samples
  /** Sends a signed sample through the public URL and tells each station of its way. */
  testTunnel(input: SelfTestInput): Promise<SelfTest>
  /** Takes up what the last run left unsent. */
  start(): Promise<void>
  close(): Promise<void>
}

export function createOutgoing(parts: OutgoingParts): Outgoing {
  const { ports, store, endpoints, targets } = parts
  const sender = createSender({ clock: ports.clock, log: ports.log })
  const tellSummary = createTellSummaries({ store, bus: parts.bus, clock: ports.clock })
  const onAttempt = (attempt: Attempt): void => {
    if (parts.bus.followerCount === 0) return
    parts.bus.publish({ type: 'attempt.finished', attempt })
    tellSummary(attempt.deliveryId)
  }
  const sending = createSending({ ...parts, send: sender.send, onAttempt })
  const forwarder = openForwarder(parts, sending)
  const unsent = createUnsent(parts, sending, forwarder)
  const samples = openSamples({
    send: sender.send,
    store,
    clock: ports.clock,
    newId: () => randomBytes(12).toString('hex'),
    secretStore: ports.secretStore,
    endpoints,
    listenerUrl: `http://127.0.0.1:${parts.listenerPort}`,
    tunnel: () => parts.tunnel.tunnel,
    credentials: () => parts.exposure.credentials
  })
  return {
    relays: (endpointId, assessment) => findRelayTarget(targets.list(endpointId), subjectOf(assessment)) !== undefined,
    async relay(delivery, relaying) {
      const target = findRelayTarget(targets.list(delivery.endpointId ?? ''), delivery)
      if (target === undefined) return jsonReply(502, 'The relay target was removed while the delivery was on its way')
      return relayReply(await forwarder.relay(delivery, target, relaying), target)
    },
    afterAck: (delivery, endpointId) => forwarder.afterAck(delivery, targets.list(endpointId)),
    resend: (deliveryId, input, signal) => sending.resend(deliveryId, input, signal),
    sending: sending.services,
    async start() {
      await sending.start()
      await unsent.start()
    },
    send: sender.send,
    samples,
    testTunnel: createSelfTest({
      store,
      clock: ports.clock,
      endpoints: () => endpoints.allReady(),
      tunnel: () => parts.tunnel.tunnel,
      exposure: parts.exposure,
      samples
    }),
    async close() {
      unsent.stop()
      const idle = [forwarder.close(), sending.close()]
      await sender.close()
      await Promise.all(idle)
      await unsent.close()
    }
  }
}

function openForwarder({ ports, store, endpoints, targets, listenerPort, doorPort }: OutgoingParts, sending: Sending): Forwarder {
  return createForwarder({
    store,
    attempts: sending.attempts,
    lanes: sending.lanes,
    clock: ports.clock,
    log: ports.log,
    endpointPath: (id) => endpoints.find(id)?.row.path,
    findTarget: (id) => targets.find(id),
    isOwnUrl: (url) => isOwnUrl(url, [listenerPort, doorPort])
  })
}

function createUnsent({ ports, store, targets }: OutgoingParts, { lanes }: Sending, forwarder: Forwarder): Unsent {
  return new Unsent({
    store,
    lanes,
    clock: ports.clock,
    log: ports.log,
    targets: () => targets.all(),
    findTarget: (id) => targets.find(id),
    takeUp: (delivery, target) => forwarder.takeUp(delivery, target)
  })
}

function subjectOf({ signed, identity }: Assessment): MatchSubject {
  return { method: signed.method, headers: signed.headers, body: signed.body, eventType: identity.eventType }
}

function isOwnUrl(url: URL, ports: readonly number[]): boolean {
  return isLoopbackUrl(url) && ports.includes(Number(url.port === '' ? 80 : url.port))
}
