/**
 * Group commit, seen from the thread that answers providers: while one batch is at the writer, the next one gathers. A promise
 * resolves after its batch's COMMIT.
 */
import type { Delivery } from '../deliveries/delivery.ts'
import { AppError, errorMessage } from '../errors.ts'
import { byteLength, packBatch, requireKey, type Batch, type BatchAnswer, type WriteCall } from './batch.ts'
import type { CommittedDelivery } from './store.ts'
import type { WriteCalls } from './write-operations.ts'

interface Waiting {
  readonly resolve: (committed: CommittedDelivery) => void
  readonly reject: (error: AppError) => void
}

/** How long closing waits for what was accepted. */
const closeMs = 1200

const maxDeliveries = 512
const maxCalls = 512
const maxBytes = 8 * 1024 * 1024

const firstTime: CommittedDelivery = { redelivery: 0 }

export class WriteQueue {
  readonly #send: (batch: Batch) => Promise<BatchAnswer>
  #deliveries: Delivery[] = []
  #deliveryWaits: Waiting[] = []
  #calls: WriteCall[] = []
  #callWaits: Waiting[] = []
  #scheduled = false
  #inFlight = false
  #closed = false
  #idle: (() => void)[] = []

  constructor(send: (batch: Batch) => Promise<BatchAnswer>) {
    this.#send = send
  }

  /** Errors: BAD_REQUEST when the id is none of ours; STORE_FAILED. */
  insert(delivery: Delivery): Promise<CommittedDelivery> {
    return new Promise((resolve, reject) => {
      this.#requireOpen()
      requireKey(delivery.id) // Here, so that a bad one does not fail its whole batch.
      this.#deliveries.push(delivery)
      this.#deliveryWaits.push({ resolve, reject })
      this.#schedule()
    })
  }

  /** Any other write, in order with the deliveries around it. */
  run<Name extends keyof WriteCalls>(name: Name, ...args: Parameters<WriteCalls[Name]>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#requireOpen()
      this.#calls.push({ after: this.#deliveries.length, name, args })
      this.#callWaits.push({ resolve: () => resolve(), reject })
      this.#schedule()
    })
  }

  /** Resolves when all that was asked for so far is committed or has failed. */
  idle(): Promise<void> {
    if (!this.#inFlight && this.#deliveries.length === 0 && this.#calls.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** What comes from now on is refused; resolves as `idle`, or when the last batches take too long. */
  async close(): Promise<void> {
    this.#closed = true
    const late = new Promise<void>((resolve) => setTimeout(resolve, closeMs).unref())
    await Promise.race([this.idle(), late])
  }

  /** At the end of the loop's turn, so that all requests read in it share a batch. */
  #schedule(): void {
    if (this.#scheduled || this.#inFlight) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#sendNext()
    })
  }

  async #sendNext(): Promise<void> {
    const count = this.#countToSend()
    const callCount = this.#callsToSend(count)
    const deliveries = this.#deliveries.splice(0, count)
    const calls = this.#calls.splice(0, callCount)
    const waits = this.#deliveryWaits.splice(0, count).concat(this.#callWaits.splice(0, callCount))
    if (this.#calls.length > 0) this.#calls = this.#calls.map((call) => ({ ...call, after: call.after - count }))
    this.#inFlight = true
    try {
      settle(waits, await this.#send(packBatch(deliveries, calls)))
    } catch (error) {
      const failure =
        error instanceof AppError ? error : new AppError('STORE_FAILED', `This could not be stored: ${errorMessage(error)}.`, error)
      for (const wait of waits) wait.reject(failure)
    }
    this.#inFlight = false
    if (this.#deliveries.length > 0 || this.#calls.length > 0) this.#schedule()
    else for (const done of this.#idle.splice(0)) done()
  }

  #requireOpen(): void {
    if (this.#closed) throw new AppError('STORE_FAILED', 'Nothing can be stored: the store is closed.')
  }

  #countToSend(): number {
    let bytes = 0
    let count = 0
    for (const delivery of this.#deliveries) {
      bytes += byteLength(delivery)
      if (count === maxDeliveries || (count > 0 && bytes > maxBytes)) break
      count++
    }
    return count
  }

  /** Those asked for before the first delivery that stays behind. */
  #callsToSend(deliveries: number): number {
    let count = 0
    for (const call of this.#calls) {
      if (count === maxCalls || call.after > deliveries) break
      count++
    }
    return count
  }
}

function settle(waits: readonly Waiting[], { failures, redeliveries }: BatchAnswer): void {
  const failed = failures === undefined ? undefined : new Map(failures.map((failure) => [failure.index, failure]))
  for (const [index, wait] of waits.entries()) {
    const failure = failed?.get(index)
    if (failure !== undefined) wait.reject(new AppError(failure.code, failure.message))
    else wait.resolve(redeliveries === undefined ? firstTime : { redelivery: redeliveries[index] ?? 0 })
  }
}
