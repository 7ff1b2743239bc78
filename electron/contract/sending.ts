/**
 * Sending beyond one attempt: retries, health of targets, and jobs.
 *
 * job      several sendings under one progress: a repeated resend, a selection, a replay, a catch-up
 * missed   a delivery that a target got no chance to answer, because it could not be reached
 */
import { z } from 'zod'
import { epochMs, id } from './primitives.ts'
import { outcome } from './outcome.ts'

/** `404`, or `5xx` for a hundred of them. */
export const statusPattern = z.string().regex(/^(?:[1-5]xx|[1-5]\d\d)$/)

const retryFields = {
  /** What is tried again, beside what got no response at all: empty means every status but 2xx. */
  statuses: z.array(statusPattern).max(50).default([]),
  /** How many seconds pass in one: 3600 makes an hour a second. */
  timeScale: z.number().min(1).max(1_000_000).default(1)
}

/** When an after-ack delivery that failed goes out again by itself. */
export const retryPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('custom'),
    /** `linear`: delay, 2 × delay, 3 × delay …; `exponential`: delay, 2 ×, 4 ×, 8 × … */
    backoff: z.enum(['linear', 'exponential']).default('exponential'),
    delayMs: z.number().int().min(0).max(86_400_000).default(1_000),
    maxDelayMs: z.number().int().min(0).max(604_800_000).default(3_600_000),
    /** Retries after the first attempt. */
    limit: z.number().int().min(1).max(100).default(5),
    /** Shortens each wait at random by up to a half. */
    jitter: z.boolean().default(false),
    ...retryFields
  }),
  /** The published schedule of a provider: a scheme with `retries`, see `schemes.list`. */
  z.object({ kind: z.literal('provider'), scheme: z.string().min(1).max(64), ...retryFields })
])

export const pendingRetry = z.object({
  id,
  deliveryId: id,
  endpointId: id.optional(),
  eventType: z.string().optional(),
  targetId: id,
  /** 1 for the first retry. */
  number: z.number().int(),
  /** How many the policy allows. */
  limit: z.number().int(),
  dueAt: epochMs,
  state: z.enum(['waiting', 'sending']),
  /** The attempt that failed, and how. */
  attemptId: id,
  lastOutcome: outcome
})

/** `total` counts all of them; the list may be shorter. */
export const pendingRetryList = z.object({ items: z.array(pendingRetry), total: z.number().int() })

export const targetHealth = z.object({
  targetId: id,
  endpointId: id,
  /** `down`: the last attempt got no response. `up`: it did, or the target takes connections again. */
  state: z.enum(['unknown', 'up', 'down']),
  since: epochMs.optional(),
  lastOutcome: outcome.optional(),
  lastAt: epochMs.optional(),
  /** What it missed and can be caught up with. */
  missed: z.number().int(),
  pendingRetries: z.number().int(),
  /** The catch-up under way. */
  jobId: id.optional()
})

export const missedDelivery = z.object({
  deliveryId: id,
  receivedAt: epochMs,
  eventType: z.string().optional(),
  /** When it was missed, and how. */
  missedAt: epochMs,
  outcome
})

/** Oldest first. `total` counts all of them; the list may be shorter. */
export const missedList = z.object({ items: z.array(missedDelivery), total: z.number().int() })

export const job = z.object({
  id,
  kind: z.enum(['resend', 'replay', 'catch-up']),
  /** `stopped`: at the first failure, as asked, or because the target can't be reached. `failed`: it could not go on. */
  state: z.enum(['running', 'paused', 'finished', 'stopped', 'cancelled', 'failed']),
  /** Why it stopped or failed. */
  reason: z.string().optional(),
  /** Where it sends, for people: a target's name, a URL, `their own targets`. */
  destination: z.string(),
  targetId: id.optional(),
  /** The filter, or the one delivery, that it was made from. */
  q: z.string().optional(),
  deliveryId: id.optional(),
  /** Deliveries to send; of a repeated resend, how many times. */
  total: z.number().int(),
  done: z.number().int(),
  /** Attempts that were answered with 2xx; those that were not. */
  succeeded: z.number().int(),
  failed: z.number().int(),
  /** Deliveries that were not sent: gone, or without a target of their own. */
  skipped: z.number().int(),
  /** The delivery whose turn it is. */
  currentId: id.optional(),
  firstFailure: z.object({ deliveryId: id, attemptId: id.optional(), outcome }).optional(),
  startedAt: epochMs,
  endedAt: epochMs.optional()
})

export type RetryPolicy = z.infer<typeof retryPolicy>
export type PendingRetry = z.infer<typeof pendingRetry>
export type PendingRetryList = z.infer<typeof pendingRetryList>
export type TargetHealth = z.infer<typeof targetHealth>
export type MissedDelivery = z.infer<typeof missedDelivery>
export type MissedList = z.infer<typeof missedList>
export type Job = z.infer<typeof job>
