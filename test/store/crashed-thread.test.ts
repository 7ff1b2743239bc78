import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { listIds, makeDelivery, openTestStore } from './make-delivery.ts'

test.each([0, 1])('when thread %i of the store ends by itself, it is started again and nothing stored is lost', async (which) => {
  const workers: Worker[] = []
  const gather = (worker: Worker): unknown => workers.push(worker)
  process.on('worker', gather)
  await using opened = await openTestStore()
  process.off('worker', gather)
  const { store } = opened
  const before = makeDelivery(store)
  await store.insertDelivery(before)
  const worker = workers[which]
  if (worker === undefined) throw new Error('there is no such thread')
  const ended = once(worker, 'exit')
  await worker.terminate()
  await ended
  await opened.until((events) => events.some((event) => event.kind === 'recovered'))
  expect(opened.events.map((event) => event.kind)).toEqual(['failing', 'recovered'])
  const after = makeDelivery(store)
  await store.insertDelivery(after)
  expect(await listIds(store)).toEqual([after.id, before.id])
})
