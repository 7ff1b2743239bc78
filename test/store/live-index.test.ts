import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { insertAll, listIds, openTestStore, utf8 } from './make-delivery.ts'

/** How many deliveries the index of a store holds, read beside it. */
function indexed(folder: string): number {
  const database = new DatabaseSync(join(folder, 'search.db'), { readOnly: true, timeout: 1000 })
  try {
    return Number(database.prepare('SELECT count(*) AS count FROM words_docsize').get()?.['count'])
  } finally {
    database.close()
  }
}

test('the index follows what comes, changes and goes, by itself', async () => {
  await using opened = await openTestStore()
  const { store, folder } = opened
  const all = await insertAll(
    store,
    Array.from({ length: 600 }, (_, number) => ({ body: utf8(`{"order":"ord_${number}"}`), eventId: `evt_${number}` }))
  )
  await expect.poll(() => indexed(folder), { timeout: 20_000 }).toBe(600)
  const id = (number: number): string => all[number]?.id ?? ''
  expect(await listIds(store, 'body:ord_599')).toEqual([id(599)])
  await store.updateDelivery(id(3), { starred: true, lastOutcome: { kind: 'responded', status: 500 } })
  expect(await listIds(store, 'is:starred target:5xx')).toEqual([id(3)])
  expect(await store.removeDeliveries('event:evt_599', Date.now())).toBe(1)
  expect(await listIds(store, 'body:ord_599')).toEqual([])
  await expect.poll(() => indexed(folder), { timeout: 20_000 }).toBe(599)
  expect(await listIds(store, 'is:starred target:5xx')).toEqual([id(3)])
})

test('an index that is gone is made again', async () => {
  await using first = await openTestStore()
  await insertAll(
    first.store,
    Array.from({ length: 50 }, () => ({}))
  )
  await first.store.close()
  const { rm } = await import('node:fs/promises')
  await rm(join(first.folder, 'search.db'))
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(await listIds(second.store, 'hello')).toHaveLength(50)
  await expect.poll(() => indexed(first.folder), { timeout: 20_000 }).toBe(50)
})
