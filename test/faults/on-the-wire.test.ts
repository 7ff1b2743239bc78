/** Each kind as senders meet it: three HTTP clients that have nothing in common, and the bytes themselves. Long because every kind is in one table. */
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultInput } from '../../electron/contract/index.ts'
import { faultKinds } from '../../electron/core/faults/registry.ts'
import { exchangeRaw, openRaw } from '../helpers/raw-http.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { provideClients, sendByAll, type Seen } from './http-clients.ts'

let app: RunningApp
beforeAll(async () => {
  provideClients()
  app = await runningApp()
  // A program that is missing is installed first.
}, 400_000)
afterAll(() => app[Symbol.asyncDispose]())

const raw = 'POST /webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 13\r\n\r\n{"event":"a"}'
const usual = '{"message":"Webhook received"}'
const half = '{"message":"Web'

interface Meets {
  readonly curl: Seen
  readonly undici: Seen
  readonly python: Seen
  /** All bytes that came back. */
  readonly bytes: RegExp
  /** What the row says was answered. */
  readonly answered: number | undefined
}

const all = (seen: Seen): Pick<Meets, 'curl' | 'undici' | 'python'> => ({ curl: seen, undici: seen, python: seen })
const failing = (curl: RegExp, undici: RegExp, python: RegExp): Pick<Meets, 'curl' | 'undici' | 'python'> => ({
  curl: { failure: expect.stringMatching(curl) },
  undici: { failure: expect.stringMatching(undici) },
  python: { failure: expect.stringMatching(python) }
})

