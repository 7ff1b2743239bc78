/** Forwarding: deliveries go on to the endpoint's targets, each in its own lane. */
import type { Target } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import { matches, type MatchSubject } from '../matching/match.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import { longestResponseBytes, type AttemptResult, type OutgoingRequest } from './attempt.ts'
import type { Attempts } from './attempts.ts'
import { buildForwardRequest, targetLimits } from './forward-request.ts'
import { HeldBodies, type HeldBody } from './held-bodies.ts'
import type { Lane } from './lane.ts'
import { Lanes } from './lanes.ts'
import type { Failure } from './outcome.ts'
import { parseTargetUrl } from './target-address.ts'

export interface ForwarderOptions {
  readonly store: Pick<Store, 'getDeliveryBytes'>
  readonly attempts: Attempts
  readonly clock: Clock
  readonly log: Log
  /** The path of an endpoint, which a target that appends leaves off; nothing when it is gone. */
  readonly endpointPath: (endpointId: string) => string | undefined
  /** A target as it is now; nothing when it is gone. */
  readonly findTarget: (targetId: string) => Target | undefined
  /** Whether a URL leads back into the listener, where forwarding would go round for ever. */
  readonly isOwnUrl: (url: URL) => boolean
  /** Shared with whoever else sends to targets; its own when left out. */
  readonly lanes?: Lanes
  /** Where the bodies of waiting deliveries are; 32 MiB in memory when left out. */
  readonly bodies?: HeldBodies
}

export interface Forwarder {
  /** Puts a stored delivery in line for each enabled `after-ack` target whose filter it fits. Never throws. */
  afterAck(delivery: Delivery, targets: readonly Target[]): void
  /**
   * Sends a delivery to a relay target, with the whole response. The target is dialled now, and gets the delivery once it is
   * stored. Never rejects: all ends are outcomes.
   */
  relay(delivery: Delivery, target: Target, relaying?: Relaying): Promise<AttemptResult>
  /** Sends what an earlier run was to send, marked, as the target may have had it. Resolves once it is recorded; never rejects. */
  takeUp(delivery: SendableDelivery, target: Target): Promise<void>
  /** Resolves when every lane is empty and all is recorded. */
  idle(): Promise<void>
  /** What waits is given up and recorded as such; ends when the running ones have ended, which closing the sender makes them do. */
  close(): Promise<void>
}

export interface Relaying {
  /** The provider has left. */
  readonly gone?: AbortSignal
  /** The delivery's commit; it is stored already when left out. */
  readonly stored?: Promise<unknown>
}

/** The relay target for a delivery: the first enabled one whose filter it fits. */
export function findRelayTarget(targets: readonly Target[], subject: MatchSubject): Target | undefined {
  return targets.find((target) => target.mode === 'relay' && takes(target, subject))
}

export function createForwarder(options: ForwarderOptions): Forwarder {
  return new LanedForwarder(options)
}

/** Whether it is on and its filter fits. */
export function takes(target: Target, subject: MatchSubject): boolean {
  return target.enabled && (target.filter === undefined || matches(target.filter, subject))
}

/** What is kept of a delivery that waits; its body is held apart. */
type Waiting = Pick<Delivery, 'id' | 'endpointId' | 'method' | 'url' | 'headers'>

interface Wanted {
  readonly delivery: Waiting
  readonly target: Target
  readonly kind: 'forward' | 'relay'
  readonly relaying?: Relaying
  /** Of an earlier run, with as many attempts until now. */
  readonly again?: { readonly attempts: number }
}

class LanedForwarder implements Forwarder {
  readonly #options: ForwarderOptions
  readonly #lanes: Lanes
  readonly #bodies: HeldBodies
  readonly #recording = new Set<Promise<unknown>>()
  #closed = false

  constructor(options: ForwarderOptions) {
    this.#options = options
    this.#lanes = options.lanes ?? new Lanes()
    this.#bodies = options.bodies ?? new HeldBodies()
  }

  afterAck(delivery: Delivery, targets: readonly Target[]): void {
    for (const target of targets) {
      if (target.mode === 'after-ack' && takes(target, delivery)) this.#queue(delivery, target)
    }
  }

  async relay(delivery: Delivery, target: Target, relaying: Relaying = {}): Promise<AttemptResult> {
    const wanted: Wanted = { delivery, target, kind: 'relay', relaying }
    const lane = this.#lane(target.id)
    const turn = Promise.withResolvers<AttemptResult>()
    const giveUp = async (outcome: Failure): Promise<void> => turn.resolve(await this.#giveUp(wanted, outcome))
    const job = async (): Promise<void> => {
      cancel()
      turn.resolve(await this.#attempt(wanted, () => Promise.resolve(delivery.body)))
    }
    const cancel = this.#options.clock.after(target.timeoutMs, () => {
      if (lane.leave(job))
        void giveUp({ kind: 'timed_out', detail: `${target.name} was busy with ${target.concurrency} others for ${target.timeoutMs} ms.` })
    })
    if (!lane.enter(job, target.concurrency)) {
      cancel()
      await giveUp({ kind: 'aborted', detail: `Too many deliveries are waiting for ${target.name}.` })
    }
    return turn.promise
  }

