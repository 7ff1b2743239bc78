import * as fc from 'fast-check'
import { createServer, type AddressInfo } from 'node:net'
import { request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import type { CapturedRequest } from '../../electron/core/listener/capture.ts'
import { defaultLimits, type ListenerLimits } from '../../electron/core/listener/limits.ts'
import { Listener } from '../../electron/core/listener/listener.ts'
import type { Refusal } from '../../electron/core/listener/refuse-raw.ts'
import { malformedRequests } from '../helpers/malformed-requests.ts'
import { exchangeRaw, openRaw } from '../helpers/raw-http.ts'

const open: Listener[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()))
})

interface Started {
  readonly listener: Listener
  readonly requests: CapturedRequest[]
  readonly refusals: Refusal[]
  /** Resolves when the next request was handed on. */
  readonly next: () => Promise<CapturedRequest>
}

async function start(limits: Partial<ListenerLimits> = {}): Promise<Started> {
  const requests: CapturedRequest[] = []
  const refusals: Refusal[] = []
  const waiting: ((request: CapturedRequest) => void)[] = []
  const listener = await Listener.open({
    port: 0,
    fixed: false,
    clock: systemClock,
    limits: () => ({ ...defaultLimits, sweepMs: 20, ...limits }),
    onRequest(captured, exchange) {
      requests.push(captured)
      exchange.send({ status: 200, headers: [], body: new TextEncoder().encode('ok') })
      waiting.shift()?.(captured)
    },
    onRefusal: (refusal) => refusals.push(refusal)
  })
  open.push(listener)
  return { listener, requests, refusals, next: () => new Promise((resolve) => waiting.push(resolve)) }
}

test('header pairs keep their order, case and repeats, and the body its bytes', async () => {
  const { listener, next } = await start()
  const body = Buffer.from([0, 255, 128, 10, 13, 0, 195, 40])
  const captured = next()
  const head = `PoST /a?b=%20&c HTTP/1.1\r\nhost: x\r\nX-Two: 1\r\nx-two: 2\r\nX-Latin: \xe4\xff\r\nContent-Length: ${body.length}\r\n\r\n`
  const wrong = await exchangeRaw(listener.port, head)
  expect(wrong.status).toBe(400)
  const answer = await exchangeRaw(listener.port, Buffer.concat([Buffer.from(head.replace('PoST', 'POST'), 'latin1'), body]))
  expect(answer.status).toBe(200)
  const request = await captured
  expect(request.url).toBe('/a?b=%20&c')
  expect(request.headers).toEqual([
    ['host', 'x'],
    ['X-Two', '1'],
    ['x-two', '2'],
    ['X-Latin', '\xe4\xff'],
    ['Content-Length', '8']
  ])
  expect(Buffer.from(request.body)).toEqual(body)
})

test('more than 2,000 headers are kept when they fit', async () => {
  const { listener, next } = await start()
  const captured = next()
  const lines = Array.from({ length: 2500 }, (_, index) => `a${index % 10}:b`).join('\r\n')
  await exchangeRaw(listener.port, `GET / HTTP/1.1\r\nHost: x\r\n${lines}\r\n\r\n`)
  expect((await captured).headers.length).toBe(2501)
})

test('it listens on both loopback families at one port', async () => {
  const { listener } = await start()
  const answers = await Promise.all(['127.0.0.1', '[::1]'].map((host) => request(`http://${host}:${listener.port}/`)))
  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200])
})

test('a taken port leads to the next free one, said in a sentence; a fixed one is refused', async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
  const { port } = squatter.address() as AddressInfo
  const options = { port, clock: systemClock, limits: () => defaultLimits, onRequest() {}, onRefusal() {} }
  const moved = await Listener.open({ ...options, fixed: false })
  open.push(moved)
  expect(moved.port).toBeGreaterThan(port)
  expect(moved.notice).toContain(`Port ${port} is taken`)
  await expect(Listener.open({ ...options, fixed: true })).rejects.toThrow(`Port ${port} is taken by another program`)
  await new Promise((resolve) => squatter.close(resolve))
})

