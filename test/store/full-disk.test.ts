import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setDurability } from '../../electron/core/store/database.ts'
import { createEventMemory } from '../../electron/core/store/event-memory.ts'
import { createStorageHealth } from '../../electron/core/store/storage-health.ts'
import { openStoreFile } from '../../electron/core/store/store-file.ts'
import type { StoreEvent } from '../../electron/core/store/store.ts'
import { inTransaction } from '../../electron/core/store/transaction.ts'
import { createWriteOperations } from '../../electron/core/store/write-operations.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { canMountTinyDisk, tinyDisk } from '../helpers/tiny-disk.ts'
import { insertAll, listIds, makeDelivery, openTestStore } from './make-delivery.ts'

const canMount = await canMountTinyDisk()

const kinds = (events: readonly StoreEvent[]): string[] => events.map((event) => event.kind)

test.skipIf(!canMount)(
  'on a full file system (a mounted tmpfs) inserts are refused, told once, and work again when there is room',
  async () => {
    await using disk = await tinyDisk(12)
    if (disk === undefined) throw new Error('nothing could be mounted')
    const ballast = join(disk.path, 'ballast')
    await writeFile(ballast, new Uint8Array(6_000_000))
    await using opened = await openTestStore({ dataFolder: disk.path })
    const { store } = opened
    const stored: string[] = []
    const refusals: { code: string; message: string }[] = []
    const insert = async (): Promise<void> => {
      const delivery = makeDelivery(store, { body: new Uint8Array(50_000).fill(65) })
      try {
        await store.insertDelivery(delivery)
        stored.push(delivery.id)
      } catch (error) {
        refusals.push(error as { code: string; message: string })
      }
    }
    for (let round = 0; round < 60 && refusals.length < 5; round++) await Promise.all(Array.from({ length: 5 }, insert))
    expect(refusals.length).toBeGreaterThanOrEqual(5)
    expect(refusals.every((refusal) => refusal.code === 'STORE_FAILED' && refusal.message.includes(disk.path))).toBe(true)
    expect(stored.length).toBeGreaterThan(0)
    expect(kinds(opened.events)).toEqual(['failing'])
    expect(opened.events[0]).toMatchObject({ kind: 'failing', code: 'disk_full' })
    expect(await listIds(store)).toEqual(stored.toReversed())

    await rm(ballast)
    await opened.until((events) => events.some((event) => event.kind === 'recovered'))
    const later = await insertAll(store, [{}, {}])
    expect(kinds(opened.events)).toEqual(['failing', 'recovered'])
    expect(await listIds(store)).toEqual([...stored, ...later.map((delivery) => delivery.id)].toReversed())
    await store.close()
    await using again = await openTestStore({ dataFolder: disk.path })
    expect(await again.store.counts()).toMatchObject({ deliveries: stored.length + 2 })
  },
  60_000
)

test.skipIf(!canMount)(
  'on a nearly full file system (a mounted tmpfs) one large delivery fails alone',
  async () => {
    await using disk = await tinyDisk(16)
    if (disk === undefined) throw new Error('nothing could be mounted')
    await using opened = await openTestStore({ dataFolder: disk.path })
    const { store } = opened
    const small = [makeDelivery(store), makeDelivery(store)]
    const large = makeDelivery(store, { body: new Uint8Array(30_000_000) })
    const ended = await Promise.allSettled([small[0], large, small[1]].map((delivery) => store.insertDelivery(delivery ?? large)))
    expect(ended.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await listIds(store)).toEqual(small.map((delivery) => delivery.id).toReversed())
  },
  60_000
)

test('with a quota of pages (PRAGMA max_page_count) a write fails whole, is told once, and works again when the quota is lifted', async () => {
  await using folder = await temporaryFolder()
  const events: StoreEvent[] = []
  const health = createStorageHealth(folder.path, (event) => events.push(event))
  const database = openStoreFile(folder.path)
  const memory = createEventMemory(10, 1)
  const opened = { database, memory, operations: createWriteOperations(database, memory) }
  const note = (size: number): string => {
    const ended = inTransaction(opened, () => {
      opened.operations.calls.putNote('small', size)
      opened.operations.calls.putNote('large', 'x'.repeat(size))
    })
    if (ended.kind === 'failed') health.failed(ended.error)
    else health.succeeded()
    return ended.kind
  }
  const noted = (): unknown => database.prepare("SELECT value FROM notes WHERE key = 'note:small'").get()?.['value']
  expect(note(10)).toBe('committed')
  database.exec('PRAGMA max_page_count = 40')
  expect([note(1_000_000), note(2_000_000)]).toEqual(['failed', 'failed'])
  expect(noted()).toBe('10')
  database.exec('PRAGMA max_page_count = 100000')
  expect(note(3_000_000)).toBe('committed')
  expect(noted()).toBe('3000000')
  database.close()
  expect(kinds(events)).toEqual(['failing', 'recovered'])
  expect(events[0]).toMatchObject({ code: 'disk_full', message: expect.stringContaining(folder.path) as string })
})

test.each([
  ['normal', 1],
  ['full', 2]
] as const)('durability %s waits for the disk as it says', async (durability, synchronous) => {
  await using folder = await temporaryFolder()
  const database = openStoreFile(folder.path)
  setDurability(database, durability)
  expect(database.prepare('PRAGMA synchronous').get()?.['synchronous']).toBe(synchronous)
  expect(database.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal')
  database.close()
})
