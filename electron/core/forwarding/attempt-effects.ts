/**
 * What an attempt means for what is still to be sent.
 *
 * outcome                       | missed            | retry
 * responded, 2xx                | no longer         | none
 * responded, a status to retry  | no longer         | the next one
 * no response                   | yes               | the next one
 * cut off by closing, no turn   | yes               | the same once more
 * given up on purpose           | as before         | none
 *
 * Only what Hooklab sends by itself can be missed or tried again; what was changed on purpose reaches nobody.
 */
import type { AttemptKind, Outcome, Target } from '../../contract/index.ts'
import type { AttemptEffects } from '../store/sending-rows.ts'
import type { Sending } from './attempts.ts'
import { isRetried, retryDelayMs, retryLimit, type ScheduleOf } from './retry-policy.ts'
import { closedOutcome } from './send.ts'

export interface EffectsOptions {
  readonly findTarget: (targetId: string) => Target | undefined
  readonly scheduleOf: ScheduleOf
  readonly newId: (prefix: string) => string
  readonly random: () => number
}

interface Made {
  readonly attemptId: string
  readonly outcome: Outcome
  /** When it had ended; epoch ms. */
  readonly endedAt: number
}

export type EffectsOf = (sending: Sending, made: Made) => AttemptEffects

const automatic = new Set<AttemptKind>(['forward', 'relay', 'retry', 'catch-up'])
/** A relay's provider is told of the failure, and tries again by itself. */
const retriable = new Set<AttemptKind>(['forward', 'retry', 'catch-up'])

export function createEffectsOf(options: EffectsOptions): EffectsOf {
  return (sending, made) => {
    const { targetId, kind, retry } = sending
    const target = targetId === undefined ? undefined : options.findTarget(targetId)
    if (target === undefined) return retry === undefined ? {} : { doneRetryId: retry.id }
    const reached = made.outcome.kind === 'responded' && !sending.edited && sending.fault === undefined
    const missed = automatic.has(kind) && (wasLost(sending, made.outcome) || isUnanswered(made.outcome))
    const nextRetry = retriable.has(kind) ? planRetry(sending, made, target, options) : undefined
    return {
      ...(retry === undefined ? {} : { doneRetryId: retry.id }),
      ...(nextRetry === undefined ? {} : { nextRetry }),
      ...(reached ? { reach: 'reached' as const } : missed ? { reach: 'missed' as const } : {}),
      ...(reached && kind === 'catch-up' ? { dropsRetries: true } : {})
    }
  }
}

/** It never had its chance: Hooklab was closed, or the line was too long. */
function wasLost(sending: Sending, outcome: Outcome): boolean {
  return sending.lost === true || (outcome.kind === 'aborted' && outcome.detail === closedOutcome.detail)
}

/** The target can't have dealt with it to the end. */
export function isUnanswered(outcome: Outcome): boolean {
  return outcome.kind !== 'responded' && outcome.kind !== 'aborted'
}

function planRetry(sending: Sending, made: Made, target: Target, options: EffectsOptions): AttemptEffects['nextRetry'] {
  const { retry, deliveryId } = sending
  const lost = wasLost(sending, made.outcome)
  if (!lost && !isRetried(target.retry, made.outcome)) return undefined
  const number = (retry?.number ?? 0) + (lost && retry !== undefined ? 0 : 1)
  const delayMs = retryDelayMs(target.retry, number, options.scheduleOf, options.random)
  if (delayMs === undefined) return undefined
  return {
    id: options.newId('rty'),
    deliveryId,
    targetId: target.id,
    number,
    limit: retryLimit(target.retry, options.scheduleOf),
    dueAt: made.endedAt + (lost ? 0 : delayMs),
    attemptId: made.attemptId,
    lastOutcome: made.outcome
  }
}
