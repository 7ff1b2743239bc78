import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
let developersApp: Server
const reached: string[] = []

beforeAll(async () => {
  app = await runningApp()
  developersApp = createServer((message, response) => {
    reached.push(message.url ?? '')
    message.resume().on('end', () =>
      response
        .writeHead(
          202,
          [
            ['X-App', 'yes'],
            ['x-app', 'twice']
          ].flat()
        )
        .end(Buffer.from([0, 255, 1]))
    )
  })
  await new Promise<void>((resolve) => developersApp.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  developersApp.close()
})

const targetUrl = (): string => `http://127.0.0.1:${(developersApp.address() as AddressInfo).port}/hook`
const post = (path: string, body = '{"event":"a"}', headers: Record<string, string> = {}) =>
  request(`${app.url}${path}`, { method: 'POST', body, headers })

async function endpoint(path: string, input: Omit<Parameters<RunningApp['client']['endpoints']['create']>[0], 'name' | 'path'> = {}) {
  return app.client.endpoints.create({ name: path.slice(1), path, ...input })
}

test('an unknown path gets 404 and is kept as unrouted', async () => {
  const answer = await post('/nowhere')
  expect(answer.statusCode).toBe(404)
  expect(await answer.body.text()).toBe('{"error":"No endpoint at this path"}')
  const { items } = await app.client.deliveries.list({ q: 'is:unrouted' })
  expect(items[0]).toMatchObject({ url: '/nowhere', responseStatus: 404 })
  expect(items[0]?.endpointId).toBeUndefined()
})

test('the longest path wins, and every method is taken', async () => {
  const outer = await endpoint('/deep')
  const inner = await endpoint('/deep/er')
  await request(`${app.url}/deep/er/x`, { method: 'DELETE' })
  await request(`${app.url}/deep/x`, { method: 'PUT', body: 'a' })
  await request(`${app.url}/deep`, { method: 'GET' })
  const { items } = await app.client.deliveries.list({ limit: 3 })
  expect(items.map((item) => [item.method, item.endpointId])).toEqual([
    ['GET', outer.id],
    ['PUT', outer.id],
    ['DELETE', inner.id]
  ])
})

test('a failed delivery is refused when the endpoint rejects, and let through when it observes', async () => {
  const { id } = await endpoint('/strict')
  await app.client.endpoints.addSecret({ id, value: 'the-secret' })
  expect((await post('/strict')).statusCode).toBe(403)
  await app.client.endpoints.update({ id, onInvalid: 'observe' })
  expect((await post('/strict')).statusCode).toBe(200)
  const { items } = await app.client.deliveries.list({ limit: 1 })
  expect(items[0]?.verdict).toMatchObject({ status: 'failed', reason: 'missing_header' })
})

test('a relay answers with the target’s response, byte for byte', async () => {
  const { id } = await endpoint('/relay')
  await app.client.targets.create({ id, url: targetUrl(), mode: 'relay' })
  const answer = await post('/relay?x=1')
  expect(answer.statusCode).toBe(202)
  expect(Buffer.from(await answer.body.arrayBuffer())).toEqual(Buffer.from([0, 255, 1]))
  expect(answer.headers['x-app']).toEqual(['yes', 'twice'])
  const { items } = await app.client.deliveries.list({ limit: 1 })
  const detail = await app.client.deliveries.get({ id: items[0]?.id ?? '' })
  expect(detail.response?.status).toBe(202)
  expect(detail.response?.body.base64).toBe(Buffer.from([0, 255, 1]).toString('base64'))
  expect(detail.attempts).toBe(1)
})

test('a relay that can’t be reached is 502, one that is late 504, each with its reason', async () => {
  const { id } = await endpoint('/relay-down')
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const target = await app.client.targets.create({ id, url: `http://127.0.0.1:${port}/`, mode: 'relay' })
  const refused = await post('/relay-down')
  expect(refused.statusCode).toBe(502)
  expect(await refused.body.json()).toMatchObject({ outcome: 'refused' })

  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  await app.client.targets.update({
    id,
    targetId: target.id,
    url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
    timeoutMs: 100
  })
  const late = await post('/relay-down')
  expect(late.statusCode).toBe(504)
  expect(await late.body.json()).toMatchObject({ outcome: 'timed_out' })
  silent.closeAllConnections()
  silent.close()
})

test('after-ack sends on what was taken, and never what was refused', async () => {
  const { id } = await endpoint('/ack')
  await app.client.targets.create({ id, url: targetUrl() })
  const forwarded = app.nextChange('attempt.finished')
  expect((await post('/ack?n=1')).statusCode).toBe(200)
  expect((await forwarded).attempt).toMatchObject({ kind: 'forward', number: 1, outcome: { kind: 'responded', status: 202 } })

  await app.client.endpoints.addSecret({ id, value: 'secret-of-ack' })
  const before = reached.length
  expect((await post('/ack?n=2')).statusCode).toBe(403)
  await app.client.endpoints.update({ id, onInvalid: 'observe' })
  const next = app.nextChange('attempt.finished')
  expect((await post('/ack?n=3')).statusCode).toBe(200)
  await next
  expect(reached.slice(before)).toEqual(['/hook?n=3'])
})

test('the canned response is sent as it was set', async () => {
  await endpoint('/canned', {
    response: {
      status: 418,
      headers: [
        ['X-A', '1'],
        ['x-a', '2']
      ],
      body: 'tea é'
    }
  })
  const answer = await post('/canned')
  expect(answer.statusCode).toBe(418)
  expect(answer.headers['x-a']).toEqual(['1', '2'])
  expect(await answer.body.text()).toBe('tea é')
})

test('a body over the limit is 413, kept in part and stated in bytes', async () => {
  await app.client.settings.update({ maxBodyBytes: 2048 })
  const answer = await post('/webhook', `{"event":"${'a'.repeat(5000)}"}`)
  expect(answer.statusCode).toBe(413)
  const { items } = await app.client.deliveries.list({ limit: 1 })
  const detail = await app.client.deliveries.get({ id: items[0]?.id ?? '' })
  expect(detail.bodyTruncated).toEqual({ keptBytes: detail.body.sizeBytes, receivedBytes: 5012 })
  await app.client.settings.update({ maxBodyBytes: 10_485_760 })
})

test('the same event again counts as a redelivery', async () => {
  await endpoint('/again')
  for (const redelivery of [0, 1, 2]) {
    await post('/again', '{"id":"evt_same","event":"a"}')
    const { items } = await app.client.deliveries.list({ limit: 1 })
    expect(items[0]).toMatchObject({ eventId: 'evt_same', redelivery })
  }
  const { items } = await app.client.deliveries.list({ limit: 1 })
  const related = await app.client.deliveries.related({ id: items[0]?.id ?? '' })
  expect(related.items.length).toBe(2)
})

test('two endpoints can’t have one path, and bad input is refused by name', async () => {
  await endpoint('/mine')
  await expect(endpoint('/mine/')).rejects.toThrow('The path /mine belongs to the endpoint mine')
  await expect(endpoint('/x', { scheme: 'nonsense' })).rejects.toThrow('There is no scheme called "nonsense"')
  await expect(app.client.endpoints.get({ id: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { id } = await endpoint('/targets')
  await expect(app.client.targets.create({ id, url: 'ftp://x' })).rejects.toThrow('is no http or https URL')
})
