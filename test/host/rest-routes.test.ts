/** Each route of the control API, called. Long because the last test counts that none was left out. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { ok, rawTarget, type RawTarget } from '../helpers/raw-target.ts'
import { callDriverRoutes } from './call-driver-routes.ts'
import { callExposureRoutes } from './call-exposure-routes.ts'
import { restClient, routes, type RestClient } from './contract-routes.ts'
import { callSendingRoutes } from './sending-routes.ts'

let hooklab: HooklabProcess
let target: RawTarget
let rest: RestClient

beforeAll(async () => {
  await ensureBuilt()
  hooklab = await startHooklab()
  target = await rawTarget(ok)
  rest = restClient(hooklab)
})
afterAll(async () => {
  await hooklab[Symbol.asyncDispose]()
  await target[Symbol.asyncDispose]()
})

const bytes = Uint8Array.of(0, 1, 2, 255, 13, 10)

let sent = 0

/** Sends one delivery and answers its id. */
async function deliver(body: string | Uint8Array<ArrayBuffer> = '{"event":"test"}', headers: Record<string, string> = {}): Promise<string> {
  const url = `/webhook?n=${++sent}`
  await fetch(hooklab.listenerUrl + url, { method: 'POST', body, headers: { 'X-Custom': 'kept', ...headers } })
  return JSON.parse(await hooklab.lines.find((line) => line.includes(`"url":"${url}"`))).id
}

test('status says who is running, where it listens and what it holds', async () => {
  const { body } = await rest.call('GET /status')
  expect(body).toMatchObject({
    version: '0.1.0',
    host: 'headless',
    listenerUrl: hooklab.listenerUrl,
    dataFolder: hooklab.dataFolder,
    problems: []
  })
  expect(body.tunnel).toMatchObject({ state: 'closed', urlChanges: 0 })
  expect(body.secretStorage).toMatchObject({ kind: 'key file', protected: false })
})

test('a handler is checked, and its report read, run again in part, exported and stopped', async () => {
  const input = { provider: 'github', secret: 'a secret', targetUrl: `${target.url}/hook`, only: ['accepts-good', 'rejects-unsigned'] }
  const started = await rest.call('POST /checks', {}, { body: input })
  const { id } = started.body
  expect(started.body).toMatchObject({ state: 'running', total: 2, results: [] })
  const finished = async () => {
    for (;;) {
      const { body } = await rest.call('GET /checks/{id}', { id })
      if (body.state !== 'running') return body
    }
  }
  expect(await finished()).toMatchObject({ state: 'finished', counts: { pass: 1, fail: 1 } })
  await rest.call('POST /checks/{id}/cases/{caseId}/run', { id, caseId: 'rejects-unsigned' })
  expect((await finished()).results).toHaveLength(2)
  expect((await rest.call('GET /checks/{id}/export', { id, format: 'junit' })).body.text).toMatch(/^<\?xml/)
  expect((await rest.call('POST /checks/{id}/stop', { id })).body.state).toBe('finished')
  expect((await rest.call('GET /checks')).body.items).toMatchObject([{ id, provider: 'github' }])
})

