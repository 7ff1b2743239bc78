/** Jobs and retries in words. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Job, RetryPolicy, RetrySchedule } from '../../electron/contract/index.ts'
import { retryDelayMs, retryLimit } from '../../electron/core/forwarding/retry-policy.ts'
import { failuresFilter, isEnded, jobCounts, jobReason, jobTitle, needsLine } from '../../renderer/features/jobs/job-text.ts'
import { describeWaits, newCustomPolicy, spanText, splitStatuses, waitsOf } from '../../renderer/features/targets/retry-text.ts'

function jobOf(change: Partial<Job> = {}): Job {
  return {
    id: 'job_1',
    kind: 'replay',
    state: 'running',
    destination: 'my app',
    total: 10_000,
    done: 1_206,
    succeeded: 1_200,
    failed: 0,
    skipped: 0,
    startedAt: 0,
    ...change
  }
}

test.each<readonly [Partial<Job>, string]>([
  [{}, 'Replaying to my app'],
  [{ kind: 'resend' }, 'Resending to my app'],
  [{ kind: 'catch-up' }, 'my app is catching up'],
  [{ state: 'paused' }, 'Replay to my app paused'],
  [{ kind: 'catch-up', state: 'paused' }, 'Catch-up to my app paused'],
  [{ state: 'finished' }, 'Replayed to my app'],
  [{ kind: 'resend', state: 'finished' }, 'Resent to my app'],
  [{ kind: 'catch-up', state: 'finished' }, 'my app has caught up'],
  [{ state: 'stopped' }, 'Replay to my app stopped'],
  [{ kind: 'resend', state: 'cancelled' }, 'Resend to my app cancelled'],
  [{ state: 'failed' }, 'Replay to my app could not go on']
])('%j is “%s”', (change, title) => {
  expect(jobTitle(jobOf(change))).toBe(title)
})

test('counts name what there is, with thousands apart', () => {
  expect(jobCounts(jobOf())).toBe('1,206 of 10,000, 1,200 succeeded')
  expect(jobCounts(jobOf({ failed: 4, skipped: 2 }))).toBe('1,206 of 10,000, 1,200 succeeded, 4 failed, 2 skipped')
  expect(jobCounts(jobOf({ total: 6, done: 6, succeeded: 5, failed: 7 }))).toBe('6 of 6, 12 attempts: 5 succeeded, 7 failed')
})

test('a reason of its own comes before the first failure, and names keep their capitals', () => {
  const failure = (outcome: NonNullable<Job['firstFailure']>['outcome']) => ({ firstFailure: { deliveryId: 'dlv_1', outcome } })
  expect(jobReason(jobOf({ reason: 'The target is gone.', ...failure({ kind: 'refused', detail: '' }) }))).toBe('The target is gone.')
  expect(jobReason(jobOf(failure({ kind: 'refused', detail: '' })))).toBe('The first failure: connection refused.')
  expect(jobReason(jobOf(failure({ kind: 'tls_failed', detail: '' })))).toBe('The first failure: TLS failed.')
  expect(jobReason(jobOf(failure({ kind: 'responded', status: 500 })))).toBe('The first failure: answered 500.')
  expect(jobReason(jobOf())).toBeUndefined()
})

test('a job has ended, has a line and offers its failures when it should', () => {
  expect((['running', 'paused', 'finished', 'stopped', 'cancelled', 'failed'] as const).map((state) => isEnded(jobOf({ state })))).toEqual([
    false,
    false,
    true,
    true,
    true,
    true
  ])
  expect(needsLine(jobOf({ kind: 'resend', deliveryId: 'dlv_1' }))).toBe(true)
  expect(needsLine(jobOf({ kind: 'resend', deliveryId: 'dlv_1', state: 'finished' }))).toBe(false)
  expect(needsLine(jobOf({ kind: 'resend', state: 'finished' }))).toBe(true)
  expect(failuresFilter(jobOf({ q: 'type:a', failed: 1 }))).toBe('type:a -target:2xx -outcome:none')
  expect(failuresFilter(jobOf({ q: '', failed: 1 }))).toBe('-target:2xx -outcome:none')
  expect(failuresFilter(jobOf({ q: 'type:a' }))).toBeUndefined()
  expect(failuresFilter(jobOf({ failed: 1 }))).toBeUndefined()
})

test.each([
  [0, '0 s'],
  [0.4, '<1 ms'],
  [1, '1 ms'],
  [999.9, '999.9 ms'],
  [999.96, '1 s'],
  [1_500, '1.5 s'],
  [59_940, '59.9 s'],
  [59_990, '1 min'],
  [90_000, '1.5 min'],
  [3_599_000, '1 h'],
  [3_600_000, '1 h'],
  [86_399_000, '1 day'],
  [86_400_000, '1 day'],
  [129_600_000, '1.5 days'],
  [8_640_000_000, '100 days']
])('%d ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text)
})

test('no span is told in a unit that it fills', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e11, noNaN: true }), (ms) => {
      const [, count = '', unit = ''] = /^<?([\d,.]+) (\S+)$/.exec(spanText(ms)) ?? []
      expect(Number(count.replaceAll(',', ''))).toBeLessThan({ ms: 1000, s: 60, min: 60, h: 24, day: 2, days: Infinity }[unit] ?? 0)
    })
  )
})

test('waits are described with the first six and their sum', () => {
  expect(describeWaits([])).toBe('Never by itself.')
  expect(describeWaits([1_000])).toBe('After 1 s: one retry over 1 s.')
  expect(describeWaits(waitsOf({ ...newCustomPolicy, limit: 8 }, undefined))).toBe(
    'After 1 s, 2 s, 4 s, 8 s, 16 s, 32 s and 2 more: 8 retries over 4.3 min.'
  )
})

test('the waits that are shown are those that the sender keeps', () => {
  const timeScale = fc.double({ min: 1, max: 10_000, noNaN: true })
  const schedule: RetrySchedule = { delaysSeconds: [0, 5, 300, 7_200], source: 'https://example.org' } as unknown as RetrySchedule
  const policy: fc.Arbitrary<RetryPolicy> = fc.oneof(
    fc.constant<RetryPolicy>({ kind: 'none' }),
    fc.record({
      kind: fc.constant('custom' as const),
      backoff: fc.constantFrom('linear' as const, 'exponential' as const),
      delayMs: fc.nat(86_400_000),
      maxDelayMs: fc.nat(604_800_000),
      limit: fc.integer({ min: 1, max: 100 }),
      jitter: fc.constant(false),
      statuses: fc.constant<string[]>([]),
      timeScale
    }),
    fc.record({
      kind: fc.constant('provider' as const),
      scheme: fc.constant('x'),
      statuses: fc.constant<string[]>([]),
      timeScale
    })
  )
  fc.assert(
    fc.property(policy, (one) => {
      const waits = waitsOf(one, schedule)
      const kept = Array.from(
        { length: retryLimit(one, () => schedule) },
        (_, index) =>
        retryDelayMs(one, index + 1, () => schedule, () => 0) // prettier-ignore
      )
      expect(waits.map(Math.round)).toEqual(kept)
    })
  )
})

test('statuses are split wherever they are parted', () => {
  expect(splitStatuses(' 5XX, 404\n429,,')).toEqual(['5xx', '404', '429'])
  expect(splitStatuses('')).toEqual([])
})
