/** What arrives at a target and what comes back, byte for byte. */
import { afterAll, describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { systemClock } from '../../electron/core/clock.ts'
import type { AttemptResult, OutgoingRequest } from '../../electron/core/forwarding/attempt.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import { outgoing } from '../helpers/outgoing.ts'
import { ok, rawTarget, respond } from '../helpers/raw-target.ts'

const sender = createSender({ clock: systemClock, log: silentLog })
afterAll(() => sender.close())

function send(url: string, request: Partial<OutgoingRequest> = {}): Promise<AttemptResult> {
  return sender.send(outgoing(url, request))
}

function randomBytes(length: number): Buffer {
  return crypto.getRandomValues(Buffer.alloc(Math.min(length, 65_536)))
}

describe('what goes out', () => {
  test('header pairs keep order, case, repeats and every Latin-1 byte', async () => {
    await using target = await rawTarget(ok)
    const latin1 = String.fromCharCode(...Array.from({ length: 96 }, (_, index) => 160 + index))
    const headers: HeaderPair[] = [
      ['X-b', '2'],
      ['x-A', '1'],
      ['X-B', '3'],
      ['CONTENT-type', 'application/JSON; charset=utf-8'],
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-Latin1', latin1],
      ['X-Empty', ''],
      ['X-Inner', 'two  spaces\tand a tab'],
      ['Accept-Encoding', 'gzip'],
      ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
      ['Cookie', 'session=1'],
      ['Date', 'Mon, 01 Jan 2001 00:00:00 GMT'],
      ['__proto__', 'x'],
      ['Content-Encoding', 'gzip']
    ]
    await send(target.url, { headers })
    const [request] = target.requests
    expect(request?.headers).toEqual([['host', `127.0.0.1:${target.port}`], ['connection', 'close'], ...headers, ['content-length', '7']])
  })

  test('the result tells the headers as they were sent', async () => {
    await using target = await rawTarget(ok)
    for (const request of [
      {},
      { method: 'GET', body: new Uint8Array() },
      { method: 'DELETE' },
      { body: new Uint8Array() },
      { host: 'shop.test' }
    ]) {
      const { sentHeaders } = await send(target.url, request)
      expect(sentHeaders.map(([name, value]) => [name.toLowerCase(), value])).toEqual(
        target.requests.at(-1)?.headers.map(([name, value]) => [name.toLowerCase(), value])
      )
    }
  })

  test('hop-by-hop headers, and those that Connection names, stay behind', async () => {
    await using target = await rawTarget(ok)
    await send(target.url, {
      headers: [
        ['Host', 'public.example.com'],
        ['Connection', 'close, X-Named'],
        ['x-named', 'gone'],
        ['Keep-Alive', 'timeout=5'],
        ['Proxy-Authorization', 'Basic x'],
        ['TE', 'trailers'],
        ['Trailer', 'X-Sum'],
        ['Transfer-Encoding', 'chunked'],
        ['Upgrade', 'h2c'],
        ['Content-Length', '99999'],
        ['Expect', '100-continue'],
        ['X-Kept', 'yes']
      ]
    })
    expect(target.requests[0]?.headers).toEqual([
      ['host', `127.0.0.1:${target.port}`],
      ['connection', 'close'],
      ['X-Kept', 'yes'],
      ['content-length', '7']
    ])
  })

  test('the session cookie of Hooklab’s own interface stays behind, other cookies do not', async () => {
    await using target = await rawTarget(ok)
    await send(target.url, {
      headers: [
        ['Cookie', 'a=1;b=2'],
        ['cookie', 'hooklab-4040=secret'],
        ['COOKIE', 'hooklab-4040=secret; c=3; Hooklab-1=x'],
        ['X-Cookie', 'hooklab-4040=kept']
      ]
    })
    expect(target.requests[0]?.headers.slice(2, -1)).toEqual([
      ['Cookie', 'a=1;b=2'],
      ['COOKIE', 'c=3'],
      ['X-Cookie', 'hooklab-4040=kept']
    ])
  })

  test.each([
    ['none', Buffer.alloc(0)],
    ['one NUL', Buffer.from([0])],
    ['random', randomBytes(65_536)],
    ['9 MB', Buffer.concat(Array.from({ length: 144 }, () => randomBytes(65_536)))]
  ])('the body arrives untouched: %s', async (_name, body) => {
    await using target = await rawTarget(ok)
    const { outcome } = await send(target.url, { body })
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
    expect(target.requests[0]?.body.equals(body)).toBe(true)
  })

  test('a body that is a view into a larger buffer sends its own bytes only', async () => {
    await using target = await rawTarget(ok)
    await send(target.url, { body: new Uint8Array(Buffer.from('before|body|after')).subarray(7, 11) })
    expect(target.requests[0]?.body.toString()).toBe('body')
  })

  test.each(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'QUERY', 'PROPFIND', 'x-own'])('any method goes out: %s', async (method) => {
    await using target = await rawTarget(ok)
    const { outcome } = await send(`${target.url}/p`, { method })
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
    expect(target.requests[0]?.requestLine).toBe(`${method} /p HTTP/1.1`)
  })

  test('path and query go out as they are written', async () => {
    await using target = await rawTarget(ok)
    const path = '/a%2fb/../c//d;x="1"|{}<>^`?q=%zz&q=\u00e9[]\'"'
    await send(`${target.url}${path}`)
    await send(`${target.url}?only=query`)
    await send(target.url)
    expect(target.requests.map((request) => request.requestLine)).toEqual([
      `POST ${path} HTTP/1.1`,
      'POST /?only=query HTTP/1.1',
      'POST / HTTP/1.1'
    ])
  })

  test('nothing that HTTP cannot carry is thrown; it is told, and nothing goes out', async () => {
    await using target = await rawTarget(ok)
    const impossible: Partial<OutgoingRequest>[] = [
      { headers: [['X-Bad', 'a\u0001b']] },
      { headers: [['X-Bad', 'a\r\nX-Injected: 1']] },
      { headers: [['X-Wide', '\u20ac']] },
      { headers: [['Bad Name', 'a']] },
      { headers: [['', 'a']] },
      { method: 'BAD METHOD' },
      { host: 'a\r\nb' }
    ]
    for (const request of impossible) {
      const { outcome } = await send(target.url, request)
      expect(outcome).toMatchObject({ kind: 'aborted', detail: expect.stringContaining('Nothing was sent') })
    }
    expect(target.requests).toEqual([])
  })

  test('localhost reaches a server on either loopback address, and a name under localhost is loopback', async () => {
    await using four = await rawTarget(ok, { host: '127.0.0.1' })
    await using six = await rawTarget(ok, { host: '::1' })
    for (const url of [`http://localhost:${four.port}`, `http://localhost:${six.port}`, `http://shop.localhost:${four.port}`, six.url]) {
      expect((await send(url)).outcome).toEqual({ kind: 'responded', status: 200 })
    }
  })
})

