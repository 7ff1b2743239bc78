/** What a provider did about an event: found in the store, compared, and set beside the published schedule. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeliverySummary, HeaderPair } from '../../electron/contract/index.ts'
import { compareRedeliveries, type SignatureFacts } from '../../electron/core/deliveries/compare-redeliveries.ts'
import type { EventDelivery } from '../../electron/core/store/event-deliveries.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { sendUntilTaken } from '../helpers/retrying-sender.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<string> {
  const stored = app.nextChange('deliveries.received')
  await fetch(`${app.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return (await stored).items[0]?.id ?? ''
}

test('deliveries of one event are compared, oldest first, whichever of them is asked for', async () => {
  const { id: endpoint } = await app.client.endpoints.create({ name: 'events', path: '/events', requireJson: false })
  const first = await post('/events', '{"id":"evt_1","event":"a"}', { 'X-Signature': 'one', 'X-Try': '1' })
  const second = await post('/events', '{"id":"evt_1","event":"a"}', { 'X-Signature': 'two', 'X-Try': '2' })
  await post('/events', '{"id":"evt_2","event":"a"}')
  const third = await post('/events', '{"id":"evt_1", "event":"a"}', { 'X-Signature': 'two', 'X-Try': '2' })
  for (const id of [first, second, third]) {
    const { items, groupedBy, eventId, left, schedule } = await app.client.deliveries.redeliveries({ id })
    expect({ groupedBy, eventId, left, schedule }).toEqual({ groupedBy: 'event_id', eventId: 'evt_1', left: 0, schedule: undefined })
    expect(items.map((item) => item.id)).toEqual([first, second, third])
    expect(items.map((item) => item.compared)).toEqual([
      undefined,
      { eventId: 'same', bytes: 'same', signature: 'changed', timestamp: 'none', headers: ['X-Signature', 'X-Try'] },
      { eventId: 'same', bytes: 'changed', signature: 'same', timestamp: 'none', headers: [] }
    ])
    expect(items[1]?.gapMs).toBeGreaterThanOrEqual(0)
  }
  await app.client.endpoints.remove({ id: endpoint })
})

test('without an event id equal bytes count as the same event', async () => {
  const { id: endpoint } = await app.client.endpoints.create({ name: 'plain', path: '/plain', requireJson: false })
  const ids = [await post('/plain', 'hello'), await post('/plain', 'hullo'), await post('/plain', 'hello')]
  const { items, groupedBy } = await app.client.deliveries.redeliveries({ id: ids[2] ?? '' })
  expect([groupedBy, items.map((item) => item.id)]).toEqual(['bytes', [ids[0], ids[2]]])
  await app.client.endpoints.remove({ id: endpoint })
})

test('equal bytes under another id are a second try only after a failure', async () => {
  const { id: endpoint } = await app.client.endpoints.create({ name: 'wh', path: '/wh', scheme: 'standard-webhooks', onInvalid: 'observe' })
  const sent = async (id: string) => post('/wh', '{"type":"a"}', { 'webhook-id': id, 'webhook-timestamp': '1' })
  const taken = await sent('msg_1')
  expect((await app.client.deliveries.redeliveries({ id: await sent('msg_2') })).items).toHaveLength(1)
  const { id: faultId } = await app.client.faults.create({ id: endpoint, kind: 'status', params: { status: 500 }, scope: { nextN: 1 } })
  const failed = await sent('msg_3')
  const again = await sent('msg_4')
  const { items } = await app.client.deliveries.redeliveries({ id: failed })
  expect(items.map((item) => [item.id, item.fault, item.compared?.eventId])).toEqual([
    [failed, 'status', undefined],
    [again, undefined, 'changed']
  ])
  expect(items.some((item) => item.id === taken)).toBe(false)
  await app.client.faults.remove({ id: endpoint, faultId })
  await app.client.endpoints.remove({ id: endpoint })
})

test('a library’s renewed signatures are seen, and the next one is expected by the schedule while it fails', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const { id: endpoint } = await app.client.endpoints.create({ name: 'svix', path: '/svix', scheme: 'standard-webhooks' })
  await app.client.endpoints.addSecret({ id: endpoint, value: secret })
  await app.client.faults.create({ id: endpoint, kind: 'status', params: { status: 503 } })
  const sent = await sendUntilTaken({
    url: `${app.url}/svix`,
    secret,
    eventId: 'msg_x',
    payload: { type: 'a' },
    gapMs: 1_050,
    mostSendings: 2
  })
  expect(sent).toEqual([503, 503])
  const { items: all } = await app.client.deliveries.list({ q: 'event:msg_x', limit: 10 })
  const { items, schedule, nextExpectedAt } = await app.client.deliveries.redeliveries({ id: all[0]?.id ?? '' })
  expect(items.map((item) => [item.verdict.status, item.fault, item.expectedGapMs])).toEqual([
    ['verified', 'status', undefined],
    ['verified', 'status', 5_000]
  ])
  expect(items[1]?.compared).toEqual({
    eventId: 'same',
    bytes: 'same',
    signature: 'changed',
    timestamp: 'changed',
    headers: ['webhook-timestamp', 'webhook-signature']
  })
  expect(schedule).toMatchObject({ providerLabel: 'Standard Webhooks', readOn: expect.any(String) })
  expect(nextExpectedAt).toBe((items[1]?.receivedAt ?? 0) + 300_000)
  await app.client.endpoints.remove({ id: endpoint })
})

test.each(['seconds', 'date'] as const)('the wait that a rate limit asked for, as %s, is set beside the gap', async (form) => {
  const params = { retryAfterSeconds: 40, form }
  const { id: faultId } = await app.client.faults.create({ id: 'webhook', kind: 'rate_limit', params, scope: { firstPerEvent: 1 } })
  await post('/webhook', `{"event":"a","id":"evt_${form}"}`)
  const { items } = await app.client.deliveries.redeliveries({ id: await post('/webhook', `{"event":"a","id":"evt_${form}"}`) })
  expect(items[0]?.askedGapMs).toBeUndefined()
  // A date has whole seconds.
  expect(items[1]?.askedGapMs).toBeGreaterThan(38_999)
  expect(items[1]?.askedGapMs).toBeLessThan(41_000)
  await app.client.faults.remove({ id: 'webhook', faultId })
})

test('of very many only the newest are compared, and the rest is counted', async () => {
  const { id: endpoint } = await app.client.endpoints.create({ name: 'many', path: '/many', requireJson: false })
  await Promise.all(
    Array.from({ length: 60 }, () =>
      fetch(`${app.url}/many`, { method: 'POST', body: '{"id":"evt_m","event":"a"}' }).then((answer) => answer.text())
    )
  )
  const { items: all } = await app.client.deliveries.list({ q: 'event:evt_m', limit: 100 })
  const { items, left } = await app.client.deliveries.redeliveries({ id: all[0]?.id ?? '' })
  expect([items.length, left]).toEqual([50, 10])
  expect(items.at(-1)?.id).toBe(all[0]?.id)
  await app.client.endpoints.remove({ id: endpoint })
})

test('a delivery that is gone is not found', async () => {
  await expect(app.client.deliveries.redeliveries({ id: 'dlv_1' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

const summary: DeliverySummary = {
  id: 'dlv_1',
  receivedAt: 0,
  method: 'POST',
  url: '/',
  provider: 'x',
  eventId: 'e',
  verdict: { status: 'unsigned' },
  responseStatus: 503,
  handshake: false,
  sizeBytes: 1,
  durationMs: 1,
  viaTunnel: false,
  attempts: 0,
  redelivery: 0,
  starred: false
}
const facts: SignatureFacts = {
  signatureHeaders: [],
  timestampHeader: undefined,
  schedule: { delaysSeconds: [60, 120], summary: '', source: '', readOn: '', providerLabel: 'X' }
}
const at = (receivedAt: number, more: Partial<DeliverySummary> = {}, headers: readonly HeaderPair[] = []): EventDelivery => ({
  summary: { ...summary, receivedAt, ...more },
  headers,
  replyHeaders: [],
  bodyDigest: 'same'
})

test('gaps are counted from the first delivery of the event, also when it is no longer kept', () => {
  const kept = [at(0, { redelivery: 1 }), at(130_000, { redelivery: 2 }), at(900_000, { redelivery: 3 })]
  const { items, nextExpectedAt } = compareRedeliveries({ items: kept, groupedBy: 'event_id', left: 0 }, facts)
  expect(items.map((item) => [item.gapMs, item.expectedGapMs])).toEqual([
    [undefined, undefined],
    [130_000, 120_000],
    [770_000, undefined]
  ])
  // The schedule has ended.
  expect(nextExpectedAt).toBeUndefined()
})

test('after a success nothing more is expected', () => {
  const items = [at(0), at(60_000, { responseStatus: 204 })]
  expect(compareRedeliveries({ items, groupedBy: 'event_id', left: 0 }, facts).nextExpectedAt).toBeUndefined()
  expect(compareRedeliveries({ items: [at(5)], groupedBy: 'event_id', left: 0 }, facts).nextExpectedAt).toBe(60_005)
})