test('a port that another program has on ::1 only counts as taken', async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(0, '::1', resolve))
  const { port } = squatter.address() as AddressInfo
  const moved = await Listener.open({ port, fixed: false, clock: systemClock, limits: () => defaultLimits, onRequest() {}, onRefusal() {} })
  open.push(moved)
  expect(moved.port).not.toBe(port)
  await new Promise((resolve) => squatter.close(resolve))
})

test('a body over the limit keeps its first part and states both sizes', async () => {
  const { listener, next } = await start({ maxBodyBytes: 1000, keptOfTooLongBytes: 100 })
  const captured = next()
  await request(`http://127.0.0.1:${listener.port}/`, { method: 'POST', body: Buffer.alloc(5000, 'a') })
  const { body, receivedBytes, shortfall } = await captured
  expect({ kept: body.byteLength, receivedBytes, shortfall }).toEqual({ kept: 100, receivedBytes: 5000, shortfall: 'too_long' })
})

test('a body of exactly the limit is whole', async () => {
  const { listener, next } = await start({ maxBodyBytes: 1000 })
  const captured = next()
  await request(`http://127.0.0.1:${listener.port}/`, { method: 'POST', body: Buffer.alloc(1000, 'a') })
  expect(await captured).toMatchObject({ receivedBytes: 1000 })
  expect((await captured).shortfall).toBeUndefined()
})

test('an endless body is cut off after the drain', async () => {
  const { listener, next } = await start({ maxBodyBytes: 1000, drainBytes: 1000 })
  const captured = next()
  const answer = await exchangeRaw(
    listener.port,
    Buffer.concat([Buffer.from('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n'), Buffer.alloc(4000)])
  )
  expect(answer.status).toBe(200)
  expect((await captured).shortfall).toBe('too_long')
})

test('a sender that leaves mid-body is handed on with what came', async () => {
  const { listener, next } = await start()
  const captured = next()
  const socket = await openRaw(listener.port)
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello', () => socket.destroy())
  expect(await captured).toMatchObject({ shortfall: 'client_left', receivedBytes: 5 })
})

test('headers that do not end in time are answered 408, counted from their first byte', async () => {
  const { listener, refusals } = await start({ headerDeadlineMs: 100 })
  const answer = await exchangeRaw(listener.port, 'POST / HTTP/1.1\r\nHost: x\r\n')
  expect(answer.status).toBe(408)
  expect(refusals.map((refusal) => refusal.kind)).toEqual(['too_slow'])
})

