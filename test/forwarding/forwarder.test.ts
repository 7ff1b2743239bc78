/** Deliveries on their way to after-ack targets: real store, real sockets. */
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { HeldBodies } from '../../electron/core/forwarding/held-bodies.ts'
import { makeTarget } from '../helpers/make-target.ts'
import { ok, rawTarget, respond } from '../helpers/raw-target.ts'
import { openForwarder } from './open-forwarder.ts'

describe('after the answer', () => {
  test('a delivery goes to each enabled target that it fits, and to no other', async () => {
    await using one = await rawTarget(ok)
    await using two = await rawTarget(respond('HTTP/1.1 500 Oops\r\nX-Why: tests\r\nContent-Length: 4\r\n\r\noops'))
    await using none = await rawTarget(ok)
    const targets = [
      makeTarget(`${one.url}/hook`, { id: 'one' }),
      makeTarget(two.url, { id: 'two', filter: { eventType: 'invoice.*', jsonPath: 'hello', equals: 'world' } }),
      makeTarget(none.url, { id: 'disabled', enabled: false }),
      makeTarget(none.url, { id: 'relay', mode: 'relay' }),
      makeTarget(none.url, { id: 'unfit type', filter: { eventType: 'charge.*' } }),
      makeTarget(none.url, { id: 'unfit header', filter: { header: { name: 'x-kind' } } }),
      makeTarget(none.url, { id: 'unfit path', filter: { jsonPath: 'missing' } })
    ]
    await using opened = await openForwarder(targets)
    const delivery = await opened.receive({ eventType: 'invoice.paid', url: '/webhook?a=1' })
    opened.forwarder.afterAck(delivery, targets)
    await opened.forwarder.idle()

    expect(one.requests.map((request) => request.requestLine)).toEqual(['POST /hook?a=1 HTTP/1.1'])
    expect(Buffer.from(delivery.body).equals(one.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
    expect(two.requests).toHaveLength(1)
    expect(none.connections).toBe(0)

    const stored = await opened.store.listAttempts(delivery.id)
    expect(
      stored
        .map(({ targetId, kind, outcome }) => ({ targetId, kind, outcome }))
        .toSorted((a, b) => a.outcome.kind.localeCompare(b.outcome.kind))
    ).toEqual(
      expect.arrayContaining([
        { targetId: 'one', kind: 'forward', outcome: { kind: 'responded', status: 200 } },
        { targetId: 'two', kind: 'forward', outcome: { kind: 'responded', status: 500 } }
      ])
    )
    expect(stored.map((attempt) => attempt.number).toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(opened.told.toSorted((a, b) => b.number - a.number)).toEqual(stored.toSorted((a, b) => b.number - a.number))
    expect(await opened.store.getDelivery(delivery.id)).toMatchObject({ attempts: 2, lastOutcome: { kind: 'responded' } })
  })

  test('an attempt tells what was sent and what came back', async () => {
    await using app = await rawTarget(respond('HTTP/1.1 202 Yes\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok'))
    const target = makeTarget(app.url, { setHeaders: [['X-Set', 's']], removeHeaders: ['content-type'] })
    await using opened = await openForwarder([target])
    const delivery = await opened.receive({ body: Buffer.from('{"a":1}'), headers: [['Content-Type', 'application/json'], ['X-Y', 'z']] }) // prettier-ignore
    opened.forwarder.afterAck(delivery, [target])
    await opened.forwarder.idle()
    expect(await opened.store.listAttempts(delivery.id)).toEqual([
      {
        id: expect.stringMatching(/^att_/),
        deliveryId: delivery.id,
        targetId: 'tgt_1',
        targetUrl: `${app.url}/`,
        kind: 'forward',
        number: 1,
        sentAt: expect.any(Number),
        outcome: { kind: 'responded', status: 202 },
        timings: { connectMs: expect.any(Number), firstByteMs: expect.any(Number), totalMs: expect.any(Number) },
        request: {
          method: 'POST',
          url: `${app.url}/`,
          headers: [
            ['host', `127.0.0.1:${app.port}`],
            ['connection', 'close'],
            ['X-Y', 'z'],
            ['X-Set', 's'],
            ['content-length', '7']
          ],
          body: { sizeBytes: 7, truncated: false, base64: Buffer.from('{"a":1}').toString('base64') },
          edited: false,
          resigned: false
        },
        response: {
          status: 202,
          headers: [
            ['X-A', '1'],
            ['x-a', '2'],
            ['Content-Length', '2']
          ],
          body: { sizeBytes: 2, truncated: false, base64: Buffer.from('ok').toString('base64') }
        }
      }
    ])
  })

  test('no more than the cap are under way at once, and order is kept', async () => {
    const held: Socket[] = []
    await using app = await rawTarget((socket) => {
      held.push(socket)
      if (held.length === 3) full.resolve()
    })
    const full = Promise.withResolvers<void>()
    const target = makeTarget(app.url, { concurrency: 3 })
    await using opened = await openForwarder([target])
    for (let index = 0; index < 10; index += 1) {
      opened.forwarder.afterAck(await opened.receive({ body: Buffer.from(String(index)) }), [target])
    }
    await full.promise
    let most = 0
    for (let answered = 0; answered < 10; answered += 1) {
      most = Math.max(most, app.connections - answered)
      held[answered]?.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      const next = Math.min(10, answered + 4)
      await expect.poll(() => held.length, { timeout: 10_000 }).toBe(next)
    }
    await opened.forwarder.idle()
    expect(most).toBe(3)
    expect(app.requests.map((request) => request.body.toString()).toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    expect(app.requests.slice(3).map((request) => request.body.toString())).toEqual(['3', '4', '5', '6', '7', '8', '9'])
  })

  test('a target that hangs does not hold up another', async () => {
    await using stuck = await rawTarget(() => undefined)
    await using quick = await rawTarget(ok)
    const targets = [makeTarget(stuck.url, { id: 'stuck', concurrency: 1 }), makeTarget(quick.url, { id: 'quick', concurrency: 1 })]
    await using opened = await openForwarder(targets)
    for (let index = 0; index < 3; index += 1) opened.forwarder.afterAck(await opened.receive(), targets)
    await expect.poll(() => quick.requests.length, { timeout: 10_000 }).toBe(3)
    expect(stuck.connections).toBe(1)
  })

  test('a remote target that was not allowed is an attempt that says so', async () => {
    const target = makeTarget('http://10.0.0.1:3000/')
    await using opened = await openForwarder([target])
    const delivery = await opened.receive()
    opened.forwarder.afterAck(delivery, [target])
    await opened.forwarder.idle()
    expect(await opened.store.listAttempts(delivery.id)).toMatchObject([
      {
        number: 1,
        outcome: { kind: 'aborted', detail: expect.stringContaining('not on this machine') },
        request: { headers: [], body: { sizeBytes: 0 } }
      }
    ])
  })

  test('Hooklab’s own listener is no target', async () => {
    await using listener = await rawTarget(ok)
    const target = makeTarget(listener.url)
    await using opened = await openForwarder([target], { isOwnUrl: (url) => Number(url.port) === listener.port })
    const delivery = await opened.receive()
    opened.forwarder.afterAck(delivery, [target])
    await opened.forwarder.idle()
    expect(listener.connections).toBe(0)
    expect(opened.told).toMatchObject([{ outcome: { kind: 'aborted', detail: expect.stringContaining('own listener') } }])
  })

  test('closing gives up what waits, and records it', async () => {
    await using app = await rawTarget(() => undefined)
    const target = makeTarget(app.url, { concurrency: 1 })
    await using opened = await openForwarder([target])
    const deliveries = [await opened.receive(), await opened.receive(), await opened.receive()]
    for (const delivery of deliveries) opened.forwarder.afterAck(delivery, [target])
    await expect.poll(() => app.requests.length, { timeout: 10_000 }).toBe(1)
    await Promise.all([opened.forwarder.close(), opened.sender.close()])
    expect(opened.told.map(({ outcome }) => outcome)).toEqual([
      { kind: 'aborted', detail: 'Hooklab was closed before the attempt had ended.' },
      { kind: 'aborted', detail: 'Hooklab was closed before the delivery’s turn came.' },
      { kind: 'aborted', detail: 'Hooklab was closed before the delivery’s turn came.' }
    ])
    expect(app.connections).toBe(1)
  })

  test('a target that is switched off gets nothing of what waits for it', async () => {
    const held: Socket[] = []
    await using app = await rawTarget((socket) => held.push(socket))
    const target = makeTarget(app.url, { concurrency: 1 })
    const targets = [target]
    await using opened = await openForwarder(targets)
    for (let index = 0; index < 2; index += 1) opened.forwarder.afterAck(await opened.receive(), [target])
    await expect.poll(() => held.length, { timeout: 10_000 }).toBe(1)
    targets[0] = { ...target, enabled: false }
    held[0]?.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    await opened.forwarder.idle()
    expect(opened.told.map(({ outcome }) => outcome.kind)).toEqual(['responded', 'aborted'])
    expect(app.connections).toBe(1)
  })

  test('bodies that do not fit into memory come from the store when their turn comes', async () => {
    const held: Socket[] = []
    await using app = await rawTarget((socket) => held.push(socket))
    const target = makeTarget(app.url, { concurrency: 1 })
    await using opened = await openForwarder([target], { bodies: new HeldBodies(200) })
    const bodies = [1, 2, 3, 4].map((fill) => Buffer.alloc(100, fill))
    for (const body of bodies) opened.forwarder.afterAck(await opened.receive({ body }), [target])
    for (let index = 0; index < 4; index += 1) {
      await expect.poll(() => held.length, { timeout: 10_000 }).toBe(index + 1)
      held[index]?.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    }
    await opened.forwarder.idle()
    expect(app.requests.map((request, index) => request.body.equals(bodies[index] ?? Buffer.alloc(0)))).toEqual([true, true, true, true])
  })
})

test('held bodies give their room back, once', async () => {
  const bodies = new HeldBodies(30)
  const fromStore = Buffer.from('from the store')
  const read = (): Promise<Buffer> => Promise.resolve(fromStore)
  const large = Buffer.alloc(20)
  const first = bodies.hold(large, read)
  expect(await bodies.hold(large, read).take()).toBe(fromStore)
  first.drop()
  first.drop()
  const second = bodies.hold(large, read)
  expect(await bodies.hold(large, read).take()).toBe(fromStore)
  expect(await second.take()).toBe(large)
  expect(await bodies.hold(large, read).take()).toBe(large)
})