  async takeUp({ id, endpointId, method, url, headers, attempts, body }: SendableDelivery, target: Target): Promise<void> {
    const delivery: Waiting = { id, ...(endpointId === undefined ? {} : { endpointId }), method, url, headers }
    await this.#attempt({ delivery, target, kind: 'forward', again: { attempts } }, () => Promise.resolve(body))
    await Promise.allSettled(this.#recording)
  }

  async idle(): Promise<void> {
    await this.#lanes.idle()
    await Promise.allSettled(this.#recording)
  }

  close(): Promise<void> {
    this.#closed = true
    return this.idle()
  }

  #queue({ id, endpointId, method, url, headers, body }: Delivery, target: Target): void {
    const delivery: Waiting = { id, ...(endpointId === undefined ? {} : { endpointId }), method, url, headers }
    const held = this.#bodies.hold(body, async () => (await this.#options.store.getDeliveryBytes(id)).body)
    const job = (): Promise<unknown> => this.#takeTurn({ delivery, target, kind: 'forward' }, held)
    if (this.#lane(target.id).enter(job, target.concurrency)) return
    held.drop()
    const detail = `Too many deliveries were waiting for ${target.name}. Resend it when the target keeps up.`
    void this.#giveUp({ delivery, target, kind: 'forward' }, { kind: 'aborted', detail }, { lost: true })
  }

  /** A delivery's turn has come; its target may have changed while it waited. */
  #takeTurn(wanted: Wanted, held: HeldBody): Promise<AttemptResult> {
    const target = this.#options.findTarget(wanted.target.id)
    if (target?.enabled === true && !this.#closed) return this.#attempt({ ...wanted, target }, () => held.take())
    held.drop()
    const why = this.#closed ? 'Hooklab was closed' : 'The target was switched off or removed'
    return this.#giveUp(wanted, { kind: 'aborted', detail: `${why} before the delivery’s turn came.` }, { lost: this.#closed })
  }

  async #attempt(wanted: Wanted, body: () => Promise<Uint8Array>): Promise<AttemptResult> {
    const { attempts, log } = this.#options
    const number = await this.#nextNumber(wanted)
    try {
      const made = await attempts.make({ ...this.#facts(wanted, number), request: this.#request(wanted, await body()), ownBody: true })
      this.#follow(made.recorded)
      return made.result
    } catch (error) {
      // What may not be sent is an attempt as well, so that the developer sees why nothing came.
      if (!(error instanceof AppError)) log.error('forward.failed', { delivery: wanted.delivery.id, message: errorMessage(error) })
      return this.#giveUp(wanted, { kind: 'aborted', detail: errorMessage(error) }, { number })
    }
  }

  /** Errors: TARGET_NOT_ALLOWED for Hooklab's own listener, and those of building the URL. */
  #request({ delivery, target, relaying }: Wanted, body: Uint8Array): OutgoingRequest {
    const { endpointPath, isOwnUrl } = this.#options
    const request = buildForwardRequest(target, { ...delivery, body }, endpointPath(delivery.endpointId ?? '') ?? '/')
    if (isOwnUrl(parseTargetUrl(request.url))) {
      throw new AppError(
        'TARGET_NOT_ALLOWED',
        `${target.name} is Hooklab’s own listener, where the delivery would go round for ever. Give it the URL of your app.`
      )
    }
    return {
      ...request,
      ...(relaying === undefined ? {} : { responseCapBytes: longestResponseBytes }),
      ...(relaying?.gone === undefined ? {} : { signal: relaying.gone }),
      ...(relaying?.stored === undefined ? {} : { holdUntil: relaying.stored })
    }
  }

  async #giveUp(
    wanted: Wanted,
    outcome: Failure,
    { number, lost = false }: { readonly number?: number; readonly lost?: boolean } = {}
  ): Promise<AttemptResult> {
    const { delivery, target } = wanted
    const facts = this.#facts(wanted, number ?? (await this.#nextNumber(wanted)))
    const request = { ...targetLimits(target), url: target.url, method: delivery.method, headers: [], body: new Uint8Array() }
    const made = this.#options.attempts.giveUp({ ...facts, request, ownBody: false, lost }, outcome)
    this.#follow(made.recorded)
    return made.result
  }

  #facts({ delivery, target, kind, again }: Wanted, number: number) {
    const facts = { deliveryId: delivery.id, targetId: target.id, kind, number, edited: false, resigned: false } as const
    return again === undefined ? facts : { ...facts, lineage: { changed: [], again: true } }
  }

  /** A delivery that has just come has no attempts but those made here. */
  #nextNumber({ delivery, again }: Wanted): Promise<number> {
    return this.#options.attempts.nextNumber(delivery.id, () => Promise.resolve(again?.attempts ?? 0))
  }

  #follow(recorded: Promise<unknown>): void {
    const followed = recorded.catch((error: unknown) => this.#options.log.error('attempt.not_recorded', { message: errorMessage(error) }))
    this.#recording.add(followed)
    void followed.then(() => this.#recording.delete(followed))
  }

  #lane(targetId: string): Lane {
    return this.#lanes.of(targetId)
  }
}
