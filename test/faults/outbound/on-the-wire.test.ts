/** Each outbound fault as its exact bytes arrive at a bare socket, resent through the whole product. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutboundFaultKind } from '../../../electron/contract/index.ts'
import { findScheme } from '../../../electron/core/schemes/registry.ts'
import { ok, rawTarget, type RawRequest, type RawTarget } from '../../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../../helpers/running-app.ts'

const secret = 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE='
const body = '{"type":"order.paid","id":42,"name":"Zo\u00eb/x","data":{"total":1999,"list":[]}}'
const scheme = findScheme('standard-webhooks')

let hooklab: RunningApp
let target: RawTarget
let id = ''

beforeAll(async () => {
  hooklab = await runningApp()
  target = await rawTarget(ok)
  const endpoint = await hooklab.client.endpoints.create({ name: 'std', path: '/std', scheme: 'standard-webhooks', onInvalid: 'observe' })
  await hooklab.client.endpoints.addSecret({ id: endpoint.id, value: secret })
  const headers = [
    ['Content-Type', 'application/json'],
    ['X-Twice', 'a'],
    ['x-twice', 'b'],
    ['Webhook-Id', 'msg_0123456789abcdef']
  ]
  await fetch(`${hooklab.url}/std`, { method: 'POST', headers: headers as [string, string][], body })
  id = (await hooklab.client.deliveries.list({ limit: 1 })).items[0]?.id ?? ''
})
afterAll(async () => {
  await target[Symbol.asyncDispose]()
  await hooklab[Symbol.asyncDispose]()
})

async function resend(fault: OutboundFaultKind): Promise<readonly RawRequest[]> {
  const before = target.requests.length
  const { attempts } = await hooklab.client.deliveries.resend({ id, targetUrl: target.url, fault })
  const requests = target.requests.slice(before)
  expect(attempts.map(({ request }) => request.fault)).toEqual(requests.map(() => fault))
  return requests
}

async function only(fault: OutboundFaultKind): Promise<RawRequest> {
  const [request, ...more] = await resend(fault)
  expect(more).toEqual([])
  if (request === undefined) throw new Error(`${fault} sent nothing`)
  return request
}

function verdict({ headers, body: bytes }: RawRequest): string {
  const pairs = headers.map(([name, value]): [string, string] => [name, value])
  return scheme?.verify({ method: 'POST', url: '/', headers: pairs, body: bytes }, [{ id: 's', label: '', value: secret }], Date.now(), { toleranceSeconds: 300, options: {} }).status ?? '' // prettier-ignore
}

const header = ({ headers }: RawRequest, name: string): string | undefined => headers.find(([one]) => one.toLowerCase() === name)?.[1]
const textOf = (request: RawRequest): string => request.body.toString('utf8')

test('repetition: the same bytes twice, five at once, three events newest first', async () => {
  const [first, second] = await resend('duplicate')
  expect(second).toEqual(first)
  expect(first && verdict(first)).toBe('verified')
  const race = await resend('concurrent_duplicates')
  expect(race).toHaveLength(5)
  expect(new Set(race.map((request) => JSON.stringify(request.headers))).size).toBe(1)
  const three = await resend('out_of_order')
  expect(new Set(three.map((request) => header(request, 'webhook-id'))).size).toBe(3)
  const times = three.map((request) => Number(header(request, 'webhook-timestamp')))
  expect(times).toEqual(times.toSorted((one, other) => other - one))
  expect(times[0]).toBeGreaterThan(times[2] ?? Infinity)
  expect(three.map(verdict)).toEqual(['verified', 'verified', 'verified'])
})

test('signatures: missing, empty, of another secret, half right, two of them', async () => {
  expect(header(await only('missing_signature'), 'webhook-signature')).toBeUndefined()
  expect(header(await only('empty_signature'), 'webhook-signature')).toBe('')
  const wrong = await only('wrong_secret')
  expect(header(wrong, 'webhook-signature')).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/)
  expect(verdict(wrong)).toBe('failed')
  const [right] = await resend('duplicate')
  const half = await only('partial_signature')
  expect(header(half, 'webhook-signature')).toHaveLength(47)
  expect(verdict(half)).toBe('failed')
  const [bad, good] = header(await only('several_signatures'), 'webhook-signature')?.split(' ') ?? []
  expect(bad).not.toBe(good)
  expect(good).toMatch(/^v1,/)
  expect(right && header(right, 'webhook-signature')).toMatch(/^v1,/)
})

test('time: more than the tolerance away, signed for what it says', async () => {
  const now = Date.now() / 1000
  expect(Number(header(await only('stale_timestamp'), 'webhook-timestamp')) - now).toBeCloseTo(-600, -1)
  expect(Number(header(await only('future_timestamp'), 'webhook-timestamp')) - now).toBeCloseTo(600, -1)
})

test('tampered: one bit, one value, under the old signature', async () => {
  const bit = await only('tampered_bit')
  const sent = Buffer.from(body)
  const changed = [...sent.keys()].filter((at) => bit.body[at] !== sent[at])
  expect(bit.body).toHaveLength(sent.length)
  expect(changed.map((at) => (bit.body[at] ?? 0) ^ (sent[at] ?? 0))).toEqual([1])
  expect(() => JSON.parse(textOf(bit)) as unknown).not.toThrow()
  expect(textOf(await only('tampered_value'))).toBe(body.replace('1999', '2000'))
})

test('odd JSON says the same, in other bytes, and is signed rightly', async () => {
  const spaced = await only('json_spacing')
  expect(textOf(spaced)).toBe(
    '{\n\t"type"  : "order.paid" ,\n\t"id"  : 42 ,\n\t"name"  : "Zo\u00eb/x" ,\n\t"data"  : {\n\t\t"total"  : 1999 ,\n\t\t"list"  : []\n\t}\n}\n'
  )
  const ordered = await only('json_key_order')
  expect(textOf(ordered)).toBe('{"data":{"list":[],"total":1999},"name":"Zo\u00eb/x","id":42,"type":"order.paid"}')
  const escaped = await only('json_escapes')
  expect(textOf(escaped)).toBe('{"type":"\\u006frder.paid","id":42,"name":"\\u005ao\\u00eb\\/x","data":{"total":1999,"list":[]}}')
  for (const request of [spaced, ordered, escaped]) {
    expect(JSON.parse(textOf(request))).toEqual(JSON.parse(body))
    expect(verdict(request)).toBe('verified')
  }
  const unknown = await only('unknown_fields')
  expect(JSON.parse(textOf(unknown))).toMatchObject({ id: 42, hooklab_unknown_field: {}, data: { total: 1999, hooklab_unknown_field: {} } })
  const big = await only('big_numbers')
  expect(textOf(big)).toContain('"id":9007199254740993')
  expect([verdict(unknown), verdict(big)]).toEqual(['verified', 'verified'])
})

test('type, content type, empty and huge', async () => {
  expect(JSON.parse(textOf(await only('unknown_event_type')))).toMatchObject({ type: 'hooklab.unknown_event', id: 42 })
  const plain = await only('wrong_content_type')
  expect([header(plain, 'content-type'), textOf(plain), verdict(plain)]).toEqual(['text/plain; charset=utf-8', body, 'verified'])
  const empty = await only('empty_body')
  expect([header(empty, 'content-length'), verdict(empty)]).toEqual(['0', 'verified'])
  const huge = await only('huge_body')
  expect(huge.body.length).toBeGreaterThan(8_000_000)
  expect(verdict(huge)).toBe('verified')
})

test('headers: lower case, repeats joined, order kept', async () => {
  const { headers } = await only('lower_case_headers')
  expect(headers.map(([name]) => name)).toEqual(headers.map(([name]) => name.toLowerCase()))
  expect(headers.filter(([name]) => name === 'x-twice')).toEqual([['x-twice', 'a, b']])
})

test('a dropped upload announces all and sends half', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const server = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  const { attempts } = await hooklab.client.deliveries.resend({ id, targetUrl: `http://127.0.0.1:${port}/`, fault: 'dropped_upload' })
  server.close()
  const [, sent] = (await promise).split('\r\n\r\n')
  const whole = Buffer.from(body)
  expect(sent).toBe(whole.subarray(0, Math.floor(whole.length / 2)).toString('latin1'))
  expect(attempts).toMatchObject([{ outcome: { kind: 'aborted' }, request: { fault: 'dropped_upload' } }])
})

test('a fault that means nothing for a delivery is refused with the reason, and offered with it', async () => {
  await fetch(`${hooklab.url}/webhook`, { method: 'POST', body: '{"event":"plain"}' })
  const plain = (await hooklab.client.deliveries.list({ limit: 1 })).items[0]?.id ?? ''
  await expect(hooklab.client.deliveries.resend({ id: plain, targetUrl: target.url, fault: 'stale_timestamp' })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: expect.stringContaining('There is no secret to sign with')
  })
  const { items } = await hooklab.client.deliveries.outboundFaults({ id: plain })
  expect(items).toHaveLength(24)
  expect(items.find(({ kind }) => kind === 'stale_timestamp')?.unavailable).toMatch(/secret/)
  expect(items.find(({ kind }) => kind === 'json_spacing')?.unavailable).toBeUndefined()
})