describe('what comes back', () => {
  test('status, header pairs and body as they came; nothing is decompressed', async () => {
    const body = randomBytes(1000)
    const head =
      'HTTP/1.1 299 Odd\r\nSet-Cookie: a\r\nset-COOKIE: b\r\nX-L: \u00e9\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n'
    await using target = await rawTarget(respond(Buffer.concat([Buffer.from(head, 'latin1'), body])))
    const { outcome, response, timings } = await send(target.url)
    expect(outcome).toEqual({ kind: 'responded', status: 299 })
    expect(response?.headers).toEqual([
      ['Set-Cookie', 'a'],
      ['set-COOKIE', 'b'],
      ['X-L', '\u00e9'],
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '1000']
    ])
    expect(Buffer.from(response?.body ?? []).equals(body)).toBe(true)
    expect(timings.connectMs).toBeLessThanOrEqual(timings.firstByteMs ?? -1)
    expect(timings.firstByteMs).toBeLessThanOrEqual(timings.totalMs)
  })

  test('a redirect is an answer, not a way to go', async () => {
    await using elsewhere = await rawTarget(ok)
    await using target = await rawTarget(
      respond(`HTTP/1.1 307 Temporary Redirect\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`)
    )
    const { outcome } = await send(target.url)
    expect(outcome).toEqual({ kind: 'responded', status: 307 })
    expect(elsewhere.connections).toBe(0)
  })

  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['two of them', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\nX-Y: z\r\n\r\n'],
    ['102 and 103', 'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
    ['nothing', '']
  ])('interim answers are passed over: %s', async (_name, interim) => {
    const whole = Buffer.from(`${interim}HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nyes`)
    await using atOnce = await rawTarget(respond(whole))
    await using byteByByte = await rawTarget((socket) => {
      socket.setNoDelay(true)
      const writeNext = (at: number): void => {
        if (at < whole.byteLength) socket.write(whole.subarray(at, at + 1), () => setImmediate(writeNext, at + 1))
        else socket.end()
      }
      writeNext(0)
    })
    for (const target of [atOnce, byteByByte]) {
      const { outcome, response } = await send(target.url)
      expect(outcome).toEqual({ kind: 'responded', status: 201 })
      expect(Buffer.from(response?.body ?? []).toString()).toBe('yes')
    }
  })

  test('an answer whose end is the end of the connection is whole', async () => {
    await using target = await rawTarget(respond('HTTP/1.0 200 OK\r\n\r\nuntil the end'))
    const { outcome, response } = await send(target.url)
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
    expect(Buffer.from(response?.body ?? []).toString()).toBe('until the end')
  })

  test('of 50 MB the first 256 KiB are kept and all are counted; of more, reading is given up', async () => {
    const block = Buffer.alloc(1_000_000, 'x')
    const flood = (megabytes: number) =>
      rawTarget((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${megabytes * 1_000_000}\r\n\r\n`)
        const more = (left: number): void => {
          if (left === 0) socket.end()
          else if (!socket.destroyed) socket.write(block, () => more(left - 1))
        }
        more(megabytes)
      })
    await using fifty = await flood(50)
    const read = await send(fifty.url)
    expect(read.outcome).toEqual({ kind: 'responded', status: 200 })
    expect(read.response?.sizeBytes).toBe(50_000_000)
    expect(read.response?.body.byteLength).toBe(262_144)
    await using sixty = await flood(60)
    const givenUp = await send(sixty.url)
    expect(givenUp.outcome).toMatchObject({ kind: 'aborted', detail: expect.stringContaining('longer than') })
    expect(givenUp.response?.body.byteLength).toBe(262_144)
  })

  test('an answer that comes before the body was read counts', async () => {
    await using target = await rawTarget(() => undefined, {
      onConnection: (socket) => {
        socket.pause()
        socket.write('HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n')
      }
    })
    const { outcome } = await send(target.url, { body: Buffer.alloc(9_000_000) })
    expect(outcome).toEqual({ kind: 'responded', status: 413 })
  })
})
