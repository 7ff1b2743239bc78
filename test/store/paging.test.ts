import { expect, test } from 'vitest'
import { insertAll, listIds, makeDelivery, openTestStore } from './make-delivery.ts'

test('pages list every delivery once, newest first, whatever their size', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const all = await insertAll(
    store,
    Array.from({ length: 237 }, () => ({}))
  )
  const newestFirst = all.map((delivery) => delivery.id).toReversed()
  for (const limit of [1, 7, 100, 236, 237, 238, 500]) expect(await listIds(store, undefined, limit)).toEqual(newestFirst)
  for (const limit of [7, 236, 237]) expect(await listIds(store, 'method:post', limit)).toEqual(newestFirst)
})

test('an empty store has an empty page and no cursor', async () => {
  await using opened = await openTestStore()
  expect(await opened.store.listDeliveries({ limit: 10, now: 0 })).toEqual({ items: [] })
  expect(await opened.store.listDeliveries({ limit: 10, now: 0, q: 'verdict:failed x' })).toEqual({ items: [] })
})

test.each([undefined, 'method:post', 'hello'])('pages lose and repeat nothing while rows come and go (filter %s)', async (q) => {
  await using opened = await openTestStore()
  const { store } = opened
  const all = await insertAll(
    store,
    Array.from({ length: 120 }, () => ({}))
  )
  const doomed = new Set(all.filter((_, index) => index % 3 === 0).map((delivery) => delivery.id))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.listDeliveries({
      limit: 10,
      now: Date.now(),
      ...(q === undefined ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor })
    })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor
    // The cursor's own row goes too.
    for (const id of seen.slice(-1).filter((last) => doomed.has(last))) await store.removeDeliveries(`id:${id}`, Date.now())
    await store.insertDelivery(makeDelivery(store))
  } while (cursor !== undefined)
  expect(new Set(seen).size).toBe(seen.length)
  const kept = all.map((delivery) => delivery.id).filter((id) => !doomed.has(id)) // prettier-ignore
  expect(seen.filter((id) => kept.includes(id))).toEqual(kept.toReversed())
  expect(seen.every((id) => all.some((delivery) => delivery.id === id))).toBe(true)
})

test('a cursor that is none is refused', async () => {
  await using opened = await openTestStore()
  for (const cursor of ['', 'abc', 'dlv_', "dlv_1' OR 1", 'dlv_zzzzzzzzzzzz']) {
    await expect(opened.store.listDeliveries({ limit: 10, now: 0, cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
})
