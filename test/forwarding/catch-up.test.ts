/** A target that goes away and comes back, with the whole product before it. */
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TargetHealth } from '../../electron/contract/index.ts'
import { eventually } from '../helpers/eventually.ts'
import { listenOn, type Listening } from '../helpers/listen-on.ts'
import { freePort } from '../helpers/odd-server.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { openReceiver, type Receiver } from '../resend/open-receiver.ts'

let first: RunningApp
let hooklab: RunningApp
beforeAll(async () => {
  first = await runningApp()
  hooklab = first
})
afterAll(async () => {
  await hooklab[Symbol.asyncDispose]()
  await first[Symbol.asyncDispose]()
})

/** The developer's app, which notes the bodies that it gets. */
function startApp(port: number, got: string[], status = 200): Promise<Listening> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push(Buffer.concat(chunks).toString())
      response.writeHead(status).end()
    })
  })
  return listenOn(server, port)
}

async function healthOf(targetId: string): Promise<TargetHealth> {
  const { items } = await hooklab.client.targets.health()
  const found = items.find((item) => item.targetId === targetId)
  if (found === undefined) throw new Error('no health of the target')
  return found
}

const healthOnce = (targetId: string, takes: (health: TargetHealth) => boolean) => eventually(() => healthOf(targetId), takes)

async function missThree(receiver: Receiver, targetId: string): Promise<void> {
  for (const body of ['one', 'two', 'three']) await receiver.receive(body)
  await healthOnce(targetId, ({ missed }) => missed === 3)
}

describe('a target that is down', () => {
  test('is said to be, keeps what it missed, and gets it in order with one call once it is back', async () => {
    const { client } = hooklab
    const port = await freePort()
    const receiver = await openReceiver(hooklab, '/down')
    const { id: targetId } = await client.targets.create({ id: receiver.endpointId, url: `http://127.0.0.1:${port}/hook` })
    expect(await healthOf(targetId)).toMatchObject({ state: 'unknown', missed: 0, pendingRetries: 0 })
    await missThree(receiver, targetId)
    const down = await healthOf(targetId)
    expect(down).toMatchObject({ state: 'down', lastOutcome: { kind: 'refused' } })
    expect(down.since).toBeGreaterThan(0)
    const missed = await client.targets.missed({ id: receiver.endpointId, targetId })
    expect(missed).toMatchObject({ total: 3, items: [{ outcome: { kind: 'refused' } }, {}, {}] })

    const stillDown = await client.targets.catchUp({ id: receiver.endpointId, targetId })
    expect(await eventually(() => client.jobs.get({ id: stillDown.id }), (job) => job.endedAt !== undefined)).toMatchObject({ state: 'stopped', done: 1, failed: 1, reason: expect.stringContaining('still listed as missed') }) // prettier-ignore
    expect((await healthOf(targetId)).missed).toBe(3)

    const got: string[] = []
    await using back = await startApp(port, got)
    expect(back.port).toBe(port)
    // Nobody sends anything: the look-out sees that it takes connections again, and the app itself is not asked.
    await healthOnce(targetId, ({ state }) => state === 'up')
    expect(got).toEqual([])
    const { id } = await client.targets.catchUp({ id: receiver.endpointId, targetId })
    expect(await eventually(() => client.jobs.get({ id }), (job) => job.endedAt !== undefined)).toMatchObject({ kind: 'catch-up', state: 'finished', total: 3, succeeded: 3 }) // prettier-ignore
    expect(got).toEqual(['one', 'two', 'three'])
    expect(await healthOf(targetId)).toMatchObject({ state: 'up', missed: 0 })
    await expect(client.targets.catchUp({ id: receiver.endpointId, targetId })).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
    const { items } = await client.deliveries.attempts({ id: missed.items[0]?.deliveryId ?? '' })
    expect(items.map(({ kind }) => kind)).toEqual(['catch-up', 'catch-up', 'forward'])
  })

  test('catches up by itself when it is to, also after a restart of Hooklab', async () => {
    const port = await freePort()
    const receiver = await openReceiver(hooklab, '/auto')
    const target = { id: receiver.endpointId, url: `http://127.0.0.1:${port}/`, autoCatchUp: true }
    const { id: targetId } = await hooklab.client.targets.create(target)
    await missThree(receiver, targetId)
    const { folder } = hooklab
    await hooklab.app.close()
    hooklab = await runningApp({ folder })
    expect(await healthOnce(targetId, ({ missed }) => missed === 3)).toMatchObject({ state: 'down' })
    const got: string[] = []
    await using back = await startApp(port, got)
    expect(back.port).toBe(port)
    await healthOnce(targetId, ({ state, missed }) => state === 'up' && missed === 0)
    expect(got).toEqual(['one', 'two', 'three'])
  })

  test('catches up when the next delivery gets through, and pending retries of it are needless then', async () => {
    const { client } = hooklab
    const port = await freePort()
    const receiver = await openReceiver(hooklab, '/next')
    const { id: targetId } = await client.targets.create({
      id: receiver.endpointId,
      url: `http://127.0.0.1:${port}/`,
      autoCatchUp: true,
      retry: { kind: 'custom', delayMs: 86_400_000, maxDelayMs: 86_400_000 }
    })
    await missThree(receiver, targetId)
    expect(await healthOnce(targetId, ({ pendingRetries }) => pendingRetries === 3)).toMatchObject({ state: 'down' })
    const got: string[] = []
    await using back = await startApp(port, got)
    expect(back.port).toBe(port)
    await receiver.receive('four')
    await healthOnce(targetId, ({ missed, pendingRetries }) => missed === 0 && pendingRetries === 0)
    expect(got.toSorted()).toEqual(['four', 'one', 'three', 'two'])
    expect(got.filter((body) => body !== 'four')).toEqual(['one', 'two', 'three'])
  })

  test('a status of its own is an answer: nothing was missed', async () => {
    const got: string[] = []
    await using app = await startApp(0, got, 500)
    const receiver = await openReceiver(hooklab, '/status')
    const { id: targetId } = await hooklab.client.targets.create({ id: receiver.endpointId, url: app.url })
    await receiver.receive('x')
    expect(await healthOnce(targetId, ({ state }) => state !== 'unknown')).toMatchObject({ state: 'up', missed: 0 })
  })

  test('what was missed can be let go', async () => {
    const receiver = await openReceiver(hooklab, '/forget')
    const url = `http://127.0.0.1:${await freePort()}/`
    const { id: targetId } = await hooklab.client.targets.create({ id: receiver.endpointId, url })
    await missThree(receiver, targetId)
    await hooklab.client.targets.forgetMissed({ id: receiver.endpointId, targetId })
    expect((await hooklab.client.targets.missed({ id: receiver.endpointId, targetId })).total).toBe(0)
  })
})
