import { afterEach, expect, test } from 'vitest'
import type { DeliverySummary } from '../../electron/contract/index.ts'
import { createDeliveryFeed, type DeliveryFeed } from '../../renderer/lib/delivery-feed.ts'
import { sampleDelivery, samplePage } from './sample-delivery.ts'

/** A server's list over an array: cursors are places in time, a filter is a word of the event type. */
class ListServer {
  stored: DeliverySummary[] = []
  calls = 0
  failing: Error | undefined
  /** Resolves once nothing waits for an answer. */
  readonly waiting = new Set<Promise<unknown>>()

  readonly client = { deliveries: { list: (input: { q?: string; cursor?: string; limit: number }) => this.#track(this.#answer(input)) } }

  #track<Value>(answer: Promise<Value>): Promise<Value> {
    this.waiting.add(answer)
    const forget = (): boolean => this.waiting.delete(answer)
    answer.then(forget, forget)
    return answer
  }

  async #answer({ q, cursor, limit }: { q?: string; cursor?: string; limit: number }) {
    this.calls += 1
    await Promise.resolve()
    if (this.failing) throw this.failing
    const matching = this.stored.filter(({ eventType, id }) => (!q || eventType === q) && (cursor === undefined || id < cursor))
    const items = matching.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit)
    const last = items.at(-1)
    return { items, ...(matching.length > limit && last && { nextCursor: last.id }) }
  }
}

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

function feedOver(server: ListServer, q = '', capacity?: number): DeliveryFeed {
  // The test's server takes what the feed gives; the generated client type has more to it.
  const feed = createDeliveryFeed({ client: server.client as never, q, ...(capacity !== undefined && { capacity }) })
  feed.catchUp()
  return feed
}

/** Resolves with the first state that holds; the deadline is the test's own. */
function until(feed: DeliveryFeed, holds: (feed: DeliveryFeed) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (holds(feed)) resolve()
    }
    ends.push(feed.state.subscribe(check))
    check()
  })
}

const idsOf = (feed: DeliveryFeed): readonly (string | undefined)[] =>
  Array.from({ length: feed.state.getState().size }, (_, index) => feed.row(index)?.id)

test('the first page comes from the server, and older pages on request', async () => {
  const server = new ListServer()
  server.stored = samplePage(450, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 200)
  expect(feed.state.getState().hasOlder).toBe(true)
  feed.loadOlder()
  feed.loadOlder()
  await until(feed, () => feed.state.getState().size === 400 && feed.state.getState().loading === undefined)
  feed.loadOlder()
  await until(feed, () => feed.state.getState().size === 450)
  expect(feed.state.getState().hasOlder).toBe(false)
  expect(idsOf(feed)).toEqual(samplePage(450, 1).map(({ id }) => id))
  expect(server.calls).toBe(3)
})

test('a list that has been read never looks empty before its rows are there', async () => {
  const server = new ListServer()
  server.stored = samplePage(3, 1)
  const feed = feedOver(server)
  const sizes: number[] = []
  ends.push(feed.state.subscribe(({ loading, size }) => loading === undefined && sizes.push(size)))
  await until(feed, () => feed.state.getState().loading === undefined)
  expect(sizes[0]).toBe(3)
})

test('arrivals go in without asking the server, and are fresh for a moment', async () => {
  const server = new ListServer()
  server.stored = samplePage(3, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 3)
  feed.received([sampleDelivery(4), sampleDelivery(5)], 0)
  await until(feed, () => feed.state.getState().size === 5)
  expect(feed.row(0)?.id).toBe(sampleDelivery(5).id)
  expect(feed.state.getState().arrived).toBe(2)
  expect(feed.isFresh(sampleDelivery(5).id)).toBe(true)
  expect(feed.isFresh(sampleDelivery(3).id)).toBe(false)
  expect(server.calls).toBe(1)
})

test('what arrives while the first page is being read is not lost', async () => {
  const server = new ListServer()
  server.stored = samplePage(3, 1)
  const feed = feedOver(server)
  feed.received([sampleDelivery(4)], 0)
  await until(feed, () => feed.state.getState().size === 4)
  expect(idsOf(feed)).toEqual(samplePage(4, 1).map(({ id }) => id))
})

test('a flood that was cut short is caught up to the last row', async () => {
  const server = new ListServer()
  server.stored = samplePage(100, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 100)
  server.stored = samplePage(1_100, 1)
  feed.received([sampleDelivery(1_100)], 999)
  await until(feed, () => feed.state.getState().size === 1_100)
  expect(idsOf(feed)).toEqual(samplePage(1_100, 1).map(({ id }) => id))
})

