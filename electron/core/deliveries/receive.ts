/**
 * A delivery's way: assess, decide, store, answer, publish.
 * Answered means stored: no answer leaves before the row is committed, and when storing fails the sender is told to retry.
 */
import type { LogStep } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints, ReadyEndpoint } from '../endpoints/endpoints.ts'
import { pathOf } from '../endpoints/routing.ts'
import { errorMessage } from '../errors.ts'
import type { CapturedRequest } from '../listener/capture.ts'
import type { Exchange } from '../listener/exchange.ts'
import type { Log } from '../log.ts'
import type { Relaying } from '../forwarding/forwarder.ts'
import type { Store } from '../store/store.ts'
import type { FaultEffect } from '../faults/fault-kind.ts'
import { notStored } from './answers.ts'
import { answerLater, goneSignal } from './answer-later.ts'
import { assess, type Assessment } from './assess.ts'
import { decide, type DecideContext, type Decision } from './decide.ts'
import type { Delivery, Reply } from './delivery.ts'
import type { KeySource } from './verify-request.ts'

export interface ReceiveOptions {
  readonly clock: Clock
  readonly log: Log
  readonly store: Pick<Store, 'nextDeliveryId' | 'insertDelivery' | 'updateDelivery'>
  readonly endpoints: Pick<Endpoints, 'route'>
  readonly context: () => DecideContext
  /** Keys that only providers have. */
  readonly keys: KeySource
  /** A stored delivery lacks the key of this name, which is on its way. */
  readonly onKeyAwaited: (delivery: Delivery, keyName: string) => void
  /** The body to answer a tunnel's own proof with, which is no delivery. */
  readonly answerProbe: (request: CapturedRequest) => Uint8Array | undefined
  /** Passes it to the relay target and gives the target's answer, or ours when there is none. Never rejects. */
  readonly relay: (delivery: Delivery, relaying: Relaying) => Promise<Reply>
  /** Stored for the first time. */
  readonly onStored: (delivery: Delivery, redelivery: number) => void
  /** Changed after it was stored: answered late, or left unanswered. */
  readonly onChanged: (delivery: Delivery, redelivery: number) => void
  /** The sender has its answer. */
  readonly onAnswered: (delivery: Delivery, endpoint: ReadyEndpoint | undefined) => void
}

export type Receive = (request: CapturedRequest, exchange: Exchange) => void

export function createReceive(options: ReceiveOptions): Receive {
  return (request, exchange) => {
    const proof = options.answerProbe(request)
    if (proof !== undefined) {
      exchange.send({
        status: 200,
        headers: [
          ['Content-Type', 'text/plain'],
          ['Cache-Control', 'no-store']
        ],
        body: proof
      })
      return
    }
    receiveOne(request, exchange, options).catch((error: unknown) => {
      // One bad delivery must not stop the listener.
      options.log.error('delivery.failed', { message: errorMessage(error) })
      exchange.send(notStored)
    })
  }
}

async function receiveOne(request: CapturedRequest, exchange: Exchange, options: ReceiveOptions): Promise<void> {
  const { clock, store } = options
  const endpoint = options.endpoints.route(pathOf(request.url))
  const assessment = assess(request, endpoint, { publicBase: request.tunnel?.publicBase, now: clock.now(), keys: options.keys })
  const decision = decide(request, endpoint, assessment, options.context())
  const immediate = immediateReply(decision)
  const delivery = buildDelivery({
    id: store.nextDeliveryId(request.firstByteAt),
    request,
    endpoint,
    assessment,
    decision,
    reply: immediate,
    now: clock.now()
  })

  const stored = store.insertDelivery(delivery)
  // The target is dialled while the row is written, and gets its first byte after that.
  const relayed = relaysAtOnce(decision) ? options.relay(delivery, { gone: goneSignal(exchange), stored }) : undefined
  let redelivery = 0
  try {
    redelivery = (await stored).redelivery
  } catch (error) {
    options.log.error('delivery.not_stored', { id: delivery.id, message: errorMessage(error) })
    exchange.send(notStored)
    return
  }
  if (assessment.awaitedKey !== undefined) options.onKeyAwaited(delivery, assessment.awaitedKey)
  if (immediate !== undefined) {
    if (decision.fault === undefined) exchange.send(immediate)
    else sendFault(exchange, immediate, decision.fault.effect)
    options.onStored(delivery, redelivery)
    options.onAnswered(delivery, endpoint)
    return
  }
  options.onStored(delivery, redelivery)
  await answerLater(delivery, { exchange, decision, endpoint, redelivery, options, ...(relayed === undefined ? {} : { relayed }) })
}

