import { expect, test } from 'vitest'
import type { Verdict } from '../../electron/contract/index.ts'
import { insertAll, listIds, makeDelivery, openTestStore, utf8 } from './make-delivery.ts'

test('a delivery is there as it was once its promise has resolved', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const delivery = makeDelivery(store, {
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    verdict: { status: 'failed', reason: 'signature_mismatch', detail: 'No secret matches.' },
    trailers: [['X-Sum', '1']],
    fault: 'delay'
  })
  expect(await store.insertDelivery(delivery)).toEqual({ redelivery: 0 })
  const detail = await store.getDelivery(delivery.id)
  expect(detail).toEqual({
    id: delivery.id,
    receivedAt: delivery.firstByteAt,
    endpointId: 'ep_1',
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    eventType: 'invoice.paid',
    eventId: 'evt_1',
    verdict: delivery.verdict,
    responseStatus: 200,
    fault: 'delay',
    handshake: false,
    sizeBytes: 17,
    durationMs: 1.5,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false,
    httpVersion: '1.1',
    headers: delivery.headers,
    trailers: [['X-Sum', '1']],
    body: { sizeBytes: 17, truncated: false, base64: Buffer.from(delivery.body).toString('base64') },
    incomplete: false,
    remoteAddress: '127.0.0.1',
    firstByteAt: delivery.firstByteAt,
    lastByteAt: delivery.lastByteAt,
    response: {
      status: 200,
      headers: delivery.reply?.headers,
      body: { sizeBytes: 30, truncated: false, base64: Buffer.from('{"message":"Webhook received"}').toString('base64') }
    },
    log: delivery.log
  })
})

test('a held delivery gets its answer, fault, duration and log later', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const { reply: _none, ...held } = makeDelivery(store)
  await store.insertDelivery(held)
  expect(await store.getDelivery(held.id)).not.toHaveProperty('response')
  await store.updateDelivery(held.id, {
    reply: { status: 503, headers: [['Retry-After', '1']], body: utf8('later') },
    fault: 'hang',
    durationMs: 900,
    log: [{ atMs: 900, step: 'answered', text: '503' }]
  })
  expect(await store.getDelivery(held.id)).toMatchObject({
    responseStatus: 503,
    response: { status: 503, headers: [['Retry-After', '1']], body: { sizeBytes: 5 } },
    fault: 'hang',
    durationMs: 900,
    log: [...held.log, { atMs: 900, step: 'answered', text: '503' }]
  })
})

test('outcomes and attempts are kept on the delivery, and a patch changes nothing else', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const delivery = makeDelivery(store)
  await store.insertDelivery(delivery)
  const before = await store.getDelivery(delivery.id)
  await store.updateDelivery(delivery.id, { attempts: 1, lastOutcome: { kind: 'refused', detail: 'Nothing listens there.' } })
  expect(await store.getDelivery(delivery.id)).toEqual({
    ...before,
    attempts: 1,
    lastOutcome: { kind: 'refused', detail: 'Nothing listens there.' }
  })
  await store.updateDelivery(delivery.id, { attempts: 2, lastOutcome: { kind: 'responded', status: 204 }, starred: true })
  expect(await store.getDelivery(delivery.id)).toEqual({
    ...before,
    attempts: 2,
    lastOutcome: { kind: 'responded', status: 204 },
    starred: true
  })
  await store.updateDelivery(delivery.id, { starred: false })
  expect(await store.getDelivery(delivery.id)).toMatchObject({ attempts: 2, starred: false })
})

