/** Making attempts: send, record, tell. Whoever sends for a delivery does it through here. */
import type { Attempt, AttemptKind, Lineage, OutboundFaultKind } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'
import { bytesView } from '../store/bytes-view.ts'
import type { AttemptEffects, StoredRetry } from '../store/sending-rows.ts'
import type { AttemptRow, Store } from '../store/store.ts'
import { keptResponseBytes, type AttemptResult, type OutgoingRequest, type Send } from './attempt.ts'
import type { EffectsOf } from './attempt-effects.ts'
import { AttemptNumbers } from './attempt-numbers.ts'
import type { Failure } from './outcome.ts'

export interface AttemptsOptions {
  readonly store: Pick<Store, 'insertAttempt' | 'updateDelivery'>
  readonly send: Send
  readonly clock: Clock
  readonly newId: (prefix: string) => string
  /** What an attempt means for what is still to be sent; nothing when left out. */
  readonly effectsOf?: EffectsOf
  /** Called with each attempt once it is stored. */
  readonly onAttempt: (attempt: Attempt, effects: AttemptEffects) => void
}

export interface Sending {
  readonly deliveryId: string
  readonly number: number
  readonly kind: AttemptKind
  readonly targetId?: string
  readonly request: OutgoingRequest
  /** The request's body is the delivery's own, and need not be stored again. */
  readonly ownBody: boolean
  readonly edited: boolean
  readonly resigned: boolean
  readonly lineage?: Lineage
  /** The pending retry that this is. */
  readonly retry?: StoredRetry
  /** It never had its turn although it should have. */
  readonly lost?: boolean
  /** The misbehaviour that this is part of, on purpose. */
  readonly fault?: OutboundFaultKind | undefined
}

export interface Made {
  readonly result: AttemptResult
  /** Settles once it is stored. Errors: STORE_FAILED, saying that it was sent all the same. */
  readonly recorded: Promise<Attempt>
}

/** How much of each body goes with a live change; the whole is in the store. */
const shownBytes = 65_536

export class Attempts {
  readonly #options: AttemptsOptions
  readonly #numbers = new AttemptNumbers()

  constructor(options: AttemptsOptions) {
    this.#options = options
  }

  /** The number of the next attempt. `known` answers how many the store has of this delivery. */
  nextNumber(deliveryId: string, known: () => Promise<number>): Promise<number> {
    return this.#numbers.next(deliveryId, known)
  }

  /** Sends once. Errors: as of Send; nothing is recorded then. */
  async make(sending: Sending): Promise<Made> {
    const sentAt = this.#options.clock.now()
    const result = await this.#options.send(sending.request)
    return { result, recorded: this.#record(sending, sentAt, result) }
  }

  /** Records an attempt that never left, with the reason. */
  giveUp(sending: Sending, outcome: Failure): Made {
    const result: AttemptResult = { outcome, timings: { totalMs: 0 }, sentHeaders: [] }
    return { result, recorded: this.#record(sending, this.#options.clock.now(), result) }
  }

  async #record(sending: Sending, sentAt: number, result: AttemptResult): Promise<Attempt> {
    const { store, newId, clock, onAttempt } = this.#options
    const row = toRow({ id: newId('att'), sending, sentAt, result })
    const effects = this.#options.effectsOf?.(sending, { attemptId: row.id, outcome: result.outcome, endedAt: clock.now() }) ?? {}
    try {
      const attempts = await this.#numbers.made(sending.deliveryId, sending.number)
      await Promise.all([
        store.insertAttempt(row, effects),
        store.updateDelivery(sending.deliveryId, { attempts, lastOutcome: result.outcome })
      ])
    } catch (error) {
      throw new AppError(
        'STORE_FAILED',
        `The attempt was made (${result.outcome.kind}), but could not be recorded: ${errorMessage(error)}`,
        error
      )
    }
    const attempt = toAttempt(row, sending.request.body)
    onAttempt(attempt, effects)
    return attempt
  }
}

interface RowParts {
  readonly id: string
  readonly sending: Sending
  readonly sentAt: number
  readonly result: AttemptResult
}

function toRow({ id, sending, sentAt, result }: RowParts): AttemptRow {
  const { request, deliveryId, targetId, kind, number, edited, resigned, lineage, fault } = sending
  const { outcome, timings, sentHeaders, response } = result
  const sizeBytes = request.body.byteLength
  return {
    id,
    deliveryId,
    ...(targetId === undefined ? {} : { targetId }),
    targetUrl: request.url,
    ...(lineage === undefined ? {} : { lineage }),
    kind,
    number,
    sentAt,
    outcome,
    timings,
    request: {
      method: request.method,
      url: request.url,
      headers: [...sentHeaders],
      edited,
      resigned,
      ...(fault === undefined ? {} : { fault }),
      body: sending.ownBody ? { sizeBytes } : { sizeBytes, bytes: request.body }
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: [...response.headers],
            // A copy: what goes to the store's thread takes all that lies under it along.
            body: { bytes: new Uint8Array(response.body.subarray(0, keptResponseBytes)), sizeBytes: response.sizeBytes }
          }
        })
  }
}

function toAttempt(row: AttemptRow, sentBody: Uint8Array): Attempt {
  const { request, response, ...rest } = row
  return {
    ...rest,
    request: { ...request, body: bytesView(sentBody.subarray(0, shownBytes), request.body.sizeBytes) },
    ...(response === undefined
      ? {}
      : {
          response: {
            ...response,
            body: bytesView((response.body.bytes ?? new Uint8Array()).subarray(0, shownBytes), response.body.sizeBytes)
          }
        })
  }
}