function sendFault(exchange: Exchange, reply: Reply, effect: FaultEffect): void {
  const transmission = effect.kind === 'reply' ? effect.transmission : undefined
  void exchange.transmit(reply, transmission ?? { kind: 'whole' })
}

/** The answer that can go as soon as the row is stored; nothing when it takes longer or there is none. */
function immediateReply(decision: Decision): Reply | undefined {
  const effect = decision.fault?.effect
  if (effect?.kind === 'reply') return effect.reply
  if (effect !== undefined) return undefined
  return decision.usual.kind === 'reply' ? decision.usual.reply : undefined
}

/** Nothing is done to the sender before the target's answer is there. */
function relaysAtOnce({ usual, fault }: Decision): boolean {
  return usual.kind === 'relay' && (fault === undefined || fault.effect.kind === 'alter')
}

interface Parts {
  readonly id: string
  readonly request: CapturedRequest
  readonly endpoint: ReadyEndpoint | undefined
  readonly assessment: Assessment
  readonly decision: Decision
  readonly reply: Reply | undefined
  readonly now: number
}

function buildDelivery(parts: Parts): Delivery {
  const { request, endpoint, assessment, decision, reply } = parts
  const { eventId, eventType } = assessment.identity
  return {
    id: parts.id,
    ...(endpoint === undefined ? {} : { endpointId: endpoint.row.id }),
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    headers: request.headers,
    trailers: request.trailers,
    body: request.body,
    receivedBytes: request.receivedBytes,
    incomplete: request.shortfall !== undefined && request.shortfall !== 'too_long',
    remoteAddress: request.remoteAddress,
    viaTunnel: request.tunnel !== undefined,
    ...(request.tunnel?.publicBase === undefined ? {} : { publicBase: request.tunnel.publicBase }),
    firstByteAt: request.firstByteAt,
    lastByteAt: request.lastByteAt,
    provider: assessment.provider,
    verdict: assessment.verdict,
    ...(eventId === undefined ? {} : { eventId }),
    ...(eventType === undefined ? {} : { eventType }),
    handshake: decision.handshake,
    ...(decision.fault === undefined ? {} : { fault: decision.fault.kind }),
    ...(reply === undefined ? {} : { reply }),
    durationMs: parts.now - request.firstByteAt,
    log: firstSteps(parts)
  }
}

function firstSteps({ request, endpoint, assessment, decision, reply, now }: Parts): LogStep[] {
  const start = request.firstByteAt
  const readMs = request.lastByteAt - start
  const steps: LogStep[] = [
    { atMs: 0, step: 'received', text: `${request.method} from ${request.remoteAddress}` },
    {
      atMs: readMs,
      step: 'read',
      text:
        request.shortfall === undefined
          ? `${request.receivedBytes} bytes of body`
          : `${request.receivedBytes} bytes of body, ${request.body.byteLength} kept`
    },
    { atMs: now - start, step: 'routed', text: endpoint === undefined ? 'No endpoint has this path' : `Endpoint ${endpoint.row.name}` },
    { atMs: now - start, step: assessment.verdict.status, text: assessment.verdict.detail ?? verdictText[assessment.verdict.status] }
  ]
  if (decision.fault !== undefined) steps.push({ atMs: now - start, step: 'fault', text: `Fault: ${decision.fault.text}` })
  if (reply !== undefined)
    steps.push({ atMs: now - start, step: 'answered', text: `Stored, then answered ${reply.status}${whyOf(decision)}` })
  else if (request.shortfall === 'client_left')
    steps.push({ atMs: readMs, step: 'gone', text: 'The sender left before the whole body came, so nothing was answered.' })
  return steps
}

function whyOf(decision: Decision): string {
  return decision.fault === undefined && decision.usual.kind === 'reply' ? `: ${decision.usual.why}` : ''
}

const verdictText = {
  verified: 'Signature verified',
  failed: 'Verification failed',
  unsigned: 'No signature, none expected',
  unchecked: 'Signature not checked'
} as const
