import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StoreEvent } from '../../electron/core/store/store.ts'
import { maxUnrouted } from '../../electron/core/store/retention.ts'
import { insertAll, listIds, makeDelivery, openTestStore, wideRetention } from './make-delivery.ts'

const dayMs = 86_400_000
const removedIds = (events: readonly StoreEvent[]): string[] => events.flatMap((event) => (event.kind === 'removed' ? event.ids : []))

test('the oldest fall when there are more than the limit, the starred stay', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const all = await insertAll(
    store,
    Array.from({ length: 900 }, () => ({}))
  )
  const ids = all.map((delivery) => delivery.id)
  await store.updateDelivery(ids[0] ?? '', { starred: true })
  await store.updateDelivery(ids[899] ?? '', { starred: true })
  store.configure({ retention: { ...wideRetention, maxDeliveries: 100 }, durability: 'normal' })
  await opened.until((events) => removedIds(events).length >= 800)
  const kept = [ids[0], ...ids.slice(801)]
  expect(await listIds(store)).toEqual(kept.toReversed())
  expect(removedIds(opened.events).toSorted()).toEqual(ids.slice(1, 801).toSorted()) // prettier-ignore
  expect(await store.counts()).toMatchObject({ deliveries: 100 })
  const [next] = await insertAll(store, [{}])
  await opened.until((events) => removedIds(events).length >= 801)
  expect(await listIds(store)).toEqual([next?.id, ...kept.toSpliced(1, 1).toReversed()])
})

test('nothing falls when all that is left is starred', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const all = await insertAll(
    store,
    Array.from({ length: 120 }, () => ({}))
  )
  await Promise.all(all.map((delivery) => store.updateDelivery(delivery.id, { starred: true })))
  const plain = await insertAll(store, [{}, {}])
  store.configure({ retention: { ...wideRetention, maxDeliveries: 100 }, durability: 'normal' })
  await opened.until((events) => removedIds(events).length === 2)
  expect(removedIds(opened.events)).toEqual(plain.map((delivery) => delivery.id))
  expect(await store.counts()).toMatchObject({ deliveries: 120 })
})

test('what is older than the limit falls, also when it came before this start', async () => {
  const retention = { ...wideRetention, maxAgeDays: 7 }
  await using first = await openTestStore()
  const old = await insertAll(
    first.store,
    Array.from({ length: 300 }, () => ({ firstByteAt: Date.now() - 8 * dayMs }))
  )
  const young = await insertAll(first.store, [{ firstByteAt: Date.now() - 6 * dayMs }, {}])
  await first.store.close()
  await using second = await openTestStore({ dataFolder: first.folder, retention })
  await second.until((events) => removedIds(events).length >= 300)
  expect(removedIds(second.events).toSorted()).toEqual(old.map((delivery) => delivery.id).toSorted()) // prettier-ignore
  expect(await listIds(second.store)).toEqual(young.map((delivery) => delivery.id).toReversed())
})

test('the oldest fall when the bytes are more than the limit, and the file shrinks', async () => {
  await using opened = await openTestStore()
  const { store, folder } = opened
  const body = new Uint8Array(100_000).fill(65)
  const count = 300
  for (let index = 0; index < count; index += 50)
    await insertAll(
      store,
      Array.from({ length: 50 }, () => ({ body }))
    )
  const maxBytes = 10_485_760
  store.configure({ retention: { ...wideRetention, maxBytes }, durability: 'normal' })
  await opened.until((events) => removedIds(events).length >= 190)
  await store.insertDelivery(makeDelivery(store))
  const left = (await store.counts()).deliveries
  expect(left).toBeLessThan(110)
  expect(left).toBeGreaterThan(80)
  await expect.poll(() => statSync(join(folder, 'hooklab.db')).size, { timeout: 20_000 }).toBeLessThan(maxBytes * 1.4)
})

test('deliveries come in whole while thousands fall', async () => {
  const retention = { ...wideRetention, maxDeliveries: 100 }
  await using opened = await openTestStore({ retention })
  const { store } = opened
  for (let round = 0; round < 10; round++)
    await insertAll(
      store,
      Array.from({ length: 300 }, () => ({}))
    )
  await opened.until((events) => removedIds(events).length === 2900)
  expect(new Set(removedIds(opened.events)).size).toBe(2900)
  expect((await listIds(store)).length).toBe(100)
})

test('of what no endpoint took only the newest thousand are kept, and nothing else falls for it', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const routed = await insertAll(store, [{}, {}])
  const stray = Array.from({ length: maxUnrouted + 300 }, () => {
    const { endpointId: _none, ...unrouted } = makeDelivery(store)
    return unrouted
  })
  await Promise.all(stray.map((delivery) => store.insertDelivery(delivery)))
  await opened.until((events) => removedIds(events).length >= 300)
  expect(new Set(removedIds(opened.events))).toEqual(new Set(stray.slice(0, 300).map((delivery) => delivery.id)))
  expect(await store.counts()).toMatchObject({ deliveries: maxUnrouted + routed.length, unrouted: maxUnrouted })
})
