import { expect, test } from 'vitest'
import type { Attempt, Change, DeliverySummary, Job } from '../../electron/contract/index.ts'
import { ChangeBus } from '../../electron/core/changes/change-bus.ts'
import { fakeClock } from '../helpers/fake-clock.ts'

function summary(id: string): DeliverySummary {
  return {
    id,
    receivedAt: 0,
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    verdict: { status: 'unsigned' },
    handshake: false,
    sizeBytes: 0,
    durationMs: 0,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false
  }
}

/** Follows from now on; `seen` grows as changes come. */
function follow(bus: ChangeBus, signal: AbortSignal): { seen: Change[]; ended: Promise<void> } {
  const seen: Change[] = []
  const ended = (async () => {
    for await (const change of bus.follow(signal)) seen.push(change)
  })()
  return { seen, ended }
}

test('deliveries of one moment come as one change, in the order they came', async () => {
  const clock = fakeClock()
  const bus = new ChangeBus(clock)
  const stop = new AbortController()
  const { seen, ended } = follow(bus, stop.signal)
  await clock.advance(0)
  for (const id of ['a', 'b', 'c']) bus.received(summary(id))
  await clock.advance(39)
  expect(seen.map((change) => change.type)).toEqual(['hello'])
  await clock.advance(1)
  expect(seen[1]).toMatchObject({ type: 'deliveries.received', skipped: 0, items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
  stop.abort()
  await ended
})

test('a flood keeps the newest and counts the rest', async () => {
  const clock = fakeClock()
  const bus = new ChangeBus(clock)
  const stop = new AbortController()
  const { seen, ended } = follow(bus, stop.signal)
  await clock.advance(0)
  for (let index = 0; index < 5000; index += 1) bus.received(summary(String(index)))
  await clock.advance(40)
  const change = seen[1]
  if (change?.type !== 'deliveries.received') throw new Error('no deliveries came')
  expect(change.items.length + change.skipped).toBe(5000)
  expect(change.items.length).toBe(500)
  expect(change.items.at(-1)?.id).toBe('4999')
  stop.abort()
  await ended
})

test('of one kind of change only the newest is sent, and lists of other endpoints are kept apart', async () => {
  const clock = fakeClock()
  const bus = new ChangeBus(clock)
  const stop = new AbortController()
  const { seen, ended } = follow(bus, stop.signal)
  await clock.advance(0)
  bus.publish({ type: 'faults.changed', endpointId: 'one', items: [] })
  bus.publish({ type: 'faults.changed', endpointId: 'two', items: [] })
  bus.publish({ type: 'faults.changed', endpointId: 'one', items: [] })
  bus.publish({ type: 'problems.changed', items: [] })
  bus.publish({ type: 'problems.changed', items: [{ code: 'x', message: 'm', remedy: 'r', since: 1 }] })
  await clock.advance(40)
  expect(seen.slice(1)).toEqual([
    { type: 'faults.changed', endpointId: 'two', items: [] },
    { type: 'faults.changed', endpointId: 'one', items: [] },
    { type: 'problems.changed', items: [{ code: 'x', message: 'm', remedy: 'r', since: 1 }] }
  ])
  stop.abort()
  await ended
})

test('a follower that leaves is forgotten, at once and when it was never read', async () => {
  const clock = fakeClock()
  const bus = new ChangeBus(clock)
  const stop = new AbortController()
  const { ended } = follow(bus, stop.signal)
  await clock.advance(0)
  expect(bus.followerCount).toBe(1)
  stop.abort()
  await ended
  expect(bus.followerCount).toBe(0)
  const gone = bus.follow(AbortSignal.abort())
  expect(await gone.next()).toMatchObject({ value: { type: 'hello' } })
  expect(await gone.next()).toEqual({ value: undefined, done: true })
})

test('a reader that is slow in a long replay keeps the newest attempts and the newest progress', async () => {
  const clock = fakeClock()
  const bus = new ChangeBus(clock)
  const stop = new AbortController()
  const { seen, ended } = follow(bus, stop.signal)
  await clock.advance(0)
  for (let number = 1; number <= 1000; number += 1) {
    bus.publish({ type: 'attempt.finished', attempt: { number } as Attempt }) // nothing else of it is looked at
    bus.publish({ type: 'jobs.changed', items: [{ done: number } as Job] }) // likewise
  }
  await clock.advance(40)
  const attempts = seen.flatMap((change) => (change.type === 'attempt.finished' ? [change.attempt.number] : []))
  expect(attempts).toEqual(Array.from({ length: 100 }, (_, index) => 901 + index))
  expect(seen.filter((change) => change.type === 'jobs.changed')).toEqual([{ type: 'jobs.changed', items: [{ done: 1000 }] }])
  stop.abort()
  await ended
})
