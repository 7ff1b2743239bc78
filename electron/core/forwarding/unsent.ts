/**
 * What was answered and not sent on when the last run was cut off. A delivery in line for a target is in the store, but that it waits is
 * not: nothing is written for it, so that going on costs no commit. After a start it is found by what is missing: an attempt.
 *
 * The mark is the id before which nothing is left to find. A quiet end moves it on, and so does the end of taking up; a kill leaves it.
 */
import type { Target } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import { takes } from './forwarder.ts'
import type { Lanes } from './lanes.ts'

export interface UnsentOptions {
  readonly store: Pick<Store, 'getNote' | 'putNote' | 'listUntried' | 'getSendable' | 'nextDeliveryId'>
  readonly clock: { now(): number }
  readonly log: Log
  readonly lanes: Lanes
  readonly targets: () => readonly Target[]
  readonly findTarget: (targetId: string) => Target | undefined
  readonly takeUp: (delivery: SendableDelivery, target: Target) => Promise<void>
}

const markKey = 'forwarding.mark'

export class Unsent {
  readonly #options: UnsentOptions
  /** What came from here on is this run's own. */
  readonly #ownFrom: string
  #taken: Promise<void> | undefined
  #isDone = false
  #closed = false

  constructor(options: UnsentOptions) {
    this.#options = options
    this.#ownFrom = options.store.nextDeliveryId(options.clock.now())
  }

  /** Finds and sends it, in order, each target at its own pace. Never rejects. */
  start(): Promise<void> {
    // A start that was given up, as with a wrong argument: the store may be closed already.
    if (this.#closed) return Promise.resolve()
    this.#taken ??= this.#takeUp().catch((error: unknown) => {
      // The mark stays, and the next start tries again.
      this.#options.log.error('unsent.failed', { message: errorMessage(error) })
    })
    return this.#taken
  }

  /** Called when nothing is sent any more and all is recorded. What was not found yet is found after the next start. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#taken
    const { store, clock } = this.#options
    if (this.#isDone) await store.putNote(markKey, store.nextDeliveryId(clock.now()))
  }

  /** From here on nothing more is begun. */
  stop(): void {
    this.#closed = true
  }

  async #takeUp(): Promise<void> {
    const { store, targets, log } = this.#options
    const mark = await store.getNote(markKey)
    const after = typeof mark === 'string' ? mark : undefined
    const counts = await Promise.all(targets().map((target) => this.#ofTarget(target, after)))
    if (this.#closed) return
    const found = counts.reduce((sum, count) => sum + count, 0)
    if (found > 0) log.info('unsent.taken_up', { deliveries: found })
    await store.putNote(markKey, this.#ownFrom)
    this.#isDone = true
  }

  /** Answers how many there were. */
  async #ofTarget(target: Target, mark: string | undefined): Promise<number> {
    const { id, endpointId, enabled, mode } = target
    if (!enabled || mode !== 'after-ack') return 0
    let found = 0
    let after = mark
    const since = target.takesSince ?? target.createdAt
    do {
      const { ids, next } = await this.#options.store.listUntried({ target: { id, endpointId }, since, after, before: this.#ownFrom })
      const waiting = [...ids]
      // As many at once as the target may get; each takes the next one when it has sent its own.
      const sendEach = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined && !this.#closed; next = waiting.shift())
          if (await this.#inTurn(next, target)) found += 1
      }
      await Promise.all(Array.from({ length: target.concurrency }, sendEach))
      after = next
    } while (after !== undefined && !this.#closed)
    return found
  }

  /** Answers whether it was to be sent. */
  async #inTurn(deliveryId: string, { id, concurrency }: Target): Promise<boolean> {
    const lane = this.#options.lanes.of(id)
    const turn = Promise.withResolvers<boolean>()
    const job = (): Promise<void> => this.#send(deliveryId, id).then(turn.resolve, turn.reject)
    // What comes now fills the line as well.
    while (!lane.enter(job, concurrency)) await lane.idle()
    return turn.promise
  }

  async #send(deliveryId: string, targetId: string): Promise<boolean> {
    const { store, findTarget, takeUp } = this.#options
    const delivery = await this.#read(store, deliveryId)
    const target = findTarget(targetId)
    if (this.#closed || delivery === undefined || target === undefined || !takes(target, delivery)) return false
    await takeUp(delivery, target)
    return true
  }

  /** Nothing when it is gone. */
  async #read(store: Pick<Store, 'getSendable'>, deliveryId: string): Promise<SendableDelivery | undefined> {
    try {
      return await store.getSendable(deliveryId)
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined
      throw error
    }
  }
}
