import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import type { Store } from '../../electron/core/store/store.ts'
import { makeDelivery, openTestStore, utf8 } from './make-delivery.ts'

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 40 })
const pairs = fc.array(fc.tuple(latin1, latin1), { maxLength: 12 })
const bytes = fc.uint8Array({ maxLength: 3000 })

test('what is read equals what was written, for any bytes, headers and texts', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const anything = fc.record({
    body: bytes,
    headers: pairs,
    trailers: pairs,
    url: latin1,
    method: latin1,
    eventId: fc.option(fc.string({ unit: 'binary', maxLength: 30 }), { nil: undefined }),
    eventType: fc.option(latin1, { nil: undefined }),
    receivedBytes: fc.nat(),
    reply: fc.option(fc.record({ status: fc.integer({ min: 100, max: 599 }), headers: pairs, body: bytes }), { nil: undefined }),
    log: fc.array(fc.record({ atMs: fc.nat(), step: fc.string(), text: fc.string({ unit: 'binary' }) }), { maxLength: 4 }),
    durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => ms + 0)
  })
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 8 }), async (all) => {
      const written = all.map((fields) => withoutUndefined(makeDelivery(store, fields as Partial<Delivery>)))
      await Promise.all(written.map((delivery) => store.insertDelivery(delivery)))
      for (const delivery of written) expect(await readBack(store, delivery.id)).toEqual(asStored(delivery))
    }),
    { numRuns: 40 }
  )
})

test('the view of a body is its first 256 KiB, and ranges and the whole give the rest', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const body = randomBytes(2_500_001)
  const reply = { status: 200, headers: [], body: randomBytes(600_000) }
  const delivery = makeDelivery(store, { body, reply, receivedBytes: 9_000_000 })
  await store.insertDelivery(delivery)
  const detail = await store.getDelivery(delivery.id)
  expect(detail.body).toMatchObject({ sizeBytes: 2_500_001, truncated: true })
  expect(Buffer.from(detail.body.base64, 'base64').equals(body.subarray(0, 262_144))).toBe(true)
  expect(detail.bodyTruncated).toEqual({ keptBytes: 2_500_001, receivedBytes: 9_000_000 })
  expect(detail.response?.body).toMatchObject({ sizeBytes: 600_000, truncated: true })
  const whole = await store.getDeliveryBytes(delivery.id)
  expect(Buffer.from(whole.body).equals(body)).toBe(true)
  expect(Buffer.from(whole.response ?? []).equals(reply.body)).toBe(true)
  for (const [offset, length] of [
    [0, 1],
    [262_143, 2],
    [262_144, 262_144],
    [100_000, 1_048_576],
    [2_500_000, 500],
    [2_500_001, 5],
    [9_999_999, 5]
  ] as const) {
    // prettier-ignore
    const range = await store.getByteRange(delivery.id, 'body', offset, length, false)
    const from = Math.min(offset, body.byteLength)
    expect(range).toMatchObject({ offset: from, sizeBytes: body.byteLength, truncated: from + length < body.byteLength })
    expect(Buffer.from(range.base64, 'base64').equals(body.subarray(from, from + length))).toBe(true)
  }
})

test('a long answer that comes later replaces one that was there', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const delivery = makeDelivery(store, { reply: { status: 200, headers: [], body: randomBytes(700_000) } })
  await store.insertDelivery(delivery)
  const later = randomBytes(300_000)
  await store.updateDelivery(delivery.id, { reply: { status: 201, headers: [], body: later } })
  expect(Buffer.from((await store.getDeliveryBytes(delivery.id)).response ?? []).equals(later)).toBe(true)
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync]
] as const)('a %s body is shown decompressed', async (encoding, encode) => {
  await using opened = await openTestStore()
  const { store } = opened
  const text = utf8('{"long":"' + 'abc'.repeat(100_000) + '"}')
  const delivery = makeDelivery(store, { body: encode(text), headers: [['content-ENCODING', encoding]] })
  await store.insertDelivery(delivery)
  const range = await store.getByteRange(delivery.id, 'body', 200_000, 150_000, true)
  expect(range).toMatchObject({ sizeBytes: text.byteLength, offset: 200_000, truncated: false })
  expect(Buffer.from(range.base64, 'base64').equals(text.subarray(200_000))).toBe(true)
  const raw = await store.getByteRange(delivery.id, 'body', 0, 1_048_576, false)
  expect(Buffer.from(raw.base64, 'base64').equals(delivery.body)).toBe(true)
})

test('a bomb is refused with a reason, by its ratio and by its size', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const bomb = gzipSync(new Uint8Array(30_000_000))
  const nested = makeDelivery(store, { body: gzipSync(bomb), headers: [['Content-Encoding', 'gzip, gzip']] })
  const plain = makeDelivery(store, { body: bomb, headers: [['Content-Encoding', 'gzip']] })
  await Promise.all([store.insertDelivery(nested), store.insertDelivery(plain)])
  for (const { id } of [nested, plain]) {
    await expect(store.getByteRange(id, 'body', 0, 10, true)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringContaining('raw bytes') as string
    })
  }
})

test('a body that is not what it says, or in an unknown encoding, is said to be so', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const broken = makeDelivery(store, { headers: [['Content-Encoding', 'gzip']] })
  const unknown = makeDelivery(store, { headers: [['Content-Encoding', 'constructor']] })
  await Promise.all([store.insertDelivery(broken), store.insertDelivery(unknown)])
  await expect(store.getByteRange(broken.id, 'body', 0, 10, true)).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
  await expect(store.getByteRange(unknown.id, 'body', 0, 10, true)).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: expect.stringContaining('constructor') as string
  })
})

/** What the store answers for a delivery, in the shape of the delivery. */
async function readBack(store: Store, id: string): Promise<object> {
  const detail = await store.getDelivery(id)
  const { body, response } = await store.getDeliveryBytes(id)
  return withoutUndefined({
    headers: detail.headers,
    trailers: detail.trailers,
    url: detail.url,
    method: detail.method,
    log: detail.log,
    durationMs: detail.durationMs,
    receivedBytes: detail.sizeBytes,
    eventId: detail.eventId,
    eventType: detail.eventType,
    body: Buffer.from(body),
    reply: detail.response && { status: detail.response.status, headers: detail.response.headers, body: Buffer.from(response ?? []) }
  })
}

/** Text is stored as UTF-8, which has no half characters. */
function asStored(delivery: Delivery): object {
  const { headers, trailers, url, method, log, durationMs, receivedBytes, eventId, eventType, body, reply } = delivery
  return withoutUndefined({
    headers,
    trailers,
    url,
    method,
    log,
    durationMs,
    receivedBytes,
    eventType,
    eventId: eventId?.toWellFormed(),
    body: Buffer.from(body),
    reply: reply && { ...reply, body: Buffer.from(reply.body) }
  })
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value
}

function randomBytes(length: number): Uint8Array {
  const all = new Uint8Array(length)
  for (let offset = 0; offset < length; offset += 65_536) crypto.getRandomValues(all.subarray(offset, offset + 65_536))
  return all
}
