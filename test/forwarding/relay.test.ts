/** Relay mode: the target's response becomes ours, byte for byte. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import { findRelayTarget } from '../../electron/core/forwarding/forwarder.ts'
import { relayReply } from '../../electron/core/forwarding/relay-reply.ts'
import { fakeClock } from '../helpers/fake-clock.ts'
import { makeTarget } from '../helpers/make-target.ts'
import { ok, rawTarget, respond } from '../helpers/raw-target.ts'
import { openForwarder, type TestForwarder } from './open-forwarder.ts'

async function relayTo(url: string, opened: TestForwarder, fields: Partial<Delivery> = {}) {
  const target = makeTarget(url, { mode: 'relay' })
  const delivery = await opened.receive(fields)
  const result = await opened.forwarder.relay(delivery, target)
  return { delivery, result, reply: relayReply(result, target) }
}

function errorOf(body: Uint8Array): unknown {
  return JSON.parse(Buffer.from(body).toString())
}

describe('a relayed response', () => {
  test('keeps status, header pairs and every byte, compressed or not', async () => {
    await using opened = await openForwarder([])
    const body = crypto.getRandomValues(Buffer.alloc(65_536))
    const head =
      'HTTP/1.1 422 Unprocessable\r\nContent-Encoding: gzip\r\nSet-Cookie: a\r\nSET-cookie: b\r\nX-L: \u00e9\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n'
    await using app = await rawTarget(respond(Buffer.concat([Buffer.from(`${head}Content-Length: 65536\r\n\r\n`, 'latin1'), body])))
    const { reply } = await relayTo(app.url, opened)
    expect(reply.status).toBe(422)
    expect(reply.headers).toEqual([
      ['Content-Encoding', 'gzip'],
      ['Set-Cookie', 'a'],
      ['SET-cookie', 'b'],
      ['X-L', '\u00e9'],
      ['Date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
      ['Content-Length', '65536']
    ])
    expect(Buffer.from(reply.body).equals(body)).toBe(true)
  })

  test('loses hop-by-hop headers, and is put together from its chunks', async () => {
    await using opened = await openForwarder([])
    await using app = await rawTarget(
      respond(
        'HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nTransfer-Encoding: chunked\r\nX-End: 2\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'
      )
    )
    const { reply } = await relayTo(app.url, opened)
    expect(reply.headers).toEqual([['X-End', '2']])
    expect(Buffer.from(reply.body).toString()).toBe('abcde')
  })

  test('comes whole when it is longer than what an attempt keeps', async () => {
    await using opened = await openForwarder([])
    const body = Buffer.alloc(3_000_000, 'x')
    await using app = await rawTarget(respond(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n'), body])))
    const { delivery, reply } = await relayTo(app.url, opened)
    expect(Buffer.from(reply.body).equals(body)).toBe(true)
    await opened.forwarder.idle()
    const [attempt] = await opened.store.listAttempts(delivery.id)
    expect(attempt).toMatchObject({ kind: 'relay', number: 1, response: { status: 200, body: { sizeBytes: 3_000_000, truncated: true } } })
  })

  test('is passed on when it is a redirect, an error or empty', async () => {
    await using opened = await openForwarder([])
    for (const [status, rest] of [
      [302, 'Location: /x\r\nContent-Length: 0\r\n'],
      [503, 'Retry-After: 9\r\nContent-Length: 0\r\n'],
      [204, '']
    ] as const) {
      await using app = await rawTarget(respond(`HTTP/1.1 ${status} X\r\n${rest}\r\n`))
      expect((await relayTo(app.url, opened)).reply).toMatchObject({ status })
    }
  })
})

describe('when there is no response to relay', () => {
  test('502 names a target that nobody listens at', async () => {
    await using opened = await openForwarder([])
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    server.close()
    await once(server, 'close')
    const { reply } = await relayTo(`http://127.0.0.1:${port}`, opened)
    expect(reply).toMatchObject({ status: 502, headers: [['Content-Type', 'application/json']] })
    expect(errorOf(reply.body)).toEqual({
      error: 'The target could not be reached',
      target: 'my app',
      outcome: 'refused',
      detail: `Nothing listens on 127.0.0.1:${port}. Start your app, or correct the URL.`
    })
  })

  test('504 names a target that is silent', async () => {
    const clock = fakeClock()
    await using opened = await openForwarder([], { clock })
    await using app = await rawTarget(() => void clock.advance(30_000))
    const { reply } = await relayTo(app.url, opened)
    expect(reply.status).toBe(504)
    expect(errorOf(reply.body)).toMatchObject({ outcome: 'timed_out', target: 'my app' })
  })

  test('502 for one that resets, talks garbage or may not be reached, and each is recorded', async () => {
    await using opened = await openForwarder([])
    await using resetting = await rawTarget((socket) => socket.resetAndDestroy())
    await using garbling = await rawTarget(respond('hello\r\n'))
    for (const [url, outcome] of [
      [resetting.url, 'reset'],
      [garbling.url, 'reset'],
      ['http://10.0.0.1', 'aborted'],
      ['http://x y', 'aborted']
    ] as const) {
      const { reply, delivery } = await relayTo(url, opened)
      expect(reply.status).toBe(502)
      expect(errorOf(reply.body)).toMatchObject({ outcome })
      await opened.forwarder.idle()
      expect(await opened.store.listAttempts(delivery.id)).toMatchObject([{ kind: 'relay', outcome: { kind: outcome } }])
    }
  })

  test('504 for one that is busy with as many as it takes, and it is not bothered', async () => {
    const clock = fakeClock()
    const held: Socket[] = []
    const arrived = Promise.withResolvers<void>()
    await using app = await rawTarget((socket) => {
      held.push(socket)
      arrived.resolve()
    })
    await using opened = await openForwarder([], { clock })
    const target = makeTarget(app.url, { mode: 'relay', concurrency: 1 })
    const first = opened.forwarder.relay(await opened.receive(), target)
    await arrived.promise
    const second = opened.forwarder.relay(await opened.receive(), { ...target, timeoutMs: 1000 })
    await clock.advance(1000)
    expect((await second).outcome).toEqual({ kind: 'timed_out', detail: 'my app was busy with 1 others for 1000 ms.' })
    held[0]?.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    expect((await first).outcome).toEqual({ kind: 'responded', status: 200 })
    expect(app.connections).toBe(1)
  })

  test('a sender that goes away ends it', async () => {
    await using opened = await openForwarder([])
    const controller = new AbortController()
    await using app = await rawTarget(() => controller.abort())
    const result = await opened.forwarder.relay(await opened.receive(), makeTarget(app.url, { mode: 'relay' }), {
      gone: controller.signal
    })
    expect(result.outcome).toMatchObject({ kind: 'aborted' })
  })
})

describe('while the delivery is being stored', () => {
  test('the target is dialled, and gets its first byte after the commit', async () => {
    await using opened = await openForwarder([])
    const stored = Promise.withResolvers<void>()
    const dialled = Promise.withResolvers<Socket>()
    await using app = await rawTarget(ok, { onConnection: (socket) => dialled.resolve(socket) })
    const relayed = opened.forwarder.relay(await opened.receive(), makeTarget(app.url, { mode: 'relay' }), { stored: stored.promise })
    const socket = await dialled.promise
    // A round trip through the system's sockets gives an early byte its chance to come.
    await (await fetch(app.url)).arrayBuffer()
    expect(socket.bytesRead).toBe(0)
    stored.resolve()
    expect((await relayed).outcome).toEqual({ kind: 'responded', status: 200 })
    expect(socket.bytesRead).toBeGreaterThan(0)
  })

  test('nothing is sent when storing fails', async () => {
    await using opened = await openForwarder([])
    const dialled = Promise.withResolvers<Socket>()
    await using app = await rawTarget(ok, { onConnection: (socket) => dialled.resolve(socket) })
    const stored = dialled.promise.then(() => Promise.reject(new Error('The disk is full.')))
    // Whoever stores handles it; here nobody does before the target is dialled.
    stored.catch(() => undefined)
    const relayed = opened.forwarder.relay(await opened.receive(), makeTarget(app.url, { mode: 'relay' }), { stored })
    expect((await relayed).outcome).toEqual({ kind: 'aborted', detail: 'The disk is full.' })
    expect((await dialled.promise).bytesRead).toBe(0)
  })

  test('a target that goes away meanwhile is told as what it is', async () => {
    await using opened = await openForwarder([])
    const gone = Promise.withResolvers<void>()
    await using app = await rawTarget(ok, {
      onConnection: (socket) => {
        socket.once('close', () => gone.resolve())
        socket.resetAndDestroy()
      }
    })
    const relayed = opened.forwarder.relay(await opened.receive(), makeTarget(app.url, { mode: 'relay' }), {
      stored: gone.promise.then(() => new Promise((resolve) => setImmediate(resolve)))
    })
    expect((await relayed).outcome.kind).toMatch(/reset|closed|refused|aborted/)
  })
})

test('the relay target is the first enabled one that the delivery fits', async () => {
  await using app = await rawTarget(ok)
  const targets = [
    makeTarget(app.url, { id: 'after-ack' }),
    makeTarget(app.url, { id: 'off', mode: 'relay', enabled: false }),
    makeTarget(app.url, { id: 'unfit', mode: 'relay', filter: { eventType: 'charge.*' } }),
    makeTarget(app.url, { id: 'fit', mode: 'relay', filter: { header: { name: 'x-kind', value: 'a' } } }),
    makeTarget(app.url, { id: 'later', mode: 'relay' })
  ]
  const subject = { method: 'POST', headers: [['X-Kind', 'a']] as [string, string][], body: new Uint8Array(), eventType: 'invoice.paid' }
  expect(findRelayTarget(targets, subject)?.id).toBe('fit')
  expect(findRelayTarget(targets, { ...subject, headers: [] })?.id).toBe('later')
  expect(findRelayTarget(targets.slice(0, 3), subject)).toBeUndefined()
})
