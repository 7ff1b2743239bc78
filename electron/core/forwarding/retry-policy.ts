/** When a delivery that failed at a target goes out again: by the developer's own rule, or as a provider publishes it. */
import type { Outcome, RetryPolicy, RetrySchedule } from '../../contract/index.ts'

/** The published schedule of a scheme; nothing when it has none. */
export type ScheduleOf = (schemeId: string) => RetrySchedule | undefined

/** Whether an outcome is one to try again. Answers that are not a failure at all, and what was given up on purpose, are not. */
export function isRetried(policy: RetryPolicy, outcome: Outcome): boolean {
  if (policy.kind === 'none' || outcome.kind === 'aborted') return false
  if (outcome.kind !== 'responded') return true
  const status = String(outcome.status)
  if (policy.statuses.length === 0) return !status.startsWith('2')
  return policy.statuses.some((pattern) => pattern === status || (pattern.endsWith('xx') && pattern.startsWith(status.charAt(0))))
}

/** How many retries follow the first attempt. */
export function retryLimit(policy: RetryPolicy, scheduleOf: ScheduleOf): number {
  switch (policy.kind) {
    case 'none':
      return 0
    case 'custom':
      return policy.limit
    case 'provider':
      return scheduleOf(policy.scheme)?.delaysSeconds.length ?? 0
  }
}

/**
 * The wait before retry `number`, 1 being the first; nothing when there are no more.
 * Units: milliseconds; `random` answers in [0, 1). Divided by the policy's time scale, whole milliseconds.
 */
export function retryDelayMs(policy: RetryPolicy, number: number, scheduleOf: ScheduleOf, random: () => number): number | undefined {
  if (number > retryLimit(policy, scheduleOf)) return undefined
  switch (policy.kind) {
    case 'none':
      return undefined
    case 'custom': {
      const factor = policy.backoff === 'linear' ? number : 2 ** (number - 1)
      const full = Math.min(policy.delayMs * factor, policy.maxDelayMs)
      return Math.round((policy.jitter ? full * (1 - random() / 2) : full) / policy.timeScale)
    }
    case 'provider': {
      const seconds = scheduleOf(policy.scheme)?.delaysSeconds[number - 1]
      return seconds === undefined ? undefined : Math.round((seconds * 1000) / policy.timeScale)
    }
  }
}