const kinds: readonly (readonly [string, FaultInput, Meets])[] = [
  [
    'status',
    { kind: 'status', params: { status: 418, headers: [['X-Tea', 'pot']], body: 'short' } },
    {
      ...all({ status: 418, text: 'short', headers: expect.objectContaining({ 'x-tea': 'pot' }) }),
      bytes: /^HTTP\/1\.1 418 .*X-Tea: pot.*\r\n\r\nshort$/s,
      answered: 418
    }
  ],
  [
    'status 204',
    { kind: 'status', params: { status: 204 } },
    { ...all({ status: 204, sizeBytes: 0 }), bytes: /^HTTP\/1\.1 204 No Content\r\n(?!.*Content-Length).*\r\n\r\n$/s, answered: 204 }
  ],
  ['status 599', { kind: 'status', params: { status: 599 } }, { ...all({ status: 599 }), bytes: /^HTTP\/1\.1 599 /, answered: 599 }],
  [
    'status 103: no final answer',
    { kind: 'status', params: { status: 103 } },
    {
      curl: { failure: 'exit 52' },
      undici: { failure: 'UND_ERR_SOCKET' },
      // Python takes any status it does not know for a final one.
      python: { status: 103, sizeBytes: 0 },
      bytes: /^HTTP\/1\.1 103 Early Hints\r\n.*\r\n\r\n$/s,
      answered: 103
    }
  ],
  [
    'rate limit in seconds',
    { kind: 'rate_limit', params: { retryAfterSeconds: 7 } },
    { ...all({ status: 429, headers: expect.objectContaining({ 'retry-after': '7' }) }), bytes: /\r\nRetry-After: 7\r\n/, answered: 429 }
  ],
  [
    'rate limit as a date',
    { kind: 'rate_limit', params: { form: 'date', status: 503 } },
    {
      ...all({
        status: 503,
        headers: expect.objectContaining({ 'retry-after': expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} .* GMT$/) })
      }),
      bytes: /\r\nRetry-After: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/,
      answered: 503
    }
  ],
  ...([302, 308] as const).map(
    (status) =>
      [
        `redirect ${status}`,
        { kind: 'redirect', params: { status, location: 'https://example.com/x' } },
        {
          ...all({ status, headers: expect.objectContaining({ location: 'https://example.com/x' }) }),
          bytes: /\r\nLocation: https:\/\/example\.com\/x\r\n/,
          answered: status
        }
      ] as const
  ),
  [
    'wrong content type',
    { kind: 'content_type', params: {} },
    {
      ...all({ status: 200, text: usual, headers: expect.objectContaining({ 'content-type': 'text/html; charset=utf-8' }) }),
      bytes: /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html; charset=utf-8\r\n(?!.*application\/json)/s,
      answered: 200
    }
  ],
  [
    'big response',
    { kind: 'big', params: { mebibytes: 2 } },
    { ...all({ status: 200, sizeBytes: 2_097_152 }), bytes: /\r\nContent-Length: 2097152\r\n/, answered: 200 }
  ],
  ['delay', { kind: 'delay', params: { ms: 120 } }, { ...all({ status: 200, text: usual }), bytes: /^HTTP\/1\.1 200 OK/, answered: 200 }],
  [
    'hang, to its end',
    { kind: 'hang', params: { forMs: 150 } },
    { ...failing(/^exit 52$/, /^UND_ERR_SOCKET$/, /^RemoteDisconnected$/), bytes: /^$/, answered: undefined }
  ],
  [
    'slow drip',
    { kind: 'drip', params: { bytesPerSecond: 200, part: 'answer' } },
    {
      ...all({ status: 200, text: usual }),
      bytes: /^HTTP\/1\.1 200 OK\r\n.*Content-Length: 30\r\n.*\r\n\r\n\{"message":"Webhook received"\}$/s,
      answered: 200
    }
  ],
  [
    'reset before the answer',
    { kind: 'reset', params: { when: 'before' } },
    { ...failing(/^exit 56$/, /^(ECONNRESET|UND_ERR_SOCKET)$/, /^ConnectionResetError$/), bytes: /^$/, answered: undefined }
  ],
  [
    'reset while the request is coming',
    { kind: 'reset', params: { when: 'receiving' } },
    {
      ...failing(/^exit 5[56]$/, /^(ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, /^(ConnectionResetError|BrokenPipeError)$/),
      bytes: /^$/,
      answered: undefined
    }
  ],
  [
    'reset in the middle of the answer',
    { kind: 'reset', params: { when: 'after' } },
    {
      // A reset may overtake what was sent before it.
      ...failing(
        /^exit 56$/,
        /^(ECONNRESET|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
        /^(ConnectionResetError|IncompleteRead)$/
      ),
      bytes: /^$|^HTTP\/1\.1 200 OK.*\r\n\r\n\{"message":"Web$/s,
      answered: 200
    }
  ],
  [
    'empty reply',
    { kind: 'empty', params: {} },
    { ...failing(/^exit 52$/, /^UND_ERR_SOCKET$/, /^RemoteDisconnected$/), bytes: /^$/, answered: undefined }
  ],
  [
    'truncated body',
    { kind: 'truncated', params: { sentPercent: 50 } },
    {
      curl: { failure: 'exit 18', text: half },
      undici: { status: 200, failure: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      python: { status: 200, failure: 'IncompleteRead' },
      bytes: /^HTTP\/1\.1 200 OK\r\n.*Content-Length: 30\r\n.*\r\n\r\n\{"message":"Web$/s,
      answered: 200
    }
  ],
  [
    'malformed: bad chunk',
    { kind: 'malformed', params: { defect: 'bad_chunk' } },
    {
      ...failing(/^exit 56$/, /^HTTPParserError$/, /^IncompleteRead$/),
      bytes: /Transfer-Encoding: chunked\r\n.*\r\n\r\nnot-hex\r\n/s,
      answered: 200
    }
  ],
  [
    'malformed: a length smaller than the body',
    { kind: 'malformed', params: { defect: 'short_length' } },
    { ...all({ status: 200, text: half }), bytes: /Content-Length: 15\r\n.*\r\n\r\n\{"message":"Webhook received"\}$/s, answered: 200 }
  ],
  [
    'malformed: a length that is no number',
    { kind: 'malformed', params: { defect: 'bad_length' } },
    {
      curl: { failure: expect.stringMatching(/^exit (8|56)$/) },
      undici: { failure: 'HTTPParserError' },
      // Python takes it for no length at all.
      python: { status: 200, text: usual },
      bytes: /Content-Length: many\r\n/,
      answered: 200
    }
  ],
  [
    'malformed: a header line without a colon',
    { kind: 'malformed', params: { defect: 'bad_header' } },
    {
      curl: { failure: expect.stringMatching(/^exit (8|56)$/) },
      undici: { failure: 'HTTPParserError' },
      // Python gives up on the headers and takes what follows for the body.
      python: { status: 200 },
      bytes: /^HTTP\/1\.1 200 OK\r\nthis header has no colon\r\n/,
      answered: 200
    }
  ],
  [
    'malformed: a status line without a status',
    { kind: 'malformed', params: { defect: 'bad_status_line' } },
    { ...failing(/^exit (1|8|56)$/, /^HTTPParserError$/, /^BadStatusLine$/), bytes: /^HTTP\/1\.1 fine\r\n/, answered: 200 }
  ]
]

test.each(kinds)('%s', async (_name, fault, meets) => {
  const { id } = await app.client.faults.create({ id: 'webhook', ...fault })
  const seen = await sendByAll(`${app.url}/webhook`)
  expect(seen).toMatchObject({ curl: meets.curl, undici: meets.undici, python: meets.python })
  const answer = await exchangeRaw(app.port, raw, { keepOpen: true })
  expect(answer.text).toMatch(meets.bytes)
  expect(answer.closed).toBe(true)
  await app.client.faults.remove({ id: 'webhook', faultId: id })

  const { items } = await app.client.deliveries.list({ limit: 4 })
  expect(items.map((item) => [item.fault, item.responseStatus])).toEqual(Array.from({ length: 4 }, () => [fault.kind, meets.answered]))
  const { log } = await app.client.deliveries.get({ id: items[0]?.id ?? '' })
  expect(log.find(({ step }) => step === 'fault')?.text).toMatch(/on purpose$/)
})

test('every kind is among them', () => {
  expect(new Set(kinds.map(([, { kind }]) => kind))).toEqual(new Set(Object.keys(faultKinds)))
})

test('a sender that gives up on a hang is told of, by all three', async () => {
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'hang', params: {} })
  const seen = await sendByAll(`${app.url}/webhook`, { timeoutMs: 300 })
  expect(seen).toMatchObject({
    curl: { failure: 'exit 28' },
    undici: { failure: 'UND_ERR_HEADERS_TIMEOUT' },
    python: { failure: expect.stringMatching(/^(TimeoutError|timeout)$/) }
  })
  await app.client.faults.remove({ id: 'webhook', faultId: id })
  const { items } = await app.client.deliveries.list({ limit: 3 })
  for (const item of items) {
    await expect.poll(async () => (await app.client.deliveries.log({ id: item.id })).items.at(-1)?.step).toBe('gone')
  }
})

test('a request that is cut while it is coming is recorded with what came of it', async () => {
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'reset', params: { when: 'receiving' }, match: { method: 'PUT' } })
  const stored = app.nextChange('deliveries.received')
  const socket = await openRaw(app.port)
  const gone = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  socket.write('PUT /webhook/large HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{"event":"begun')
  await gone
  const [delivery] = (await stored).items
  expect(delivery).toMatchObject({ fault: 'reset', method: 'PUT', url: '/webhook/large', verdict: { status: 'unchecked' }, sizeBytes: 15 })
  const detail = await app.client.deliveries.get({ id: delivery?.id ?? '' })
  expect(detail.incomplete).toBe(true)
  expect(Buffer.from(detail.body.base64, 'base64').toString()).toBe('{"event":"begun')
  // One that it does not match comes in whole, although its head was looked at.
  expect((await exchangeRaw(app.port, raw)).status).toBe(200)
  await app.client.faults.remove({ id: 'webhook', faultId: id })
})

