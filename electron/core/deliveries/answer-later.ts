/** The answers that need time, or are none: a relay, a delay, a hang, a connection that is dropped, an odd transmission. */
import type { LogStep } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { errorMessage } from '../errors.ts'
import type { Altered } from '../faults/fault-kind.ts'
import type { Exchange } from '../listener/exchange.ts'
import { notStored } from './answers.ts'
import type { Decision } from './decide.ts'
import type { Delivery, DeliveryPatch, Reply } from './delivery.ts'
import type { ReceiveOptions } from './receive.ts'

export interface Later {
  readonly exchange: Exchange
  readonly decision: Decision
  readonly endpoint: ReadyEndpoint | undefined
  readonly redelivery: number
  readonly options: ReceiveOptions
  /** The target's answer, where it was asked for while the delivery was being stored. */
  readonly relayed?: Promise<Reply>
  /** The answer has gone already. */
  readonly answered?: boolean
}

/** Answers a delivery that is stored already. What is done to the sender on purpose is stored before it is done. */
export async function answerLater(delivery: Delivery, later: Later): Promise<void> {
  const { exchange, decision } = later
  const effect = decision.fault?.effect
  if (effect?.kind === 'hang') return hang(delivery, effect.forMs, later)
  if (effect?.kind === 'drop') {
    const text = effect.how === 'reset' ? 'Connection reset before the answer.' : 'Connection closed without an answer.'
    await amend(delivery, undefined, effect.how === 'reset' ? 'reset' : 'closed', text, later)
    return exchange.drop(effect.how)
  }
  if (decision.usual.kind === 'none') return
  if (effect?.kind === 'delay') await pause(effect.ms, later)
  const usual = decision.usual.kind === 'relay' ? await relayedReply(delivery, later) : decision.usual.reply
  if (!exchange.open) {
    await amend(delivery, undefined, 'gone', 'The sender closed the connection before the answer was ready.', later)
    return
  }
  if (effect?.kind === 'alter') return answerAltered(delivery, effect.alter(usual), later)
  // The delivery itself is stored; a relay's provider need not wait for the record of what its own app has answered.
  const relayed = decision.usual.kind === 'relay'
  if (relayed) exchange.send(usual)
  const amended = await amend(delivery, usual, 'answered', `Answered ${usual.status}.`, { ...later, answered: relayed })
  if (amended !== undefined && !relayed) exchange.send(usual)
  tell(amended, later)
}

/** Resolves once the sender has gone, or has been sent away. */
async function hang(delivery: Delivery, forMs: number, later: Later): Promise<void> {
  const { exchange } = later
  const gone = await new Promise<boolean>((resolve) => {
    const cancel = later.options.clock.after(forMs, () => resolve(false))
    exchange.onGone(() => {
      cancel()
      resolve(true)
    })
  })
  if (gone) await amend(delivery, undefined, 'gone', 'The sender gave up and closed the connection.', later)
  else await amend(delivery, undefined, 'closed', 'The sender waited to the end, and the connection was closed.', later)
  if (!gone) exchange.drop('close')
}

async function answerAltered(delivery: Delivery, { reply, transmission, said }: Altered, later: Later): Promise<void> {
  const amended = await amend(delivery, reply, 'answered', said, later)
  if (amended === undefined) return
  const sending = later.exchange.transmit(reply, transmission)
  tell(amended, later)
  const sent = await sending
  if (sent === undefined) return
  const whole = sent.sentBytes >= sent.totalBytes
  const text = whole
    ? `All ${sent.totalBytes} bytes were handed over.`
    : `The sender left after ${sent.sentBytes} of ${sent.totalBytes} bytes.`
  await amend(amended, undefined, whole ? 'sent' : 'gone', text, later)
}

/** Stores what was added to a delivery, before anything is done. Answers nothing, and the sender is told to try again, when that fails. */
async function amend(
  delivery: Delivery,
  reply: Reply | undefined,
  step: string,
  text: string,
  later: Later
): Promise<Delivery | undefined> {
  const { exchange, options } = later
  const durationMs = options.clock.now() - delivery.firstByteAt
  const added: LogStep = { atMs: durationMs, step, text }
  const patch: DeliveryPatch = { ...(reply === undefined ? {} : { reply }), durationMs, log: [added] }
  try {
    await options.store.updateDelivery(delivery.id, patch)
  } catch (error) {
    options.log.error('delivery.not_amended', { id: delivery.id, message: errorMessage(error) })
    if (reply !== undefined && later.answered !== true) exchange.send(notStored)
    return undefined
  }
  const amended: Delivery = { ...delivery, ...(reply === undefined ? {} : { reply }), durationMs, log: [...delivery.log, added] }
  if (reply === undefined) options.onChanged(amended, later.redelivery)
  return amended
}

/** Tells of an answer that has gone. */
function tell(amended: Delivery | undefined, { options, redelivery, endpoint }: Later): void {
  if (amended === undefined) return
  options.onChanged(amended, redelivery)
  options.onAnswered(amended, endpoint)
}

/** Waits, or until the sender has gone. */
function pause(ms: number, later: Later): Promise<void> {
  return new Promise((resolve) => {
    const cancel = later.options.clock.after(ms, () => resolve())
    later.exchange.onGone(() => {
      cancel()
      resolve()
    })
  })
}

function relayedReply(delivery: Delivery, { relayed, options, exchange }: Later): Promise<Reply> {
  return relayed ?? options.relay(delivery, { gone: goneSignal(exchange) })
}

/** Aborts when the sender has closed the connection. */
export function goneSignal(exchange: Exchange): AbortSignal {
  const gone = new AbortController()
  exchange.onGone(() => gone.abort())
  return gone.signal
}
