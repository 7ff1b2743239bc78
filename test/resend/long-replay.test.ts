/** Ten thousand deliveries replayed: in order, whole, and without keeping them in memory. */
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import type { Job } from '../../electron/contract/index.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { openSending } from '../forwarding/open-sending.ts'
import { eventually } from '../helpers/eventually.ts'
import { listenOn } from '../helpers/listen-on.ts'
import { makeTarget } from '../helpers/make-target.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { insertAll } from '../store/make-delivery.ts'

const count = 10_000
/** What ten thousand of them would take if all were kept. */
const allBytes = count * 16_384

test('10,000 are replayed in order, one after the other, in bounded memory; a cancel ends it at once', { timeout: 120_000 }, async () => {
  await using folder = await temporaryFolder()
  const came: number[] = []
  await using server = await listenOn(
    createServer((request, response) => {
      came.push(Number(request.headers['x-number']))
      request.resume().once('end', () => response.end('ok'))
    })
  )
  await using opened = await openSending(systemClock, makeTarget(server.url), folder.path)
  for (let from = 0; from < count; from += 1000) {
    await insertAll(
      opened.store,
      Array.from({ length: 1000 }, (_, index) => ({
        endpointId: 'webhook',
        headers: [['X-Number', String(from + index)]],
        body: Buffer.alloc(16_384, from + index)
      }))
    )
  }
  const before = process.memoryUsage()
  const { id, total } = await opened.services.replay({ targetId: 'tgt_1' })
  expect(total).toBe(count)
  let most = 0
  const job = await eventually(
    (): Job => {
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers)
      return opened.services.jobs.get(id)
    },
    (one) => one.endedAt !== undefined,
    110_000
  )
  expect(job).toMatchObject({ state: 'finished', done: count, succeeded: count, failed: 0, skipped: 0 })
  expect(came).toEqual(Array.from({ length: count }, (_, index) => index))
  expect(most).toBeLessThan(allBytes)

  // Cancelled on its way, nothing more is begun: what the app gets after it was under way.
  const second = await opened.services.replay({ targetId: 'tgt_1' })
  await eventually(() => came.length, (length) => length >= count + 100) // prettier-ignore
  opened.services.jobs.cancel(second.id)
  const atCancel = came.length
  const cancelled = await eventually(
    () => opened.services.jobs.get(second.id),
    (one) => one.endedAt !== undefined
  )
  expect(cancelled.state).toBe('cancelled')
  expect(cancelled.done).toBeLessThan(count)
  expect(came.length).toBeLessThanOrEqual(atCancel + 1)
  expect(came.slice(count)).toEqual(Array.from({ length: came.length - count }, (_, index) => index))
})
