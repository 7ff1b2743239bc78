import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { StoreEvent } from '../../electron/core/store/store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { insertAll, listIds, makeDelivery, openTestStore, type TestStore } from './make-delivery.ts'

const asideOf = (events: readonly StoreEvent[]): { file: string; reason: string }[] => events.filter((event) => event.kind === 'set_aside') // prettier-ignore

async function overwrite(file: string, offset: number, length: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(new Uint8Array(length).fill(0xa5), 0, length, offset)
  await handle.close()
}

/** A closed store with 400 deliveries and a filter, and where its file is. */
async function closedStore(folder: string): Promise<string> {
  await using opened = await openTestStore({ dataFolder: folder })
  await opened.store.putFilter({ id: 'f', name: 'Failed', q: 'verdict:failed' })
  await insertAll(
    opened.store,
    Array.from({ length: 400 }, (_, index) => ({ eventId: `evt_${index}` }))
  )
  await opened.store.close()
  return join(folder, 'hooklab.db')
}

/** A closed store too large to be looked at whole when it is opened. */
async function largeStore(folder: string): Promise<string> {
  await using opened = await openTestStore({ dataFolder: folder })
  await opened.store.putFilter({ id: 'f', name: 'Failed', q: 'verdict:failed' })
  await insertAll(
    opened.store,
    Array.from({ length: 300 }, () => ({ body: new Uint8Array(60_000) }))
  )
  await opened.store.close()
  const file = join(folder, 'hooklab.db')
  expect((await stat(file)).size).toBeGreaterThan(17_000_000)
  return file
}

/** Where the first page of a table is in the file. */
function rootPage(file: string, table: string): number {
  const database = new DatabaseSync(file, { readOnly: true })
  const page = Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.['rootpage'])
  database.close()
  return (page - 1) * 8192
}

/** What a store says and does that found its file damaged. */
async function freshStart({ store, events }: TestStore): Promise<{ file: string; reason: string; takesMore: boolean; asides: number }> {
  const asides = asideOf(events)
  const delivery = makeDelivery(store)
  await store.insertDelivery(delivery)
  const [newest] = await listIds(store)
  return { file: asides[0]?.file ?? '', reason: asides[0]?.reason ?? '', takesMore: newest === delivery.id, asides: asides.length }
}

const fresh = {
  file: expect.stringMatching(/hooklab\.damaged-[0-9TZ-]+\.db$/) as string,
  reason: expect.stringMatching(/./) as string,
  takesMore: true,
  asides: 1
}

test('a file that is no database is set aside, untouched, and the store starts fresh', async () => {
  await using folder = await temporaryFolder()
  const garbage = Buffer.from('this was never a database '.repeat(1000))
  await writeFile(join(folder.path, 'hooklab.db'), garbage)
  await using opened = await openTestStore({ dataFolder: folder.path })
  const { file, ...start } = await freshStart(opened)
  expect({ file, ...start }).toEqual(fresh)
  expect((await readFile(file)).equals(garbage)).toBe(true)
  expect(await opened.store.counts()).toMatchObject({ deliveries: 1 })
})

test('a file with a broken head is set aside', async () => {
  await using folder = await temporaryFolder()
  const file = await closedStore(folder.path)
  await overwrite(file, 0, 100)
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect(await freshStart(opened)).toEqual(fresh)
})

test('a file with broken pages is set aside at the start, and what can be read of the configuration comes over', async () => {
  await using folder = await temporaryFolder()
  const file = await closedStore(folder.path)
  const { size } = await stat(file)
  await overwrite(file, size - 8192 * 12, 8192 * 4)
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect(await freshStart(opened)).toEqual(fresh)
  expect(asideOf(opened.events)[0]?.reason).toContain('taken over')
  expect((await opened.store.loadConfig()).filters).toEqual([{ id: 'f', name: 'Failed', q: 'verdict:failed' }])
})

test('a file cut short is set aside', async () => {
  await using folder = await temporaryFolder()
  const file = await closedStore(folder.path)
  const bytes = await readFile(file)
  await writeFile(file, bytes.subarray(0, 3 * 8192 + 11))
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect(await freshStart(opened)).toEqual(fresh)
})

test('a file of another program is set aside', async () => {
  await using folder = await temporaryFolder()
  const other = new DatabaseSync(join(folder.path, 'hooklab.db'))
  other.exec('CREATE TABLE deliveries (other); PRAGMA user_version = 2')
  other.close()
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect(await freshStart(opened)).toEqual(fresh)
})

test('damage met while writing sets the file aside, and no delivery of the batch is lost', async () => {
  await using folder = await temporaryFolder()
  const file = await largeStore(folder.path)
  await overwrite(file, rootPage(file, 'chunks'), 8192)
  await using opened = await openTestStore({ dataFolder: folder.path })
  const { store } = opened
  expect(opened.events).toEqual([])
  const batch = [{}, {}, { body: new Uint8Array(600_000).fill(7) }, {}].map((fields) => makeDelivery(store, fields))
  await Promise.all(batch.map((delivery) => store.insertDelivery(delivery)))
  await opened.until((events) => asideOf(events).length === 1)
  expect(await listIds(store)).toEqual(batch.map((delivery) => delivery.id).toReversed())
  expect((await store.getDeliveryBytes(batch[2]?.id ?? '')).body.byteLength).toBe(600_000)
  expect((await store.loadConfig()).filters).toHaveLength(1)
  expect((await readdir(folder.path)).filter((name) => /damaged.*\.db$/.test(name))).toHaveLength(1)
})

test('damage met while reading sets the file aside, and the read is answered from the fresh one', async () => {
  await using folder = await temporaryFolder()
  const file = await largeStore(folder.path)
  const { size } = await stat(file)
  await overwrite(file, Math.floor(size / 2 / 8192) * 8192, 8192)
  await using opened = await openTestStore({ dataFolder: folder.path })
  const ids = await listIds(opened.store)
  const answers = await Promise.allSettled(ids.map((id) => opened.store.getDeliveryBytes(id)))
  await opened.until((events) => asideOf(events).length === 1)
  const codes = new Set(answers.map((answer) => (answer.status === 'fulfilled' ? 'fulfilled' : (answer.reason as { code: string }).code)))
  expect([...codes].filter((code) => code !== 'fulfilled' && code !== 'NOT_FOUND')).toEqual([])
  const delivery = makeDelivery(opened.store)
  await opened.store.insertDelivery(delivery)
  expect(await listIds(opened.store)).toEqual([delivery.id])
})

test('a search index that is no database is made again, and the search still answers', async () => {
  await using folder = await temporaryFolder()
  await closedStore(folder.path)
  await writeFile(join(folder.path, 'search.db'), 'no index')
  await using opened = await openTestStore({ dataFolder: folder.path })
  expect(await listIds(opened.store, 'event:evt_7')).toHaveLength(1)
  expect(opened.events).toEqual([])
})
