/**
 * Pending retries: kept in the store, sent when they are due. Only the next due time is in memory.
 *
 * A retry is marked as leaving before it leaves, and goes in the transaction that records its attempt. One that was cut off between
 * the two goes out again after the next start, marked, so that an app can have had it at most once more than it is listed.
 */
import type { Attempt, Target } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import type { StoredRetry } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import type { Lanes } from './lanes.ts'

export interface RetriesOptions {
  readonly store: Pick<Store, 'dueRetries' | 'getRetry' | 'listRetries' | 'markRetrySending' | 'removeRetry' | 'removeWaitingRetries'>
  readonly clock: Clock
  readonly log: Log
  readonly lanes: Lanes
  readonly findTarget: (targetId: string) => Target | undefined
  /** Sends it and records the attempt. Errors: as of SendStored. */
  readonly send: (retry: StoredRetry, target: Target) => Promise<Attempt>
  /** Called when one has gone, by whatever way. */
  readonly onChange: () => void
}

/** So many are handed to the lanes at once; the rest stays in the store. */
const mostEntered = 200
/** A timer stands still while the machine sleeps: after waking, a retry is late by no more than this. */
const longestTimerMs = 60_000

export class Retries {
  readonly #options: RetriesOptions
  /** Those that a lane has, by id. */
  readonly #entered = new Map<string, Promise<void>>()
  #checking: Promise<void> | undefined
  #checkAgain = false
  #cancelTimer = (): void => undefined
  #closed = false

  constructor(options: RetriesOptions) {
    this.#options = options
  }

  /** Looks for what is due, now and whenever the next one is. Called at the start and after each new one. */
  wake(): void {
    if (this.#closed) return
    if (this.#checking !== undefined) {
      this.#checkAgain = true
      return
    }
    this.#checking = this.#check()
      .catch((error: unknown) => this.#options.log.error('retries.check_failed', { message: errorMessage(error) }))
      .finally(() => {
        this.#checking = undefined
        if (this.#checkAgain) {
          this.#checkAgain = false
          this.wake()
        }
      })
  }

  /** Sends one without waiting for its time. Errors: NOT_FOUND; CONFLICT when it is being sent; those of sending. */
  async send(id: string): Promise<Attempt> {
    const { retry, target } = await this.#waiting(id)
    const sent = this.#leave(retry, target)
    this.#enter(id, sent)
    return sent
  }

  /** Errors: NOT_FOUND; CONFLICT when it is being sent. */
  async cancel(id: string): Promise<void> {
    await this.#waiting(id)
    await this.#options.store.removeRetry(id)
    this.#options.onChange()
  }

  /** All that wait, or those of one target. Answers how many there were. */
  async cancelAll(targetId: string | undefined): Promise<number> {
    const { store, onChange } = this.#options
    const filter = targetId === undefined ? {} : { targetId }
    const before = await store.listRetries(filter, 0)
    await store.removeWaitingRetries(targetId)
    const after = await store.listRetries(filter, 0)
    onChange()
    return before.total - after.total
  }

  /** Resolves when nothing is being looked for or sent. */
  async idle(): Promise<void> {
    while (this.#checking !== undefined || this.#entered.size > 0) {
      await this.#checking
      await Promise.all(this.#entered.values())
    }
  }

  close(): Promise<void> {
    this.#closed = true
    this.#cancelTimer()
    return this.idle()
  }

  async #check(): Promise<void> {
    const { store, clock } = this.#options
    this.#cancelTimer()
    if (this.#entered.size >= mostEntered) return
    const { items, nextAt } = await store.dueRetries(clock.now(), mostEntered)
    if (this.#closed) return
    for (const retry of items) if (!this.#entered.has(retry.id)) this.#line(retry)
    // What is due but still in line wakes this again when its turn is over.
    if (nextAt === undefined) return
    const waitMs = Math.max(0, nextAt - clock.now())
    this.#cancelTimer = clock.after(Math.min(waitMs, longestTimerMs), () => this.wake())
  }

  #line(retry: StoredRetry): void {
    const { lanes, findTarget } = this.#options
    const turn = Promise.withResolvers<void>()
    const job = async (): Promise<void> => {
      try {
        const target = findTarget(retry.targetId)
        // It may have been cancelled while it was in line.
        if (!this.#closed && target !== undefined && (await this.#options.store.getRetry(retry.id)) !== undefined) {
          await this.#leave(retry, target)
        }
      } catch (error) {
        this.#options.log.error('retry.failed', { delivery: retry.deliveryId, message: errorMessage(error) })
      } finally {
        turn.resolve()
      }
    }
    this.#enter(retry.id, turn.promise)
    if (!lanes.of(retry.targetId).enter(job, findTarget(retry.targetId)?.concurrency ?? 1)) turn.resolve()
  }

  #enter(id: string, sent: Promise<unknown>): void {
    const gone = sent
      .catch(() => undefined)
      .then(() => {
        this.#entered.delete(id)
        this.#options.onChange()
        this.wake()
      })
    this.#entered.set(id, gone)
  }

  /** Errors: those of sending; then it is taken off the list, as trying again would not help. */
  async #leave(retry: StoredRetry, target: Target): Promise<Attempt> {
    const { store, send } = this.#options
    await store.markRetrySending(retry.id)
    try {
      return await send(retry, target)
    } catch (error) {
      if (error instanceof AppError && error.code !== 'STORE_FAILED') await store.removeRetry(retry.id)
      throw error
    }
  }

  async #waiting(id: string): Promise<{ readonly retry: StoredRetry; readonly target: Target }> {
    const { store, findTarget } = this.#options
    const retry = await store.getRetry(id)
    const target = retry === undefined ? undefined : findTarget(retry.targetId)
    if (retry === undefined || target === undefined) {
      throw new AppError('NOT_FOUND', `There is no pending retry ${id}. It may have been sent by now; reload the list.`)
    }
    if (retry.state === 'sending' || this.#entered.has(id)) throw new AppError('CONFLICT', 'This retry is being sent at this moment.')
    return { retry, target }
  }
}
