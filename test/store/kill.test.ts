import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { startFlood, type StoredLine } from './flood-process.ts'
import { listIds, openTestStore } from './make-delivery.ts'

test('ten times killed in a flood, every delivery that was reported stored is there, byte for byte', async () => {
  await using folder = await temporaryFolder()
  const reported: StoredLine[] = []
  for (let round = 0; round < 10; round++) {
    await using flood = startFlood(folder.path)
    await flood.stored(100 + round * 37)
    const closed = once(flood.process, 'close')
    flood.process.kill('SIGKILL')
    await closed
    reported.push(...flood.lines)
  }
  await using opened = await openTestStore({ dataFolder: folder.path })
  const { store, events } = opened
  const there = new Set(await listIds(store, undefined, 500))
  expect(reported.filter(({ id }) => !there.has(id))).toEqual([])
  for (const { id, sha256 } of reported) {
    const { body } = await store.getDeliveryBytes(id)
    expect(createHash('sha256').update(body).digest('hex')).toBe(sha256)
  }
  expect(await store.counts()).toMatchObject({ deliveries: there.size })
  expect(events).toEqual([])
}, 180_000)
