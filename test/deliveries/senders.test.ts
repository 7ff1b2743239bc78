import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' }
import { sign as signGitHub } from '@octokit/webhooks-methods'
import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { Stripe } from 'stripe'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

async function endpoint(path: string, scheme: string, secret: string): Promise<string> {
  const { id } = await app.client.endpoints.create({ name: scheme, path, scheme })
  await app.client.endpoints.addSecret({ id, value: secret })
  return id
}

async function send(path: string, body: string | Uint8Array, headers: Record<string, string>): Promise<number> {
  const answer = await request(`${app.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  await answer.body.dump()
  return answer.statusCode
}

async function newest() {
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return items[0]
}

test('what Stripe’s library signs is verified, and a flipped byte is not', async () => {
  const secret = 'whsec_test_of_stripe'
  await endpoint('/stripe', 'stripe', secret)
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid', data: { object: { note: 'Jürgen 東京' } } })
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret })
  expect(await send('/stripe', payload, { 'stripe-signature': header })).toBe(200)
  expect(await newest()).toMatchObject({ verdict: { status: 'verified' }, eventId: 'evt_1', eventType: 'invoice.paid', provider: 'stripe' })
  expect(await send('/stripe', payload.replace('paid', 'Paid'), { 'stripe-signature': header })).toBe(403)
  expect(await newest()).toMatchObject({ verdict: { status: 'failed', reason: 'signature_mismatch' } })
})

test('what the Standard Webhooks library signs is verified', async () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  await endpoint('/standard', 'standard-webhooks', secret)
  const payload = JSON.stringify({ type: 'user.created', data: {} })
  const at = new Date()
  const signature = new Webhook(secret).sign('msg_1', at, payload)
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }
  expect(await send('/standard', payload, headers)).toBe(200)
  expect(await newest()).toMatchObject({ verdict: { status: 'verified' }, eventId: 'msg_1', eventType: 'user.created' })
})

test('GitHub’s real payloads, signed by Octokit, verify and keep every byte', { timeout: 60_000 }, async () => {
  const secret = 'octo-secret'
  await endpoint('/github', 'github', secret)
  for (const { name, examples: payloads } of examples) {
    const payload = JSON.stringify(payloads[0], undefined, 2)
    const headers = {
      'x-github-event': name,
      'x-github-delivery': crypto.randomUUID(),
      'x-hub-signature-256': await signGitHub(secret, payload)
    }
    expect(await send('/github', payload, headers), name).toBe(200)
    const delivery = await newest()
    expect(delivery, name).toMatchObject({ verdict: { status: 'verified' }, eventId: headers['x-github-delivery'] })
    expect(Buffer.from(await app.app.deliveryBody(delivery?.id ?? '')).equals(Buffer.from(payload)), name).toBe(true)
  }
})

test('bytes that are no text at all come back as they were', async () => {
  await app.client.endpoints.create({ name: 'raw', path: '/raw' })
  const body = randomBytes(100_000)
  expect(await send('/raw', body, { 'content-type': 'application/octet-stream' })).toBe(200)
  expect(Buffer.from(await app.app.deliveryBody((await newest())?.id ?? '')).equals(body)).toBe(true)
})
