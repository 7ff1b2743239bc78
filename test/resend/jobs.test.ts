/** Jobs through the whole product: repeated resends, selections, replays. */
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '../../electron/contract/index.ts'
import { gapsOf } from '../../electron/core/resend/replay.ts'
import type { SendableDelivery } from '../../electron/core/store/sending-rows.ts'
import { eventually } from '../helpers/eventually.ts'
import { ok, rawTarget, respond, type RawTarget } from '../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { openReceiver, type Receiver } from './open-receiver.ts'

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

const ended = (id: string): Promise<Job> =>
  eventually(
    () => hooklab.client.jobs.get({ id }),
    (job) => job.endedAt !== undefined
  )

/** As many deliveries as asked for, numbered in their bodies. */
async function receiveSome(path: string, count: number): Promise<Receiver & { readonly ids: readonly string[] }> {
  const receiver = await openReceiver(hooklab, path)
  const ids: string[] = []
  for (let number = 0; number < count; number += 1) ids.push(await receiver.receive(JSON.stringify({ number })))
  return { ...receiver, ids }
}

const numbers = (app: RawTarget): unknown[] => app.requests.map(({ body }) => (JSON.parse(body.toString()) as { number: unknown }).number)

/** Holds its answers until it is told to let them go. */
function holding(): { readonly answer: (socket: Socket) => void; readonly release: () => void } {
  const held: Socket[] = []
  let open = false
  const answer = (socket: Socket): void => void (open ? ok(socket, undefined as never) : held.push(socket))
  const release = (): void => {
    open = true
    for (const socket of held.splice(0)) answer(socket)
  }
  return { answer, release }
}

describe('one delivery many times', () => {
  test('goes out in parallel, so many at once and no more, and is a job meanwhile', async () => {
    const { ids, endpointId } = await receiveSome('/many', 1)
    // Nothing is answered before five are there, and there are never six.
    const held: Socket[] = []
    let most = 0
    await using app = await rawTarget((socket, request) => {
      held.push(socket)
      most = Math.max(most, held.length)
      if (held.length === 5) for (const waiting of held.splice(0)) ok(waiting, request)
    })
    await hooklab.client.targets.create({ id: endpointId, url: app.url })
    const seen = hooklab.nextChange('jobs.changed', ({ items }) => items.some((job) => job.deliveryId === ids[0]))
    const { attempts } = await hooklab.client.deliveries.resend({ id: ids[0] ?? '', times: 40, parallel: 5 })
    expect(attempts).toHaveLength(40)
    expect(new Set(attempts.map(({ number }) => number)).size).toBe(40)
    expect(app.requests).toHaveLength(40)
    expect(most).toBe(5)
    await seen
    const [job] = (await hooklab.client.jobs.list()).items
    expect(job).toMatchObject({ kind: 'resend', state: 'finished', total: 40, done: 40, succeeded: 40, failed: 0 })
    expect(attempts[0]?.lineage).toEqual({ changed: [], jobId: job?.id })
  })

  test('ends when whoever asked for it goes', async () => {
    const { ids } = await receiveSome('/gone', 1)
    const { answer } = holding()
    await using app = await rawTarget(answer)
    const gone = new AbortController()
    const resent = hooklab.client.deliveries.resend({ id: ids[0] ?? '', targetUrl: app.url, times: 1000 }, { signal: gone.signal })
    await eventually(
      () => app.requests.length,
      (count) => count === 1
    )
    gone.abort()
    await Promise.allSettled([resent])
    const [job] = (await hooklab.client.jobs.list()).items
    expect(await ended(job?.id ?? '')).toMatchObject({ state: 'cancelled', done: 1 })
    expect(app.requests).toHaveLength(1)
  })

  test('keeps the asked-for distance', async () => {
    const { ids } = await receiveSome('/spaced', 1)
    const at: number[] = []
    await using app = await rawTarget((socket, request) => {
      at.push(performance.now())
      ok(socket, request)
    })
    await hooklab.client.deliveries.resend({ id: ids[0] ?? '', targetUrl: app.url, times: 3, spacingMs: 60 })
    // A timer may be early by a millisecond, never by more.
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(115)
  })
})

