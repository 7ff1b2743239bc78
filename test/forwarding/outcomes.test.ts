/** Every way an attempt can fail, each made by a server that really does so. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import type { AttemptResult, OutgoingRequest } from '../../electron/core/forwarding/attempt.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import { fakeClock } from '../helpers/fake-clock.ts'
import { outgoing } from '../helpers/outgoing.ts'
import { ok, rawTarget } from '../helpers/raw-target.ts'

const sender = createSender({ clock: systemClock, log: silentLog })
afterAll(() => sender.close())

function send(url: string, request: Partial<OutgoingRequest> = {}): Promise<AttemptResult> {
  return sender.send(outgoing(url, request))
}

describe('how it can fail', () => {
  test('nothing listens: refused', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    server.close()
    await once(server, 'close')
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const result = await send(`http://${host}:${port}`)
      expect(result.outcome).toEqual({ kind: 'refused', detail: `Nothing listens on ${host}:${port}. Start your app, or correct the URL.` })
      expect(result.timings).toEqual({ totalMs: expect.any(Number) })
    }
  })

  test('a target that is silent: timed_out, saying how far it came', async () => {
    const clock = fakeClock()
    await using target = await rawTarget(() => void clock.advance(20_000))
    const { outcome, timings, response } = await createSender({ clock, log: silentLog }).send(outgoing(target.url))
    expect(outcome).toEqual({
      kind: 'timed_out',
      detail: `127.0.0.1:${target.port} took the request but did not begin to answer within 20000 ms.`
    })
    expect(timings.connectMs).toBeTypeOf('number')
    expect(response).toBeUndefined()
  })

  test('the deadline is not reached a millisecond early', async () => {
    const clock = fakeClock()
    await using target = await rawTarget((socket, request) => {
      void clock.advance(19_999).then(() => ok(socket, request))
    })
    const { outcome } = await createSender({ clock, log: silentLog }).send(outgoing(target.url))
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
  })

  test('a target that stalls in its answer: timed_out, with what had come', async () => {
    await using target = await rawTarget((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'))
    const { outcome, response } = await send(target.url, { timeoutMs: 500 })
    expect(outcome).toMatchObject({ kind: 'timed_out', detail: expect.stringContaining('began to answer but did not finish') })
    expect(response).toMatchObject({ status: 200, sizeBytes: 3 })
  })

  test.each([
    ['resets at once', (socket: Socket) => socket.resetAndDestroy(), 'before it answered'],
    ['closes without a word', (socket: Socket) => socket.end(), 'closed the connection before it answered'],
    ['stops inside the headers', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nConte'), 'before it answered'],
    [
      'stops inside the body',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
      'before its answer was complete'
    ],
    [
      'stops inside a body that would close',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nabc'),
      'closed the connection before its answer was complete'
    ],
    [
      'stops inside a chunk that would close',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc'),
      'closed the connection before its answer was complete'
    ],
    [
      'stops inside a chunk',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc'),
      'before its answer was complete'
    ],
    ['talks garbage', (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'something that is not HTTP'],
    ['talks binary garbage', (socket: Socket) => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 70])), 'something that is not HTTP'],
    [
      'gives two lengths',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
      'something that is not HTTP'
    ],
    [
      'switches protocols',
      (socket: Socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
      'switched to another protocol'
    ],
    [
      'sends endless headers',
      (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X-Long: aaaaaaaaaaaaaaaa\r\n'.repeat(4000)}`),
      'more headers than can be read'
    ]
  ])('a target that %s: reset', async (_name, answer, detail) => {
    await using target = await rawTarget(answer)
    expect((await send(target.url)).outcome).toMatchObject({ kind: 'reset', detail: expect.stringContaining(detail) })
  })

  test('a target that resets in the middle of the upload: reset', async () => {
    await using target = await rawTarget(() => undefined, { onConnection: (socket) => socket.once('data', () => socket.resetAndDestroy()) })
    expect((await send(target.url, { body: Buffer.alloc(9_000_000) })).outcome).toMatchObject({ kind: 'reset' })
  })

  test('a certificate that nobody signed: tls_failed, unless the check is off', async () => {
    await using target = await rawTarget(ok, { tls: true })
    const { outcome } = await send(target.url)
    expect(outcome).toMatchObject({ kind: 'tls_failed', detail: expect.stringContaining('certificate') })
    expect(target.requests).toEqual([])
    expect((await send(target.url, { verifyTls: false })).outcome).toEqual({ kind: 'responded', status: 200 })
    expect((await send(target.url.replace('127.0.0.1', 'localhost'), { verifyTls: false })).outcome).toEqual({
      kind: 'responded',
      status: 200
    })
  })

  test('https at a server of plain http: tls_failed, with the remedy', async () => {
    await using target = await rawTarget(ok, { onConnection: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') })
    const { outcome } = await send(target.url.replace('http:', 'https:'))
    expect(outcome).toMatchObject({ kind: 'tls_failed', detail: expect.stringContaining('use http://') })
  })

  test('a TLS handshake that never ends: timed_out', async () => {
    await using target = await rawTarget(() => undefined)
    const { outcome, timings } = await send(target.url.replace('http:', 'https:'), { timeoutMs: 500 })
    expect(outcome).toMatchObject({ kind: 'timed_out', detail: expect.stringContaining('did not finish the TLS handshake') })
    expect(timings.connectMs).toBeUndefined()
  })

  test('http at a server of https: reset', async () => {
    await using target = await rawTarget(ok, { tls: true })
    expect((await send(target.url.replace('https:', 'http:'))).outcome).toMatchObject({ kind: 'reset' })
  })

  test('a name that nobody knows: dns_failed', async () => {
    const { outcome } = await send('http://no-such-name.invalid:3000', { allowRemote: true })
    expect(outcome).toMatchObject({ kind: 'dns_failed', detail: expect.stringContaining('no-such-name.invalid:3000') })
  })

  test('a resolver that never answers: timed_out', async () => {
    const clock = fakeClock()
    const stuck = createSender({ clock, log: silentLog, lookup: () => void clock.advance(20_000) })
    const { outcome } = await stuck.send(outgoing('http://app.test'))
    expect(outcome).toMatchObject({ kind: 'timed_out', detail: expect.stringContaining('could not be resolved') })
  })

  test('a signal ends it: aborted, before or while it runs', async () => {
    const early = await send('http://127.0.0.1:9', { signal: AbortSignal.abort() })
    expect(early.outcome).toMatchObject({ kind: 'aborted' })
    const controller = new AbortController()
    await using target = await rawTarget(() => controller.abort())
    expect((await send(target.url, { signal: controller.signal })).outcome).toEqual({
      kind: 'aborted',
      detail: 'The attempt was cancelled.'
    })
  })

  test('closing the sender ends what runs, and what is sent later', async () => {
    const own = createSender({ clock: systemClock, log: silentLog })
    const begun = Promise.withResolvers<void>()
    await using target = await rawTarget(() => begun.resolve())
    const request = outgoing(target.url)
    const running = own.send(request)
    await begun.promise
    await own.close()
    expect((await running).outcome).toMatchObject({ kind: 'aborted', detail: expect.stringContaining('closed') })
    expect((await own.send(request)).outcome).toMatchObject({ kind: 'aborted' })
  })
})