test('a body that does not end in time is handed on as too slow', async () => {
  const { listener, next } = await start({ bodyDeadlineMs: 100 })
  const captured = next()
  await exchangeRaw(listener.port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello')
  expect((await captured).shortfall).toBe('too_slow')
})

test('an idle connection outlives every deadline and is then served, twice', async () => {
  const { listener, next } = await start({ headerDeadlineMs: 50, bodyDeadlineMs: 50 })
  const socket = await openRaw(listener.port)
  for (const round of [1, 2]) {
    // Another connection's deadline passing proves that time enough went by.
    expect((await exchangeRaw(listener.port, 'GET /')).status).toBe(408)
    const captured = next()
    socket.write(`GET /${round} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect((await captured).url).toBe(`/${round}`)
  }
  socket.destroy()
})

test('one connection over the cap is answered 503', async () => {
  const { listener, refusals } = await start({ maxConnections: 2 })
  const sockets = [await openRaw(listener.port), await openRaw(listener.port)]
  const answer = await exchangeRaw(listener.port, '')
  expect(answer.status).toBe(503)
  expect(answer.text).toContain('Retry-After: 5')
  expect(refusals.map((refusal) => refusal.kind)).toEqual(['too_many_connections'])
  for (const socket of sockets) socket.destroy()
})

test('bodies in flight have a cap all together', async () => {
  const { listener, next } = await start({ maxBytesInFlight: 1000 })
  const first = await openRaw(listener.port)
  first.write(`POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n${'a'.repeat(800)}`)
  // The first body has begun when a later request on another connection has been served.
  const between = next()
  await exchangeRaw(listener.port, 'GET /between HTTP/1.1\r\nHost: x\r\n\r\n')
  await between
  const captured = next()
  await exchangeRaw(listener.port, `POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n${'b'.repeat(500)}`)
  expect(await captured).toMatchObject({ url: '/second', shortfall: 'no_room' })
  first.destroy()
})

test.each([
  ['headers over 16 KiB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 400],
  ['length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['CONNECT', 'CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n', 405]
])('%s is refused in words and told to the log', async (_name, text, status) => {
  const { listener, refusals } = await start()
  const answer = await exchangeRaw(listener.port, text)
  expect(answer.status).toBe(status)
  expect(answer.text).toMatch(/\{"error":"[^"]+"\}$/)
  expect(refusals.length).toBe(1)
})

test('a chunk error after good headers is handed on with what came', async () => {
  const { listener, next } = await start()
  const captured = next()
  await exchangeRaw(listener.port, 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n')
  const request = await captured
  expect(request.shortfall).toBe('malformed')
  expect(Buffer.from(request.body).toString()).toBe('hello')
})

test(
  `each of ${malformedRequests.length} malformed requests gets an answer or a close, and the listener stays up`,
  { timeout: 120_000 },
  async () => {
    expect(malformedRequests.length).toBeGreaterThanOrEqual(200)
    const { listener } = await start({ headerDeadlineMs: 200, bodyDeadlineMs: 200 })
    for (let from = 0; from < malformedRequests.length; from += 16) {
      const batch = malformedRequests.slice(from, from + 16)
      const answers = await Promise.all(
        batch.map((text) => exchangeRaw(listener.port, text, { timeoutMs: 8_000, endAfter: text.length < 3 }))
      )
      for (const [index, answer] of answers.entries()) {
        expect(answer.closed || answer.status !== undefined, JSON.stringify(batch[index]?.slice(0, 120))).toBe(true)
      }
    }
    expect((await exchangeRaw(listener.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(200)
  }
)

test('random bytes never take it down', { timeout: 120_000 }, async () => {
  const { listener } = await start({ headerDeadlineMs: 50, bodyDeadlineMs: 50 })
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc
        .constantFrom(
          'GET / HTTP/1.1\r\n',
          'Host: x\r\n',
          '\r\n',
          'Content-Length: 5\r\n',
          'Transfer-Encoding: chunked\r\n',
          '5\r\nhello\r\n',
          '0\r\n\r\n'
        )
        .map((text) => Buffer.from(text))
    ),
    { minLength: 1, maxLength: 8 }
  )
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      const answer = await exchangeRaw(listener.port, Buffer.concat(parts), { timeoutMs: 5_000, endAfter: true })
      expect(answer.closed || answer.status !== undefined).toBe(true)
    }),
    { numRuns: 150 }
  )
  expect((await exchangeRaw(listener.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(200)
})

test('closing lets a running answer finish', async () => {
  let answer: (() => void) | undefined
  const listener = await Listener.open({
    port: 0,
    fixed: false,
    clock: systemClock,
    limits: () => defaultLimits,
    onRequest(_request, exchange) {
      answer = () => exchange.send({ status: 200, headers: [], body: new TextEncoder().encode('late') })
      closing = listener.close(2_000)
      answer()
    },
    onRefusal() {}
  })
  let closing: Promise<void> | undefined
  const response = await request(`http://127.0.0.1:${listener.port}/`)
  expect(await response.body.text()).toBe('late')
  await closing
})
