import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { malformedRequests } from '../helpers/malformed-requests.ts'
import { exchangeRaw } from '../helpers/raw-http.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

async function post(body: Uint8Array | string, headers: Record<string, string> = {}) {
  const answer = await request(`${app.url}/webhook`, { method: 'POST', body, headers })
  await answer.body.dump()
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return { status: answer.statusCode, detail: await app.client.deliveries.get({ id: items[0]?.id ?? '' }) }
}

const deep = 10_000

test.each<[string, Uint8Array | string, number]>([
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0xff, 0x22, 0x7d]), 400],
  ['NUL bytes', Buffer.from('\0\0{"a":1}\0'), 400],
  ['NUL inside a JSON string', '{"event":"a\\u0000b"}', 200],
  [`JSON ${deep} deep`, `${'['.repeat(deep)}1${']'.repeat(deep)}`, 200],
  [`an object ${deep} deep`, `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, 200],
  ['5 MB of JSON on one line', JSON.stringify({ event: 'big', data: 'x'.repeat(5_000_000) }), 200],
  ['a prototype in every place', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"event":"a"}', 200],
  ['numbers beyond every range', '{"event":"a","n":1e999,"m":123456789012345678901234567890}', 200],
  ['a lone surrogate', '{"event":"\\ud800"}', 200]
])('%s is kept byte for byte and answered', async (_name, body, status) => {
  const { status: answered, detail } = await post(body)
  expect(answered).toBe(status)
  expect(Buffer.from(await app.app.deliveryBody(detail.id)).equals(Buffer.from(body))).toBe(true)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a gzip bomb is kept as it came and refused when its inside is asked for', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
  expect(bomb.byteLength).toBeLessThan(1_000_000)
  const { detail } = await post(bomb, { 'content-encoding': 'gzip' })
  expect(detail.body.sizeBytes).toBe(bomb.byteLength)
  await expect(app.client.deliveries.bytes({ id: detail.id, part: 'body', decompress: true })).rejects.toThrow(/decompress/i)
  expect((await app.client.deliveries.bytes({ id: detail.id, part: 'body' })).sizeBytes).toBe(bomb.byteLength)
})

test('text that would steer a page or a terminal is kept as text in every field', async () => {
  const script = '<script>alert(1)</script>\u202e'
  const answer = await request(`${app.url}/webhook?q=${encodeURIComponent(script)}`, {
    method: 'POST',
    body: JSON.stringify({ id: script, event: script }),
    headers: { 'X-Odd': '<img src=x onerror=alert(1)>' }
  })
  expect(answer.statusCode).toBe(200)
  const { items } = await app.client.deliveries.list({ limit: 1 })
  expect(items[0]).toMatchObject({ eventType: script, eventId: script })
})

test('random methods, paths, headers and bodies are all answered and stored', { timeout: 60_000 }, async () => {
  const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/)
  const text = fc.stringMatching(/^[\x21-\x7e\x80-\xff]{0,60}$/)
  const line = fc.tuple(
    token.filter((name) => !/^(content-length|transfer-encoding|host|connection|expect|upgrade|trailer|te|keep-alive)$/i.test(name)),
    text
  )
  const { counts } = await app.client.status()
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      text,
      fc.array(line, { maxLength: 8 }),
      fc.uint8Array({ maxLength: 2000 }),
      async (method, path, lines, body) => {
        const head = [
          `${method} /${path.replaceAll(/[\x7f\s]/g, '')} HTTP/1.1`,
          'Host: x',
          ...lines.map(([name, value]) => `${name}: ${value}`),
          `Content-Length: ${body.byteLength}`
        ]
        const answer = await exchangeRaw(app.port, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]))
        expect(answer.status).toBeGreaterThanOrEqual(200)
        if (answer.status !== 400 || !answer.text.includes('Malformed')) sent += 1
      }
    ),
    { numRuns: 150 }
  )
  expect((await app.client.status()).counts.deliveries).toBe(counts.deliveries + sent)
})

test('malformed requests by the thousand leave memory where it was and the app at work', { timeout: 120_000 }, async () => {
  const quick = malformedRequests.filter((text) => /\r\n\r\n/.test(text) && !/^POST.*Content-Length: \d+/s.test(text))
  const round = async () => {
    for (let from = 0; from < quick.length; from += 32) {
      await Promise.all(quick.slice(from, from + 32).map((text) => exchangeRaw(app.port, text, { endAfter: true, timeoutMs: 3_000 })))
    }
  }
  await round()
  const before = process.memoryUsage().rss
  for (let turn = 0; turn < 5; turn += 1) await round()
  const grownMegabytes = (process.memoryUsage().rss - before) / 1024 / 1024
  expect(grownMegabytes).toBeLessThan(100)
  expect((await request(`${app.url}/webhook`, { method: 'POST', body: '{"event":"a"}' })).statusCode).toBe(200)
  const log = await app.client.listenerLog()
  expect(log.items.length).toBeGreaterThan(0)
})
