import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultInput } from '../../electron/contract/index.ts'
import { exchangeRaw, openRaw } from '../helpers/raw-http.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const post = (body: unknown = { event: 'a' }) => request(`${app.url}/webhook`, { method: 'POST', body: JSON.stringify(body) })
const raw = `POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\n\r\n{"event":"a"}`

/** Runs with one fault on, and takes it away again. */
async function withFault(fault: FaultInput, run: (faultId: string) => Promise<void>): Promise<void> {
  const { id } = await app.client.faults.create({ id: 'webhook', ...fault })
  try {
    await run(id)
  } finally {
    await app.client.faults.remove({ id: 'webhook', faultId: id })
  }
}

async function newest() {
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return app.client.deliveries.get({ id: items[0]?.id ?? '' })
}

test('status answers what was asked for, with its headers', async () => {
  await withFault({ kind: 'status', params: { status: 429, headers: [['Retry-After', '7']], body: 'slow down' } }, async () => {
    const answer = await post()
    expect([answer.statusCode, answer.headers['retry-after'], await answer.body.text()]).toEqual([429, '7', 'slow down'])
    expect(await newest()).toMatchObject({ fault: 'status', responseStatus: 429 })
  })
})

test('delay gives the usual answer, later, and the row says so', async () => {
  await withFault({ kind: 'delay', params: { ms: 150 } }, async () => {
    const answer = await post()
    expect(await answer.body.text()).toBe('{"message":"Webhook received"}')
    const delivery = await newest()
    expect(delivery).toMatchObject({ fault: 'delay', responseStatus: 200 })
    expect(delivery.durationMs).toBeGreaterThanOrEqual(149)
    expect(delivery.log.map((step) => step.step)).toEqual(['received', 'read', 'routed', 'unsigned', 'fault', 'answered'])
  })
})

test('hang never answers; when the sender gives up, the row says so', async () => {
  await withFault({ kind: 'hang', params: {} }, async () => {
    const stored = app.nextChange('deliveries.received')
    const socket = await openRaw(app.port)
    let answered = ''
    socket.on('data', (chunk: Buffer) => {
      answered += chunk.toString()
    })
    socket.write(raw)
    await stored
    const gone = app.nextChange('deliveries.updated')
    socket.destroy()
    await gone
    expect(answered).toBe('')
    const delivery = await newest()
    expect(delivery.responseStatus).toBeUndefined()
    expect(delivery.log.at(-1)).toMatchObject({ step: 'gone' })
  })
})

test('reset before: not a byte of answer, and the connection is gone', async () => {
  await withFault({ kind: 'reset', params: { when: 'before' } }, async () => {
    const answer = await exchangeRaw(app.port, raw)
    expect(answer).toMatchObject({ text: '', closed: true })
    expect(await newest()).toMatchObject({ fault: 'reset' })
  })
})

test('reset after: the head, half of the body, then the connection is gone', async () => {
  await withFault({ kind: 'reset', params: { when: 'after' } }, async () => {
    const answer = await exchangeRaw(app.port, raw, { keepOpen: true })
    expect(answer.closed).toBe(true)
    // A reset may overtake what was sent before it.
    expect(answer.text === '' || /^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\n\{"message":"Web$/.test(answer.text)).toBe(true)
    expect(await newest()).toMatchObject({ fault: 'reset', responseStatus: 200 })
  })
})

test('next N under concurrency is exact', async () => {
  await withFault({ kind: 'status', params: { status: 503 }, scope: { nextN: 5 } }, async (faultId) => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => post()))
    expect(answers.filter((answer) => answer.statusCode === 503).length).toBe(5)
    const { items } = await app.client.faults.list({ id: 'webhook' })
    expect(items.find((fault) => fault.id === faultId)).toMatchObject({ matchedCount: 30, appliedCount: 5 })
  })
})

test('first K per event under concurrency is exact for each event', async () => {
  await withFault({ kind: 'status', params: { status: 503 }, scope: { firstPerEvent: 2 } }, async () => {
    const ids = ['e1', 'e2', 'e3'].flatMap((id) => Array.from({ length: 6 }, () => id))
    const answers = await Promise.all(ids.map(async (id) => ({ id, status: (await post({ id, event: 'a' })).statusCode })))
    for (const id of ['e1', 'e2', 'e3']) expect(answers.filter((answer) => answer.id === id && answer.status === 503).length).toBe(2)
  })
})

test('a match needs all of its parts', async () => {
  const match = { eventType: 'invoice.*', header: { name: 'x-mode', value: 'live' }, jsonPath: 'data.amount', equals: '5', method: 'post' }
  await withFault({ kind: 'status', params: { status: 503 }, match }, async () => {
    const send = (body: unknown, mode: string) =>
      request(`${app.url}/webhook`, { method: 'POST', body: JSON.stringify(body), headers: { 'X-Mode': mode } })
    expect((await send({ event: 'invoice.paid', data: { amount: 5 } }, 'live')).statusCode).toBe(503)
    expect((await send({ event: 'invoice.paid', data: { amount: 6 } }, 'live')).statusCode).toBe(200)
    expect((await send({ event: 'order.paid', data: { amount: 5 } }, 'live')).statusCode).toBe(200)
    expect((await send({ event: 'invoice.paid', data: { amount: 5 } }, 'test')).statusCode).toBe(200)
  })
})

test('the switch turns all of them off and on', async () => {
  await app.client.settings.update({ faultsEnabled: false })
  expect((await post({ event: 'fail_test' })).statusCode).toBe(200)
  expect((await app.client.status()).activeFaults).toBe(0)
  await app.client.settings.update({ faultsEnabled: true })
  expect((await post({ event: 'fail_test' })).statusCode).toBe(500)
})

test('counters survive a restart', async () => {
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'status', params: { status: 503 }, scope: { nextN: 2 }, keep: true })
  await post()
  const { folder } = app
  await app.app.close()
  await using again = await runningApp({ folder })
  const statuses = []
  for (let index = 0; index < 3; index += 1) {
    statuses.push((await request(`${again.url}/webhook`, { method: 'POST', body: '{"event":"a"}' })).statusCode)
  }
  expect(statuses).toEqual([503, 200, 200])
  await again.client.faults.remove({ id: 'webhook', faultId: id })
})

test('a fault of no known kind, and a status out of range, are refused by name', async () => {
  // @ts-expect-error a kind that does not exist
  await expect(app.client.faults.create({ id: 'webhook', kind: 'explode', params: {} })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(app.client.faults.create({ id: 'webhook', kind: 'status', params: { status: 42 } })).rejects.toThrow(/status/)
})