test('a gap too long to close starts the list anew from the newest, with a way on', async () => {
  const server = new ListServer()
  server.stored = samplePage(10, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 10)
  server.stored = samplePage(9_000, 1)
  feed.catchUp()
  await until(feed, () => feed.state.getState().size === 4_000)
  expect(feed.row(0)?.id).toBe(sampleDelivery(9_000).id)
  expect(feed.state.getState().hasOlder).toBe(true)
  feed.loadOlder()
  await until(feed, () => feed.state.getState().size === 4_200)
  expect(idsOf(feed)).toEqual(samplePage(9_000, 4_801).map(({ id }) => id))
})

test('with a filter the server decides what an arrival means', async () => {
  const server = new ListServer()
  server.stored = [sampleDelivery(1, { eventType: 'paid' }), sampleDelivery(2, { eventType: 'other' })]
  const feed = feedOver(server, 'paid')
  await until(feed, () => feed.state.getState().size === 1)
  const arrivals = [sampleDelivery(3, { eventType: 'other' }), sampleDelivery(4, { eventType: 'paid' })]
  server.stored.push(...arrivals)
  feed.received(arrivals, 0)
  await until(feed, () => feed.state.getState().size === 2)
  expect(idsOf(feed)).toEqual([sampleDelivery(4).id, sampleDelivery(1).id])
})

test('a row that comes to match by an update shows up', async () => {
  const server = new ListServer()
  server.stored = [sampleDelivery(1, { eventType: 'paid' }), sampleDelivery(2)]
  const feed = feedOver(server, 'paid')
  await until(feed, () => feed.state.getState().size === 1)
  const changed = sampleDelivery(2, { eventType: 'paid' })
  server.stored[1] = changed
  feed.updated([changed])
  await until(feed, () => feed.state.getState().size === 2)
  expect(idsOf(feed)).toEqual([changed.id, sampleDelivery(1).id])
})

test('another filter replaces the rows', async () => {
  const server = new ListServer()
  server.stored = [sampleDelivery(1, { eventType: 'paid' }), sampleDelivery(2)]
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 2)
  feed.setFilter('paid')
  await until(feed, () => feed.state.getState().size === 1)
  expect(feed.row(0)?.eventType).toBe('paid')
  feed.setFilter('')
  await until(feed, () => feed.state.getState().size === 2)
})

test('paused, the rows hold still and the held are counted; resumed, all are there', async () => {
  const server = new ListServer()
  server.stored = samplePage(2, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 2)
  feed.setPaused(true)
  server.stored = samplePage(7, 1)
  feed.received([sampleDelivery(3), sampleDelivery(4)], 0)
  feed.received([sampleDelivery(7)], 2)
  await until(feed, () => feed.state.getState().held === 5)
  expect(feed.state.getState().size).toBe(2)
  feed.setPaused(false)
  await until(feed, () => feed.state.getState().size === 7)
  expect(feed.state.getState().held).toBe(0)
})

test('a failed read is told and the next one heals it', async () => {
  const server = new ListServer()
  server.failing = new Error('disk on fire')
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().problem !== undefined)
  expect(feed.state.getState().problem?.message).toBe('disk on fire')
  server.failing = undefined
  server.stored = samplePage(2, 1)
  feed.catchUp()
  await until(feed, () => feed.state.getState().size === 2)
  expect(feed.state.getState().problem).toBeUndefined()
})

test('beyond its capacity the oldest rows are let go, and it says so', async () => {
  const server = new ListServer()
  server.stored = samplePage(100, 1)
  const feed = feedOver(server, '', 100)
  await until(feed, () => feed.state.getState().size === 100)
  feed.received([sampleDelivery(101)], 0)
  await until(feed, () => feed.state.getState().trimmed)
  await until(feed, () => feed.state.getState().size === 95)
  expect(feed.row(0)?.id).toBe(sampleDelivery(101).id)
})

test('rows removed on the server leave the list', async () => {
  const server = new ListServer()
  server.stored = samplePage(3, 1)
  const feed = feedOver(server)
  await until(feed, () => feed.state.getState().size === 3)
  feed.removed([sampleDelivery(2).id])
  await until(feed, () => feed.state.getState().size === 2)
  expect(feed.indexOf(sampleDelivery(2).id)).toBe(-1)
  server.stored = []
  feed.removed(undefined)
  await until(feed, () => feed.state.getState().size === 0)
})