test('a verdict found later takes the place of the first one, in lists, filters and counts', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const missing: Verdict = { status: 'failed', reason: 'key_unavailable', detail: 'The key is on its way.', about: 'signature' }
  const [first, second] = await insertAll(store, [{ verdict: missing }, { verdict: { status: 'verified', secretId: 'sec_1' } }])
  expect((await store.counts()).failed).toBe(1)
  const [firstId, secondId] = [first?.id ?? '', second?.id ?? '']
  const step = { atMs: 5, step: 'verified_again', text: 'The key has come.' }

  await store.updateDelivery(firstId, { verdict: { status: 'verified', secretId: 'provider-key' }, log: [step] })
  expect(await store.getDelivery(firstId)).toMatchObject({ verdict: { status: 'verified', secretId: 'provider-key' }, responseStatus: 200 })
  expect((await store.getDelivery(firstId)).verdict).not.toHaveProperty('reason')
  expect((await store.getDelivery(firstId)).log.at(-1)).toEqual(step)
  expect((await store.counts()).failed).toBe(0)
  expect(await listIds(store, 'verdict:verified')).toEqual([secondId, firstId])
  expect(await listIds(store, 'verdict:failed')).toEqual([])

  await store.updateDelivery(secondId, { verdict: { ...missing, detail: 'Gone.' } })
  expect((await store.getDelivery(secondId)).verdict).toEqual({ ...missing, detail: 'Gone.' })
  await store.updateDelivery(secondId, { verdict: missing })
  expect((await store.counts()).failed).toBe(1)
  await store.updateDelivery(secondId, { verdict: { status: 'unsigned' } })
  expect((await store.getDelivery(secondId)).verdict).toEqual({ status: 'unsigned' })
  expect((await store.counts()).failed).toBe(0)
})