test('a delivery is listed, read whole, paged, starred and deleted', async () => {
  const id = await deliver('{"event":"invoice.paid","id":"evt_1"}')
  const listed = await rest.call('GET /deliveries', { q: 'type:invoice.*', limit: '1' })
  expect(listed.body.items).toEqual([
    expect.objectContaining({
      id,
      method: 'POST',
      url: '/webhook?n=1',
      endpointId: 'webhook',
      eventType: 'invoice.paid',
      eventId: 'evt_1',
      verdict: { status: 'unsigned' },
      responseStatus: 200,
      sizeBytes: 37,
      viaTunnel: false,
      attempts: 0
    })
  ])
  const { body } = await rest.call('GET /deliveries/{id}', { id })
  expect(body.headers).toContainEqual(['X-Custom', 'kept'])
  expect(Buffer.from(body.body.base64, 'base64').toString()).toBe('{"event":"invoice.paid","id":"evt_1"}')
  expect(body.response).toMatchObject({ status: 200, body: { sizeBytes: 30, truncated: false } })
  const range = await rest.call('GET /deliveries/{id}/bytes', { id, offset: '1', length: '7', part: 'body', decompress: 'false' })
  expect([range.body.offset, Buffer.from(range.body.base64, 'base64').toString()]).toEqual([1, '"event"'])
  expect((await rest.call('GET /deliveries/{id}/log', { id })).body.items.length).toBeGreaterThan(2)
  expect((await rest.call('GET /deliveries/{id}/outbound-faults', { id })).body.items.length).toBeGreaterThan(20)
  expect((await rest.call('GET /deliveries/{id}/explanation', { id })).body.sentence).toEqual(expect.any(String))
  const action = { kind: 'set_tolerance', endpointId: 'webhook', toleranceSeconds: 300 }
  expect((await rest.call('POST /deliveries/{id}/remedy', { id }, { body: { action } })).body.verdict).toEqual({ status: 'unsigned' })
  expect((await rest.call('POST /deliveries/{id}/star', { id }, { body: { starred: true } })).body).toEqual({ done: true })
  expect((await rest.call('GET /deliveries/{id}', { id })).body.starred).toBe(true)
  const again = await deliver('{"event":"invoice.paid","id":"evt_1"}')
  expect((await rest.call('GET /deliveries/{id}/related', { id })).body.items.map((item: { id: string }) => item.id)).toContain(again)
  const compared = await rest.call('GET /deliveries/{id}/redeliveries', { id })
  expect(compared.body).toMatchObject({ eventId: 'evt_1', groupedBy: 'event_id', left: 0, items: [{ id }, { id: again }] })
  expect((await rest.call('DELETE /deliveries', { q: 'type:invoice.* -is:starred' })).body.deleted).toBe(1)
  await deliver()
  await rest.call('DELETE /deliveries')
  expect((await rest.call('GET /deliveries')).body.items.map((item: { id: string }) => item.id)).toEqual([id])
})

test('what a challenge asks for is shown, and done when it is accepted', async () => {
  const { body } = await rest.call('POST /endpoints', {}, { body: { name: 'asana', path: '/asana', scheme: 'asana' } })
  await fetch(`${hooklab.listenerUrl}/asana`, { method: 'POST', headers: { 'X-Hook-Secret': 'b537207f20cbfa02357cf448134da559' } })
  const [{ id }] = (await rest.call('GET /deliveries', { q: 'is:handshake' })).body.items
  expect((await rest.call('GET /deliveries/{id}', { id })).body.asks.kind).toBe('secret')
  expect((await rest.call('POST /deliveries/{id}/accept', { id })).body).toEqual({ done: true })
  expect((await rest.call('GET /endpoints/{id}', { id: body.id })).body.secrets).toHaveLength(1)
  await rest.call('DELETE /endpoints/{id}', { id: body.id })
})

test('lists are newest first and page by a cursor', async () => {
  const ids = [await deliver(), await deliver(), await deliver()]
  const first = (await rest.call('GET /deliveries', { limit: '2' })).body
  const second = (await rest.call('GET /deliveries', { limit: '2', cursor: first.nextCursor })).body
  const listed = [...first.items, ...second.items].map((item: { id: string }) => item.id)
  expect(listed.slice(0, 3)).toEqual(ids.toReversed())
})

test('what is missed is retried, caught up with and replayed, each by its route', async () => {
  await callSendingRoutes(rest, () => deliver())
  expect(rest.called).toContain('POST /replays')
})

test('the body of a delivery is had byte for byte', async () => {
  const id = await deliver(bytes, { 'content-type': 'application/octet-stream' })
  const response = await hooklab.api(`/deliveries/${id}/body`)
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="delivery-[\w-]+\.bin"$/)
})

test('a compressed body is had as it came, and inflated when asked for', async () => {
  const zipped = gzipSync('{"event":"zipped"}')
  const id = await deliver(new Uint8Array(zipped), { 'content-encoding': 'gzip' })
  const range = async (decompress: string) =>
    Buffer.from((await rest.call('GET /deliveries/{id}/bytes', { id, decompress })).body.base64, 'base64')
  expect((await range('false')).equals(zipped)).toBe(true)
  expect((await range('true')).toString()).toBe('{"event":"zipped"}')
})

