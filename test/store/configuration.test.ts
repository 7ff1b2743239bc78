import { expect, test } from 'vitest'
import type { Fault, Settings, Target } from '../../electron/contract/index.ts'
import type { AttemptRow, EndpointRow, SecretRow } from '../../electron/core/store/store.ts'
import { makeDelivery, openTestStore, utf8, wideRetention } from './make-delivery.ts'

const endpoint = (id: string, createdAt: number): EndpointRow => ({
  id,
  name: `Endpoint ${id}`,
  path: `/${id}`,
  scheme: 'generic',
  schemeOptions: { header: 'X-Signature' },
  onInvalid: 'reject',
  requireJson: false,
  toleranceSeconds: 300,
  response: { status: 200, headers: [], body: '' },
  answerHandshakes: true,
  enabled: true,
  createdAt
})
const secret = (id: string, endpointId: string): SecretRow => ({
  id,
  endpointId,
  label: 'main',
  hint: 'abcd',
  sealed: Uint8Array.of(0, 255, 7),
  createdAt: 1
})
const fault = (id: string, endpointId: string): Fault => ({
  id,
  endpointId,
  kind: 'status',
  params: { status: 500 },
  scope: { always: true },
  enabled: true,
  keep: false,
  position: 0,
  matchedCount: 0,
  appliedCount: 0,
  createdAt: 1
})
const target = (id: string, endpointId: string): Target => ({
  id,
  endpointId,
  name: '',
  url: 'http://127.0.0.1:3000/',
  mode: 'relay',
  enabled: true,
  pathMode: 'replace',
  setHeaders: [],
  removeHeaders: [],
  timeoutMs: 1000,
  concurrency: 1,
  verifyTls: true,
  allowRemote: false,
  confirmedAddresses: [],
  retry: { kind: 'none' },
  autoCatchUp: false,
  createdAt: 1
})
const settings: Settings = {
  retention: wideRetention,
  durability: 'normal',
  maxBodyBytes: 1024,
  logBodies: false,
  notifications: { failedVerdict: true, tunnelLost: true },
  reopenTunnel: true,
  lostName: { kind: 'wait' },
  tunnelFallbacks: { chain: [{ driver: 'manual', options: {} }], patienceSeconds: 30, goBack: 'timed', goBackMinutes: 5 },
  appearance: { theme: 'dark', density: 'default', singleKeys: true },
  faultsEnabled: true
}

test('a fresh store has an empty configuration', async () => {
  await using opened = await openTestStore()
  expect(await opened.store.loadConfig()).toEqual({ endpoints: [], secrets: [], faults: [], targets: [], filters: [], settings: {} })
  expect(await opened.store.getNote('window')).toBeUndefined()
})

test('configuration survives a restart, in the order it was made', async () => {
  await using first = await openTestStore()
  const rows = [endpoint('ep_b', 1), endpoint('ep_a', 2)]
  for (const row of rows) await first.store.putEndpoint(row)
  await first.store.putSecret(secret('sec_1', 'ep_a'))
  await first.store.putFault(fault('flt_1', 'ep_a'))
  await first.store.putTarget(target('tgt_1', 'ep_a'))
  await first.store.putFilter({ id: 'f1', name: 'Failed', q: 'verdict:failed' })
  await first.store.putSettings(settings)
  await first.store.putNote('settings', { mine: [1, 'ü', null] })
  await first.store.putEndpoint({ ...endpoint('ep_b', 1), name: 'Renamed' })
  await first.store.close()
  await using second = await openTestStore({ dataFolder: first.folder })
  expect(await second.store.loadConfig()).toEqual({
    endpoints: [{ ...rows[0], name: 'Renamed' }, rows[1]],
    secrets: [secret('sec_1', 'ep_a')],
    faults: [fault('flt_1', 'ep_a')],
    targets: [target('tgt_1', 'ep_a')],
    filters: [{ id: 'f1', name: 'Failed', q: 'verdict:failed' }],
    settings
  })
  expect(await second.store.getNote('settings')).toEqual({ mine: [1, 'ü', null] })
})