test('an unknown id is NOT_FOUND everywhere', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const gone = store.nextDeliveryId(Date.now())
  for (const id of [gone, 'dlv_', 'nonsense', 'dlv_ZZZ']) {
    await expect(store.getDelivery(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store.getDeliveryBytes(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store.getByteRange(id, 'body', 0, 1, false)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store.relatedDeliveries(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store.listAttempts(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await expect(store.updateDelivery(gone, { starred: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a write that is refused does not fail the writes beside it', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const good = makeDelivery(store)
  const twice = { ...makeDelivery(store), id: good.id }
  const badId = { ...makeDelivery(store), id: 'not an id' }
  const last = makeDelivery(store)
  const ended = await Promise.allSettled([
    store.insertDelivery(good),
    store.updateDelivery(store.nextDeliveryId(Date.now()), { starred: true }),
    store.insertDelivery(twice),
    store.insertDelivery(badId),
    store.putNote('kept', 1),
    store.insertDelivery(last)
  ])
  expect(ended.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : 'done'))).toEqual([
    'done',
    'NOT_FOUND',
    'STORE_FAILED',
    'BAD_REQUEST',
    'done',
    'done'
  ])
  expect(await listIds(store)).toEqual([last.id, good.id])
  expect(await store.getNote('kept')).toBe(1)
  expect(await store.counts()).toMatchObject({ deliveries: 2 })
})

test('the same event of an endpoint is a redelivery, within a batch, across batches and after a restart', async () => {
  await using first = await openTestStore()
  const event = { eventId: 'evt_1' }
  const counts = await Promise.all(
    [event, event, { eventId: 'evt_2' }, { ...event, endpointId: 'ep_2' }, {}, {}].map((fields) =>
      first.store.insertDelivery(makeDelivery(first.store, fields))
    )
  )
  expect(counts.map((count) => count.redelivery)).toEqual([0, 1, 0, 0, 0, 0])
  expect(await first.store.insertDelivery(makeDelivery(first.store, event))).toEqual({ redelivery: 2 })
  await first.store.close()
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(await second.store.insertDelivery(makeDelivery(second.store, event))).toEqual({ redelivery: 3 })
})

test('related deliveries carry the same event of the same endpoint, newest first', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const [one, two, three] = await insertAll(store, [
    { eventId: 'evt_1' },
    { eventId: 'evt_1' },
    { eventId: 'evt_1' },
    { eventId: 'evt_10' },
    { eventId: 'evt_1', endpointId: 'ep_2' },
    {}
  ])
  const related = await store.relatedDeliveries(two?.id ?? '')
  expect(related.items.map((item) => item.id)).toEqual([three?.id, one?.id])
})

test('counts follow what comes and goes', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const { endpointId: _none, ...unrouted } = makeDelivery(store, { verdict: { status: 'failed', reason: 'missing_header', detail: '' } })
  await store.insertDelivery(unrouted)
  await insertAll(store, [{}, {}])
  expect(await store.counts()).toMatchObject({ deliveries: 3, failed: 1, unrouted: 1 })
  expect((await store.counts()).storeBytes).toBeGreaterThan(0)
  expect(await store.removeDeliveries('is:unrouted', Date.now())).toBe(1)
  expect(await store.counts()).toMatchObject({ deliveries: 2, failed: 0, unrouted: 0 })
})

test('deleting takes what matches, and without a filter all but the starred', async () => {
  await using opened = await openTestStore()
  const { store, events } = opened
  const many = await insertAll(
    store,
    Array.from({ length: 700 }, (_, index) => ({ eventType: index % 2 === 0 ? 'even.number' : 'odd.number' }))
  )
  const starred = many[4]?.id ?? ''
  await store.updateDelivery(starred, { starred: true })
  await store.insertAttempt({
    id: 'att_1',
    deliveryId: many[0]?.id ?? '',
    targetUrl: 'http://127.0.0.1:3000/',
    kind: 'forward',
    number: 1,
    sentAt: 1,
    outcome: { kind: 'responded', status: 200 },
    timings: { totalMs: 1 },
    request: { method: 'POST', url: 'http://127.0.0.1:3000/', headers: [], edited: false, resigned: false, body: { sizeBytes: 17 } }
  })
  expect(await store.removeDeliveries('type:odd.*', Date.now())).toBe(350)
  expect(await store.removeDeliveries(undefined, Date.now())).toBe(349)
  expect(await listIds(store)).toEqual([starred])
  const removed = events.flatMap((event) => (event.kind === 'removed' ? event.ids : []))
  expect(removed.toSorted()).toEqual(many.map((delivery) => delivery.id).filter((id) => id !== starred).toSorted()) // prettier-ignore
  await expect(store.removeDeliveries('type:', Date.now())).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('10,000 are deleted by their ids, starred ones too, and what comes meanwhile is stored in between', async () => {
  await using opened = await openTestStore()
  const { store, events } = opened
  const many = await insertAll(
    store,
    Array.from({ length: 10_003 }, () => ({ body: utf8('{}') }))
  )
  const ids = many.map(({ id }) => id)
  const [kept, ...doomed] = ids
  await store.updateDelivery(doomed[0] ?? '', { starred: true })
  const state = { isOver: false }
  const removing = store.removeSome([...doomed, doomed[0] ?? '', 'dlv_none', 'nonsense']).finally(() => (state.isOver = true))
  const meanwhile = makeDelivery(store)
  await store.insertDelivery(meanwhile)
  expect(state.isOver).toBe(false)
  expect(await removing).toBe(10_002)
  expect(await listIds(store)).toEqual([meanwhile.id, kept])
  const told = events.flatMap((event) => (event.kind === 'removed' ? event.ids : []))
  expect(told.toSorted()).toEqual(doomed.toSorted())
})

test('ids are unique and sorted by time, also when the clock goes back, and after a restart', async () => {
  await using first = await openTestStore()
  const at = Date.now() + 3_600_000
  const ids = [at, at, at + 5, at - 1000, at].map((time) => first.store.nextDeliveryId(time))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  const last = makeDelivery(first.store, { firstByteAt: at + 10 })
  await first.store.insertDelivery(last)
  await first.store.close()
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(second.store.nextDeliveryId(at - 1_000_000) > last.id).toBe(true)
})

test('what was accepted before close is committed, and what comes after is refused', async () => {
  await using first = await openTestStore()
  const { store } = first
  const accepted = Array.from({ length: 300 }, () => makeDelivery(store))
  const inserts = Promise.all(accepted.map((delivery) => store.insertDelivery(delivery)))
  await Promise.all([store.close(), store.close()])
  await inserts
  await expect(store.insertDelivery(makeDelivery(store))).rejects.toMatchObject({ code: 'STORE_FAILED' })
  await expect(store.listDeliveries({ limit: 1, now: 0 })).rejects.toMatchObject({ code: 'STORE_FAILED' })
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(await second.store.counts()).toMatchObject({ deliveries: 300 })
})
