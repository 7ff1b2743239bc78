/** The short form of `npm run soak restarts`: the whole product under load while its tunnel server is killed and restarted. */
import { expect, test } from 'vitest'
import { percentile, runRestarts } from '../soak/restarts.ts'

test('killed and restarted at random moments under load: soon proven under the same URL, nothing lost, nothing unhandled (F2, F3)', async () => {
  const result = await runRestarts({ kills: 6, perSecond: 25, longestAwayMs: 2_000, longestUpMs: 1_500 })
  expect(result.recoveriesMs).toHaveLength(6)
  // Two seconds for a machine that other tests keep busy; alone the bound is 5 s, see `npm run soak`.
  expect(percentile(result.recoveriesMs, 0.95)).toBeLessThan(7_000)
  expect(result.otherUrls).toEqual([])
  expect(result.deafOnlineMs).toBeLessThan(30_000)
  expect(result.unhandled).toEqual([])
  expect(result.answered).toBeGreaterThan(0)
  expect(result.lost).toEqual([])
  const { first, last } = result.sizes
  expect(last.sockets).toBeLessThanOrEqual(first.sockets + 10)
  expect(last.threads).toBeLessThanOrEqual(first.threads)
  expect(last.heapMb).toBeLessThan(first.heapMb + 20)
}, 120_000)
