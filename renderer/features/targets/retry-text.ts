/** Retry policies in words, with the times they come to. */
import type { RetryPolicy, RetrySchedule } from '../../../electron/contract/index.ts'

export type CustomPolicy = Extract<RetryPolicy, { kind: 'custom' }>
export type ProviderPolicy = Extract<RetryPolicy, { kind: 'provider' }>

export const newCustomPolicy: CustomPolicy = {
  kind: 'custom',
  backoff: 'exponential',
  delayMs: 1_000,
  maxDelayMs: 3_600_000,
  limit: 5,
  jitter: false,
  statuses: [],
  timeScale: 1
}

/** The waits of a policy in milliseconds, scaled, one for each retry. */
export function waitsOf(policy: RetryPolicy, schedule: RetrySchedule | undefined): readonly number[] {
  switch (policy.kind) {
    case 'none':
      return []
    case 'provider':
      return (schedule?.delaysSeconds ?? []).map((seconds) => (seconds * 1000) / policy.timeScale)
    case 'custom':
      return Array.from(
        { length: policy.limit },
        (_, index) =>
          Math.min(policy.maxDelayMs, policy.backoff === 'linear' ? policy.delayMs * (index + 1) : policy.delayMs * 2 ** index) /
          policy.timeScale
      )
  }
}

/** `After 1 s, 2 s, 4 s, 8 s, 16 s, 32 s and 12 more: 18 retries over 2 h.` */
export function describeWaits(waits: readonly number[]): string {
  if (waits.length === 0) return 'Never by itself.'
  const shown = waits.slice(0, 6).map(spanText)
  const rest = waits.length - shown.length
  const all = waits.reduce((sum, wait) => sum + wait, 0)
  return `After ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${waits.length === 1 ? 'one retry' : `${waits.length} retries`} over ${spanText(all)}.`
}

/** `<1 ms`, `500 ms`, `1.5 s`, `2 min`, `3 h`, `4 days`. */
export function spanText(ms: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400_000, 'days'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1_000, 's']
  ]
  if (ms < 1) return ms === 0 ? '0 s' : '<1 ms'
  // With one decimal: what rounds up to the next unit is told in it, never as `60 s`.
  const [size, unit] = units.find(([least], index) => ms >= least - (units[index + 1]?.[0] ?? 1) / 20) ?? [1, 'ms']
  const count = Number((ms / size).toFixed(1))
  return `${count.toLocaleString('en-GB')} ${unit === 'days' && count === 1 ? 'day' : unit}`
}

/** What is typed as statuses, split; the server says what is none. */
export function splitStatuses(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((status) => status.toLowerCase())
    .filter((status) => status !== '')
}
