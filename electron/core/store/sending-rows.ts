/** What the store keeps of sendings that are still to be made. */
import type { DeliverySummary, HeaderPair, MissedDelivery, Outcome } from '../../contract/index.ts'

export interface RetryRow {
  readonly id: string
  readonly deliveryId: string
  readonly targetId: string
  /** 1 for the first retry. */
  readonly number: number
  readonly limit: number
  /** Epoch ms. */
  readonly dueAt: number
  /** The attempt that failed, and how. */
  readonly attemptId: string
  readonly lastOutcome: Outcome
}

/** A retry as it is read back, with what its delivery says. */
export interface StoredRetry extends RetryRow {
  readonly state: 'waiting' | 'sending'
  /** It was under way when Hooklab ended, so the target may have had it. */
  readonly again: boolean
  readonly endpointId?: string
  readonly eventType?: string
}

/** Deliveries of one stretch that a target has had no chance to get. */
export interface UntriedInput {
  readonly target: { readonly id: string; readonly endpointId: string }
  /** Received then or later; epoch ms. */
  readonly since: number
  /** Between these ids, both left out; nothing is before all. */
  readonly after: string | undefined
  readonly before: string
}

export interface Untried {
  /** Oldest first. */
  readonly ids: readonly string[]
  /** Where the stretch ends, to go on from; nothing when it was the last. */
  readonly next?: string
}

export interface StoredMissed extends MissedDelivery {
  readonly again: boolean
}

/** What else changes with an attempt, in the same transaction. */
export interface AttemptEffects {
  /** The retry that the attempt was. */
  readonly doneRetryId?: string
  readonly nextRetry?: RetryRow
  /** `missed`: the target did not get it. `reached`: it did, whatever it answered. */
  readonly reach?: 'missed' | 'reached'
  /** Retries of this delivery at this target that still wait are needless. */
  readonly dropsRetries?: boolean
}

export interface TargetCounts {
  readonly targetId: string
  readonly missed: number
  readonly pendingRetries: number
  /** Of the oldest that was missed; epoch ms. */
  readonly missedSince?: number
}

/** A delivery with what sending it again needs, its body whole. */
export interface SendableDelivery extends DeliverySummary {
  readonly headers: readonly HeaderPair[]
  readonly bodyTruncated?: { readonly keptBytes: number; readonly receivedBytes: number }
  readonly body: Uint8Array
}