describe('a selection', () => {
  test('by ids goes out oldest first, whatever their order', async () => {
    const { ids } = await receiveSome('/ids', 5)
    await using app = await rawTarget(ok)
    const { id } = await hooklab.client.deliveries.resendMany({ ids: [3, 0, 4].map((index) => ids[index] ?? ''), targetUrl: app.url })
    expect(await ended(id)).toMatchObject({ state: 'finished', total: 3, done: 3, succeeded: 3, skipped: 0 })
    expect(numbers(app)).toEqual([0, 3, 4])
  })

  test('what is gone, or has nowhere to go, is left out and counted', async () => {
    const { ids } = await receiveSome('/left-out', 2)
    await using app = await rawTarget(ok)
    const gone = await hooklab.client.deliveries.resendMany({ ids: [ids[0] ?? '', 'dlv_1'], targetUrl: app.url })
    expect(await ended(gone.id)).toMatchObject({ state: 'finished', done: 2, succeeded: 1, skipped: 1 })
    const nowhere = await hooklab.client.deliveries.resendMany({ ids: [...ids] })
    expect(await ended(nowhere.id)).toMatchObject({ state: 'finished', skipped: 2, reason: expect.stringContaining('no target') })
  })

  test('needs ids or a filter', async () => {
    await expect(hooklab.client.deliveries.resendMany({})).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(hooklab.client.deliveries.resendMany({ ids: ['dlv_1'], q: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('a replay', () => {
  test('sends what a filter matches, oldest first, to each delivery’s own targets', async () => {
    const { endpointId } = await receiveSome('/own', 12)
    await using app = await rawTarget(ok)
    await using other = await rawTarget(ok)
    await hooklab.client.targets.create({ id: endpointId, url: app.url })
    await hooklab.client.targets.create({ id: endpointId, url: other.url, filter: { jsonPath: 'number', equals: '7' } })
    const { id } = await hooklab.client.jobs.replay({ q: 'path:/own' })
    expect(await ended(id)).toMatchObject({ kind: 'replay', state: 'finished', total: 12, done: 12, succeeded: 13, skipped: 0 })
    expect(numbers(app)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(numbers(other)).toEqual([7])
  })

  test('stops at the first failure when asked, and says where', async () => {
    const { ids } = await receiveSome('/stops', 6)
    let answers = 0
    await using app = await rawTarget((socket, request) => {
      answers += 1
      respond(`HTTP/1.1 ${answers === 3 ? 500 : 200} X\r\nContent-Length: 0\r\n\r\n`)(socket, request)
    })
    const { id } = await hooklab.client.jobs.replay({ q: 'path:/stops', targetUrl: app.url, stopOnFailure: true })
    expect(await ended(id)).toMatchObject({
      state: 'stopped',
      done: 3,
      succeeded: 2,
      failed: 1,
      reason: expect.stringContaining('first failure'),
      firstFailure: { deliveryId: ids[2], outcome: { kind: 'responded', status: 500 } }
    })
    expect(app.requests).toHaveLength(3)
  })

  test('pauses, goes on, and is cancelled at once, also while it waits for an answer', async () => {
    await receiveSome('/paused', 4)
    const { answer, release } = holding()
    await using app = await rawTarget(answer)
    const { client } = hooklab
    const { id } = await client.jobs.replay({ q: 'path:/paused', targetUrl: app.url })
    const sent = (count: number) => eventually(() => app.requests.length, (length) => length === count) // prettier-ignore
    await sent(1)
    expect(await client.jobs.pause({ id })).toMatchObject({ state: 'paused' })
    release()
    await eventually(() => client.jobs.get({ id }), (job) => job.done === 1) // prettier-ignore
    expect(app.requests).toHaveLength(1)
    await client.jobs.resume({ id })
    expect(await ended(id)).toMatchObject({ state: 'finished', done: 4 })

    // Nothing but the cancel can end it: the target would hold it for half a minute.
    const hanging = holding()
    await using slow = await rawTarget(hanging.answer)
    const second = await client.jobs.replay({ q: 'path:/paused', targetUrl: slow.url })
    await eventually(() => slow.requests.length, (length) => length === 1) // prettier-ignore
    await client.jobs.cancel({ id: second.id })
    expect(await ended(second.id)).toMatchObject({ state: 'cancelled', done: 1, succeeded: 0, failed: 0 })
    await expect(client.jobs.cancel({ id: second.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await client.jobs.remove({ id: second.id })
    await expect(client.jobs.get({ id: second.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('waits as long as they were apart, scaled and capped, and a cancel ends the wait', async () => {
    const at = (receivedAt: number) => ({ receivedAt }) as SendableDelivery // only its time is looked at
    expect(gapsOf({ gaps: 'original' })(at(5000), at(2000))).toBe(3000)
    expect(gapsOf({ gaps: 'original', longestGapMs: 1000 })(at(5000), at(2000))).toBe(1000)
    expect(gapsOf({ gaps: 'scaled', speed: 10 })(at(5000), at(2000))).toBe(300)
    expect(gapsOf({})(at(5000), at(2000))).toBe(0)
    expect(gapsOf({ gaps: 'original' })(at(2000), at(5000))).toBe(0)
    expect(gapsOf({ gaps: 'original' })(at(2000), undefined)).toBe(0)

    await receiveSome('/apart', 2)
    await using app = await rawTarget(ok)
    const { id } = await hooklab.client.jobs.replay({ q: 'path:/apart', targetUrl: app.url, gaps: 'scaled', speed: 0.01 })
    await eventually(() => hooklab.client.jobs.get({ id }), (job) => job.done === 1) // prettier-ignore
    await hooklab.client.jobs.cancel({ id })
    expect(await ended(id)).toMatchObject({ state: 'cancelled', done: 1, succeeded: 1 })
  })

  test('a few run at once, and no more', async () => {
    await receiveSome('/few', 1)
    const { answer, release } = holding()
    await using app = await rawTarget(answer)
    const start = () => hooklab.client.jobs.replay({ q: 'path:/few', targetUrl: app.url })
    const jobs = [await start(), await start(), await start(), await start()]
    await expect(start()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('cancel it') })
    release()
    for (const { id } of jobs) await ended(id)
  })

  test('a filter or destination that can’t be is an answer, not a job', async () => {
    const { replay } = hooklab.client.jobs
    await expect(replay({ q: 'status:(' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(replay({ targetId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(replay({ targetUrl: 'nowhere' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
