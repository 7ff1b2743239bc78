import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchangeRaw } from '../helpers/raw-http.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const secret = 'guide-secret'
const json = 'Content-Type: application/json\r\n'

async function post(body: string, headers = json): Promise<{ status: number | undefined; body: string }> {
  const length = Buffer.byteLength(body)
  const { status, text } = await exchangeRaw(
    app.port,
    Buffer.from(`POST /webhook HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`)
  )
  return { status, body: text.slice(text.indexOf('\r\n\r\n') + 4) }
}

function signed(body: string): string {
  return `${json}X-Signature: ${createHmac('sha256', secret).update(body).digest('hex')}\r\n`
}

const now = (offsetSeconds = 0): string => String(Math.floor(Date.now() / 1000) + offsetSeconds)

test.each([
  ['a JSON object', '{"event":"test"}', json, 200, '{"message":"Webhook received"}'],
  ['a JSON object without a content type', '{"event":"test"}', '', 200, '{"message":"Webhook received"}'],
  ['a JSON array', '[1]', json, 200, '{"message":"Webhook received"}'],
  ['no body', '', json, 400, '{"error":"Invalid payload"}'],
  ['no JSON', 'hello', json, 400, '{"error":"Invalid payload"}'],
  ['an empty object', '{}', json, 400, '{"error":"Invalid payload"}'],
  ['an empty list', '[]', json, 400, '{"error":"Invalid payload"}'],
  ['null', 'null', json, 400, '{"error":"Invalid payload"}'],
  ['the failing event', '{"event":"fail_test"}', json, 500, '{"error":"Simulated failure"}'],
  ['another key with that value', '{"type":"fail_test"}', json, 200, '{"message":"Webhook received"}'],
  ['a time long past', '{"event":"test"}', `${json}X-Timestamp: 1\r\n`, 400, '{"error":"Request expired"}'],
  ['a time far ahead', '{"event":"test"}', `${json}X-Timestamp: ${now(400)}\r\n`, 400, '{"error":"Request expired"}'],
  ['a time that is no number', '{"event":"test"}', `${json}X-Timestamp: soon\r\n`, 400, '{"error":"Request expired"}'],
  ['a fresh time', '{"event":"test"}', `${json}X-Timestamp: ${now()}\r\n`, 200, '{"message":"Webhook received"}']
])('without a secret, %s is answered as in the guide', async (_name, body, headers, status, answer) => {
  expect(await post(body, headers)).toEqual({ status, body: answer })
})

test('with a secret the signature comes first, then the time, then the payload', async () => {
  const { id } = await app.client.endpoints.addSecret({ id: 'webhook', value: secret })
  const good = '{"event":"test"}'
  expect(await post(good)).toEqual({ status: 403, body: '{"error":"Invalid signature"}' })
  expect(await post(good, `${json}X-Signature: 00\r\n`)).toEqual({ status: 403, body: '{"error":"Invalid signature"}' })
  expect(await post(good, signed(good))).toEqual({ status: 200, body: '{"message":"Webhook received"}' })
  expect(await post(good, `${json}X-Signature: 00\r\nX-Timestamp: 1\r\n`)).toMatchObject({ status: 403 })
  expect(await post(good, `${signed(good)}X-Timestamp: 1\r\n`)).toEqual({ status: 400, body: '{"error":"Request expired"}' })
  expect(await post('{}', `${signed('{}')}X-Timestamp: 1\r\n`)).toEqual({ status: 400, body: '{"error":"Request expired"}' })
  expect(await post('{}', signed('{}'))).toEqual({ status: 400, body: '{"error":"Invalid payload"}' })
  await app.client.endpoints.removeSecret({ id: 'webhook', secretId: id })
})

test('a required time that is missing is answered as expired', async () => {
  await app.client.endpoints.update({ id: 'webhook', schemeOptions: { requireTimestamp: true } })
  expect(await post('{"event":"test"}')).toEqual({ status: 400, body: '{"error":"Request expired"}' })
  await app.client.endpoints.update({ id: 'webhook', schemeOptions: {} })
})

test('every one of them is recorded with its answer', async () => {
  const { items } = await app.client.deliveries.list({ limit: 500 })
  const statuses = items.map((item) => item.responseStatus)
  expect(statuses.filter((status) => status === undefined)).toEqual([])
  for (const status of [200, 400, 403, 500]) expect(statuses).toContain(status)
})
