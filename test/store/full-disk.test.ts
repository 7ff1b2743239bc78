import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StoreEvent } from '../../electron/core/store/store.ts'
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