test('a delivery is sent again to a URL, with edits, several times', async () => {
  const id = await deliver()
  const targetUrl = `${target.url}/in`
  const { body } = await rest.call('POST /deliveries/{id}/resend', { id }, { body: { targetUrl, times: 2 } })
  expect(body.attempts.map((attempt: { outcome: unknown }) => attempt.outcome)).toEqual([
    { kind: 'responded', status: 200 },
    { kind: 'responded', status: 200 }
  ])
  const edits = { method: 'PUT', headers: [['X-Edited', 'yes']], bodyBase64: Buffer.from(bytes).toString('base64') }
  await rest.call('POST /deliveries/{id}/resend', { id }, { body: { targetUrl, edits } })
  const edited = target.requests.at(-1)
  expect(edited?.requestLine).toMatch(/^PUT /)
  expect(edited?.headers).toContainEqual(['X-Edited', 'yes'])
  expect(edited?.body.equals(bytes)).toBe(true)
  const attempts = await rest.call('GET /deliveries/{id}/attempts', { id })
  expect(attempts.body.items).toHaveLength(3)
  expect((await rest.call('GET /deliveries/{id}', { id })).body.attempts).toBe(3)
})

test('an endpoint is made, changed, read and removed, with secrets that are never read back', async () => {
  const made = await rest.call('POST /endpoints', {}, { body: { name: 'Billing', path: '/billing', scheme: 'stripe' } })
  const { id } = made.body
  expect(made.body).toMatchObject({ onInvalid: 'reject', toleranceSeconds: 300, secrets: [] })
  expect((await rest.call('PATCH /endpoints/{id}', { id }, { body: { onInvalid: 'observe' } })).body.onInvalid).toBe('observe')
  const secret = await rest.call('POST /endpoints/{id}/secrets', { id }, { body: { value: 'whsec_test_of_a_secret_1234', label: 'live' } })
  expect(secret.body).toMatchObject({ label: 'live', hint: '1234' })
  const bodyBase64 = Buffer.from('{"id":"evt_1"}').toString('base64')
  const own = await rest.call('POST /endpoints/{id}/sign', { id }, { body: { path: '?a=1', bodyBase64 } })
  expect(own.body).toMatchObject({ url: `${hooklab.listenerUrl}/billing?a=1`, signed: true, bodyBase64 })
  expect(own.body.headers.flat()).toContain('Stripe-Signature')
  const read = await rest.call('GET /endpoints/{id}', { id })
  expect(read.body.secrets).toEqual([secret.body])
  for (const path of ['/endpoints', `/endpoints/${id}`, '/status', '/settings'])
    expect(await (await hooklab.api(path)).text()).not.toContain('whsec_test')
  await rest.call('DELETE /endpoints/{id}/secrets/{secretId}', { id, secretId: secret.body.id })
  await rest.call('DELETE /endpoints/{id}', { id })
  expect((await rest.call('GET /endpoints')).body.items.map((item: { path: string }) => item.path)).toEqual(['/webhook'])
})

test('a fault is added, changed and removed', async () => {
  const shipped = await rest.call('GET /endpoints/{id}/faults', { id: 'webhook' })
  expect(shipped.body.items).toEqual([expect.objectContaining({ kind: 'status', enabled: true, label: 'fail_test' })])
  const body = { kind: 'delay', params: { ms: 5 }, match: { method: 'PATCH' }, scope: { nextN: 2 }, enabled: true }
  const { id: faultId } = (await rest.call('POST /endpoints/{id}/faults', { id: 'webhook' }, { body })).body
  const patched = await rest.call('PATCH /endpoints/{id}/faults/{faultId}', { id: 'webhook', faultId }, { body: { enabled: false } })
  expect(patched.body).toMatchObject({ kind: 'delay', params: { ms: 5 }, scope: { nextN: 2 }, enabled: false })
  const restarted = await rest.call('POST /endpoints/{id}/faults/{faultId}/restart', { id: 'webhook', faultId })
  expect(restarted.body).toMatchObject({ id: faultId, matchedCount: 0, appliedCount: 0 })
  const order = { body: { faultIds: [faultId, 'flt_fail_test'] } }
  const ordered = await rest.call('POST /endpoints/{id}/faults/order', { id: 'webhook' }, order)
  expect(ordered.body.items.map((item: { id: string }) => item.id)).toEqual([faultId, 'flt_fail_test'])
  await rest.call('DELETE /endpoints/{id}/faults/{faultId}', { id: 'webhook', faultId })
})

