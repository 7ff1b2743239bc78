import { expect, test } from 'vitest'
import type { Change } from '../../electron/contract/index.ts'
import { waitAfter } from '../../renderer/lib/back-off.ts'
import { type ConnectionState, followChanges } from '../../renderer/lib/follow-changes.ts'

const hello: Change = { type: 'hello', startedAt: 1 }
const quick = { firstMs: 1, capMs: 2, jitter: 0 }

/** Follows scripted streams, one after the other, and stops after the last. */
async function follow(
  streams: readonly (() => AsyncGenerator<Change>)[]
): Promise<{ readonly states: readonly ConnectionState[]; readonly heard: readonly Change[] }> {
  const stop = new AbortController()
  const states: ConnectionState[] = []
  const heard: Change[] = []
  let next = 0
  const changes = async (): Promise<AsyncGenerator<Change>> => {
    const stream = streams[next]
    next += 1
    if (!stream) {
      stop.abort()
      throw new Error('no more')
    }
    return stream()
  }
  await followChanges({
    client: { changes: changes as never },
    signal: stop.signal,
    onChange: (change) => heard.push(change),
    onState: (state) => states.push(state),
    backOff: quick
  })
  return { states, heard }
}

async function* live(...changes: readonly Change[]): AsyncGenerator<Change> {
  yield* changes
}
// oxlint-disable-next-line require-yield -- a stream that fails before it says anything
async function* broken(): AsyncGenerator<Change> {
  throw new Error('connection refused')
}

test('a stream that ends is opened again, and both are heard', async () => {
  const filters: Change = { type: 'filters.changed' }
  const { states, heard } = await follow([() => live(hello, filters), () => live(hello)])
  expect(heard).toEqual([hello, filters, hello])
  expect(states).toEqual(['live', 'reconnecting', 'live', 'reconnecting'])
})

test('after three failures in a row it counts as offline, and comes back', async () => {
  const { states } = await follow([broken, broken, broken, broken, () => live(hello)])
  expect(states).toEqual(['reconnecting', 'reconnecting', 'offline', 'offline', 'live', 'reconnecting'])
})

test('waits double up to the cap, shortened by jitter only', () => {
  const backOff = { firstMs: 100, capMs: 1_000, jitter: 0.5 }
  expect([1, 2, 3, 4, 5, 60].map((failures) => waitAfter(failures, backOff, 0))).toEqual([100, 200, 400, 800, 1_000, 1_000])
  expect(waitAfter(5, backOff, 1)).toBe(500)
})