test('an endpoint takes its secrets, faults and targets with it, and no others', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  for (const id of ['a', 'b']) {
    await store.putEndpoint(endpoint(id, 1))
    await store.putSecret(secret(`sec_${id}`, id))
    await store.putFault(fault(`flt_${id}`, id))
    await store.putTarget(target(`tgt_${id}`, id))
  }
  await store.removeEndpoint('a')
  const config = await store.loadConfig()
  expect([config.endpoints, config.secrets, config.faults, config.targets].map((rows) => rows.map((row) => row.id))).toEqual([
    ['b'],
    ['sec_b'],
    ['flt_b'],
    ['tgt_b']
  ])
  await Promise.all([
    store.removeSecret('sec_b'),
    store.removeFault('flt_b'),
    store.removeTarget('tgt_b'),
    store.putFilter({ id: 'f', name: 'n', q: '' }),
    store.removeFilter('f')
  ])
  expect(await store.loadConfig()).toMatchObject({ secrets: [], faults: [], targets: [], filters: [] })
})

test('the listener log keeps its newest thousand entries, newest first', async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const entry = (number: number) => ({ id: `log_${number}`, at: number, kind: 'malformed', text: 'Not HTTP.', remoteAddress: '127.0.0.1' })
  await Promise.all(Array.from({ length: 1010 }, (_, number) => store.appendListenerLog(entry(number))))
  const entries = await store.listListenerLog()
  expect(entries).toHaveLength(1000)
  expect([entries[0], entries[999]]).toEqual([entry(1009), entry(10)])
})

test("attempts are listed newest first, with the delivery's own body where theirs was left out", async () => {
  await using opened = await openTestStore()
  const { store } = opened
  const delivery = makeDelivery(store)
  await store.insertDelivery(delivery)
  const first: AttemptRow = {
    id: 'att_1',
    deliveryId: delivery.id,
    targetId: 'tgt_1',
    targetUrl: 'http://127.0.0.1:3000/',
    kind: 'forward',
    number: 1,
    sentAt: 5,
    outcome: { kind: 'responded', status: 201 },
    timings: { connectMs: 1, firstByteMs: 2, totalMs: 3 },
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:3000/',
      headers: [['A', 'b']],
      edited: false,
      resigned: false,
      body: { sizeBytes: 17 }
    },
    response: { status: 201, headers: [['C', 'd']], body: { bytes: utf8('first'), sizeBytes: 5_000_000 } }
  }
  const second: AttemptRow = {
    ...first,
    id: 'att_2',
    kind: 'resend',
    number: 2,
    outcome: { kind: 'refused', detail: 'Nothing listens there.' },
    request: { ...first.request, edited: true, body: { bytes: utf8('edited'), sizeBytes: 6 } }
  }
  const { response: _none, ...unanswered } = second
  await store.insertAttempt(first)
  await store.insertAttempt(unanswered)
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  expect(await store.listAttempts(delivery.id)).toEqual([
    { ...unanswered, request: { ...second.request, body: { sizeBytes: 6, truncated: false, base64: base64('edited') } } },
    {
      ...first,
      request: { ...first.request, body: { sizeBytes: 17, truncated: false, base64: base64('{"hello":"world"}') } },
      response: { ...first.response, body: { sizeBytes: 5_000_000, truncated: true, base64: base64('first') } }
    }
  ])
  const newest = await store.pageOfAttempts(delivery.id, { limit: 1 })
  expect([newest.items.map(({ number }) => number), newest.nextCursor]).toEqual([[2], 'att_2'])
  const rest = await store.pageOfAttempts(delivery.id, { limit: 1, cursor: newest.nextCursor })
  expect([rest.items.map(({ number }) => number), rest.nextCursor]).toEqual([[1], undefined])
  expect(await store.pageOfAttempts(delivery.id, { limit: 1, cursor: 'att_gone' })).toEqual({ items: [] })
})