test('kinds and presets of faults are listed, and a preset is switched on', async () => {
  const kinds = await rest.call('GET /faults/kinds')
  expect(kinds.body.items).toContainEqual(expect.objectContaining({ kind: 'drip', group: 'time' }))
  const presets = await rest.call('GET /faults/presets')
  expect(presets.body.items).toContainEqual(expect.objectContaining({ id: 'fail_twice', title: 'Fail twice, then succeed' }))
  const added = await rest.call('POST /endpoints/{id}/faults/presets/{presetId}', { id: 'webhook', presetId: 'fail_twice' })
  expect(added.body).toMatchObject({ preset: 'fail_twice', scope: { firstPerEvent: 2 }, enabled: true, keep: false })
  await rest.call('DELETE /endpoints/{id}/faults/{faultId}', { id: 'webhook', faultId: added.body.id })
})

test('a target is added, sent to, changed and removed', async () => {
  const made = await rest.call('POST /endpoints/{id}/targets', { id: 'webhook' }, { body: { url: `${target.url}/mine` } })
  const targetId = made.body.id
  expect(made.body).toMatchObject({ mode: 'after-ack', pathMode: 'replace', allowRemote: false })
  const id = await deliver()
  await expect
    .poll(async () => (await rest.call('GET /deliveries/{id}/attempts', { id })).body.items, { timeout: 10_000 })
    .toEqual([expect.objectContaining({ kind: 'forward', targetId, outcome: { kind: 'responded', status: 200 } })])
  expect(
    (await rest.call('PATCH /endpoints/{id}/targets/{targetId}', { id: 'webhook', targetId }, { body: { enabled: false } })).body.enabled
  ).toBe(false)
  expect((await rest.call('GET /endpoints/{id}/targets', { id: 'webhook' })).body.items).toHaveLength(1)
  await rest.call('DELETE /endpoints/{id}/targets/{targetId}', { id: 'webhook', targetId })
})

test('a sample is sent and becomes a delivery', async () => {
  const samples = (await rest.call('GET /samples')).body.items
  expect(samples.length).toBeGreaterThan(0)
  const sent = await rest.call('POST /samples/send', {}, { body: { provider: 'generic' } })
  expect(sent.body.status).toBe(200)
  expect((await rest.call('GET /deliveries/{id}', { id: sent.body.deliveryId })).body.endpointId).toBe('webhook')
  const one = await rest.call('GET /samples/one', { provider: 'stripe', type: 'invoice.paid' })
  expect(one.body).toMatchObject({ layout: 'indented', signing: { signed: false } })
  const trusted = await rest.call('POST /samples/trust', {}, { body: { provider: 'discord', endpointId: 'webhook' } })
  await rest.call('DELETE /endpoints/{id}/secrets/{secretId}', { id: 'webhook', secretId: trusted.body.id })
})

test('schemes come with their options', async () => {
  const items: { id: string; options: unknown[] }[] = (await rest.call('GET /schemes')).body.items
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(['generic', 'standard-webhooks', 'stripe', 'github']))
  expect(items.find(({ id }) => id === 'generic')?.options.length).toBe(7)
})

test('a driver’s token is stored, an ssh server’s key accepted', async () => {
  await callDriverRoutes(rest)
  expect(rest.called).toContain('POST /tunnel/host-keys')
})

test('a tunnel is opened, checked, acknowledged and closed', async () => {
  expect((await rest.call('GET /tunnel/drivers')).body.items.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining(['localtunnel', 'manual'])
  )
  const opened = await rest.call('POST /tunnel/open', {}, { body: { driver: 'manual', options: { url: hooklab.listenerUrl } } })
  expect(['opening', 'checking', 'online']).toContain(opened.body.state)
  await expect.poll(async () => (await rest.call('GET /tunnel')).body.state, { timeout: 10_000 }).toBe('online')
  expect((await rest.call('POST /tunnel/check')).body).toMatchObject({ state: 'online', publicUrl: hooklab.listenerUrl })
  await rest.call('POST /tunnel/acknowledge')
  expect((await rest.call('POST /tunnel/self-test')).body).toEqual(expect.any(Object))
  expect((await rest.call('POST /tunnel/close')).body.state).toBe('closed')
})

