import { describe, expect, test } from 'vitest'
import { retryPolicy, type RetryPolicy } from '../../electron/contract/index.ts'
import { isRetried, retryDelayMs, retryLimit } from '../../electron/core/forwarding/retry-policy.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'

const scheduleOf = (id: string) => findScheme(id)?.retries
const noChance = () => 0

function delays(policy: RetryPolicy, random = noChance): (number | undefined)[] {
  return Array.from({ length: retryLimit(policy, scheduleOf) + 1 }, (_, index) => retryDelayMs(policy, index + 1, scheduleOf, random))
}

test.each([
  [{ kind: 'none' }, [undefined]],
  [{ kind: 'custom', backoff: 'linear', delayMs: 500, limit: 3 }, [500, 1000, 1500, undefined]],
  [{ kind: 'custom', backoff: 'exponential', delayMs: 1000, limit: 4, maxDelayMs: 3000 }, [1000, 2000, 3000, 3000, undefined]],
  [{ kind: 'custom', delayMs: 3_600_000, limit: 1, timeScale: 3600 }, [1000, undefined]],
  [{ kind: 'provider', scheme: 'svix' }, [5000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000, undefined]],
  [{ kind: 'provider', scheme: 'slack', timeScale: 60 }, [0, 1000, 5000, undefined]],
  [{ kind: 'provider', scheme: 'github' }, [undefined]],
  [{ kind: 'provider', scheme: 'nobody' }, [undefined]]
])('the waits of %j', (policy, expected) => {
  expect(delays(retryPolicy.parse(policy))).toEqual(expected)
})

test('jitter shortens a wait by at most a half, and is off unless asked for', () => {
  const policy = { kind: 'custom', delayMs: 1000, limit: 1, backoff: 'linear' }
  expect(delays(retryPolicy.parse(policy), () => 0.999)[0]).toBe(1000)
  expect(delays(retryPolicy.parse({ ...policy, jitter: true }), () => 0.5)[0]).toBe(750)
})

describe('which outcomes are tried again', () => {
  const responded = (status: number) => ({ kind: 'responded', status }) as const
  const open = retryPolicy.parse({ kind: 'custom' })
  const some = retryPolicy.parse({ kind: 'custom', statuses: ['5xx', '429'] })
  test.each([
    [open, responded(200), false],
    [open, responded(204), false],
    [open, responded(302), true],
    [open, responded(404), true],
    [some, responded(404), false],
    [some, responded(429), true],
    [some, responded(503), true],
    [some, { kind: 'refused', detail: '' }, true],
    [some, { kind: 'timed_out', detail: '' }, true],
    [open, { kind: 'aborted', detail: '' }, false],
    [retryPolicy.parse({ kind: 'none' }), responded(500), false]
  ] as const)('%j of %j: %s', (policy, outcome, expected) => {
    expect(isRetried(policy, outcome)).toBe(expected)
  })
})