test('a drip that the sender leaves says how far it got', async () => {
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'drip', params: { bytesPerSecond: 10 } })
  const socket = await openRaw(app.port)
  socket.write(raw)
  // The head comes at once, the first byte of the body a tenth of a second later.
  await new Promise<void>((resolve) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (/\r\n\r\n./.test(text)) resolve()
    })
  })
  const left = app.nextChange('deliveries.updated')
  socket.destroy()
  const [delivery] = (await left).items
  await app.client.faults.remove({ id: 'webhook', faultId: id })
  const { items } = await app.client.deliveries.log({ id: delivery?.id ?? '' })
  expect(items.at(-1)).toMatchObject({ step: 'gone', text: expect.stringMatching(/^The sender left after \d+ of 30 bytes\.$/) })
})

test('a big answer that the sender leaves is not sent on, and the row says so', async () => {
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'big', params: { mebibytes: 512 } })
  const socket = await openRaw(app.port)
  socket.write(raw)
  await once(socket, 'data')
  const left = app.nextChange('deliveries.updated', ({ items }) => items.some((item) => item.fault === 'big'))
  socket.destroy()
  const { items } = await left
  await app.client.faults.remove({ id: 'webhook', faultId: id })
  await expect
    .poll(async () => (await app.client.deliveries.log({ id: items[0]?.id ?? '' })).items.at(-1))
    .toMatchObject({ step: 'gone', text: expect.stringMatching(/^The sender left after \d+ of 536870912 bytes\.$/) })
})

test('two requests sent at once on one connection get their answers in order, the odd one second', async () => {
  const match = { path: '/odd' }
  const { id } = await app.client.faults.create({ id: 'webhook', kind: 'malformed', params: { defect: 'bad_header' }, match })
  const one = (path: string) => `POST /webhook${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\n\r\n{"event":"a"}`
  const answer = await exchangeRaw(app.port, one('') + one('/odd'), { keepOpen: true })
  await app.client.faults.remove({ id: 'webhook', faultId: id })
  expect(answer.text).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type.*received"\}HTTP\/1\.1 200 OK\r\nthis header has no colon/s)
})