test('what the public URL lets through is read and set', async () => {
  await callExposureRoutes(rest)
  expect(rest.called).toContain('PATCH /tunnel/exposure')
})

test('settings are changed in part and kept whole', async () => {
  const before = (await rest.call('GET /settings')).body
  const after = (await rest.call('PATCH /settings', {}, { body: { retention: { maxDeliveries: 500 }, logBodies: true } })).body
  expect(after).toEqual({ ...before, retention: { ...before.retention, maxDeliveries: 500 }, logBodies: true })
})

test('a filter is saved, listed and removed', async () => {
  const saved = (await rest.call('POST /filters', {}, { body: { name: 'Failed', q: 'verdict:failed' } })).body
  expect((await rest.call('GET /filters')).body.items).toContainEqual(saved)
  await rest.call('DELETE /filters/{id}', { id: saved.id })
})

test('the listener log has what never became a delivery', async () => {
  expect((await rest.call('GET /listener/log')).body.items).toEqual(expect.any(Array))
})

test.each([
  ['GET', '/deliveries/none', undefined, 404, 'NOT_FOUND', 'none'],
  ['GET', '/deliveries/none/body', undefined, 404, 'NOT_FOUND', 'none'],
  ['GET', '/deliveries?limit=0', undefined, 400, 'BAD_REQUEST', 'limit'],
  ['GET', '/deliveries?limit=many', undefined, 400, 'BAD_REQUEST', 'limit'],
  ['GET', '/deliveries?q=colour:red', undefined, 400, 'BAD_REQUEST', 'colour'],
  ['POST', '/endpoints', { name: 'x', path: '/webhook' }, 409, 'CONFLICT', '/webhook'],
  ['POST', '/endpoints', { path: '/x' }, 400, 'BAD_REQUEST', 'name'],
  ['POST', '/endpoints', { name: 'x', path: '/x', scheme: 'morse' }, 400, 'BAD_REQUEST', 'morse'],
  ['PATCH', '/endpoints/webhook', { response: { status: 99, headers: [], body: '' } }, 400, 'BAD_REQUEST', 'response.status'],
  ['POST', '/endpoints/webhook/faults', { kind: 'gremlin', params: {} }, 400, 'BAD_REQUEST', 'kind'],
  ['POST', '/endpoints/webhook/targets', { url: 'ftp://x' }, 400, 'BAD_REQUEST', 'ftp://x'],
  ['POST', '/tunnel/open', { driver: 'pigeon' }, 400, 'BAD_REQUEST', 'pigeon'],
  ['PATCH', '/tunnel/exposure', { allowed: ['10.0.0.300'] }, 422, 'UNPROCESSABLE', '10.0.0.300'],
  ['PATCH', '/tunnel/exposure', { basicAuth: { user: 'alone' } }, 422, 'UNPROCESSABLE', 'password'],
  ['PATCH', '/tunnel/exposure', { basicAuth: { user: 'a:b', password: 'long enough' } }, 400, 'BAD_REQUEST', 'basicAuth.user'],
  ['POST', '/settings', {}, 404, 'NOT_FOUND', '/api/settings']
])('%s %s with %j is %i %s and names %s', async (method, path, body, status, code, named) => {
  const response = await hooklab.api(path, { method, ...(body === undefined ? {} : { body }) })
  expect([response.status, await response.json()]).toEqual([status, { code, message: expect.stringContaining(named) }])
})

test('changes stream each delivery to whoever follows', async () => {
  const response = await hooklab.api('/changes')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const readUntil = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`The stream ended without ${wanted}.`)
      text += value
    }
  }
  await readUntil('"type":"hello"')
  const id = await deliver()
  await readUntil(id)
  expect(text).toContain('"type":"deliveries.received"')
  await reader.cancel()
})

test('this file has called every route of the contract', () => {
  const streams = ['GET /changes']
  expect(routes.map(({ name }) => name).filter((name) => !rest.called.has(name))).toEqual(streams)
})
