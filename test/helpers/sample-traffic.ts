/** A little of everything that a list may hold: providers, verdicts, faults, redeliveries, attempts, no endpoint. */
import { expect, type Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import type { HooklabProcess } from './hooklab-process.ts'
import { expectDeliveries } from './interface-test.ts'

const stripeSecret = 'whsec_a1b2c3d4e5f6a7b8c9d0'
const githubSecret = 'it is not a secret any more'

const stripeTypes = [
  'invoice.paid',
  'customer.subscription.updated',
  'charge.refunded',
  'checkout.session.completed',
  'payment_intent.succeeded',
  'customer.created'
]

/** Sends them, and waits until all of them are in the list, which stands still from there. */
export async function fillWithDeliveries(page: Page, hooklab: HooklabProcess): Promise<void> {
  const stripe = await makeEndpoint(hooklab, { name: 'Stripe billing', path: '/stripe', scheme: 'stripe' }, stripeSecret)
  const github = await makeEndpoint(hooklab, { name: 'GitHub', path: '/github', scheme: 'github', onInvalid: 'observe' }, githubSecret)
  // Nothing listens on this port: the attempt fails, and the row says so.
  await makeTarget(hooklab, github, 'http://127.0.0.1:9/hooks/github')
  expect(stripe).not.toBe('')
  for (let round = 0; round < 3; round += 1) {
    for (const [index, type] of stripeTypes.entries()) await sendStripe(hooklab, type, round * 10 + index, stripeSecret)
    await sendGithub(hooklab, round)
    await post(hooklab, '/webhook', JSON.stringify({ event: round === 1 ? 'fail_test' : 'order.shipped', number: round }))
  }
  await post(hooklab, '/favicon.ico', '')
  await sendStripe(hooklab, 'invoice.paid', 1, stripeSecret)
  await sendStripe(hooklab, 'invoice.payment_failed', 99, 'whsec_of_another_endpoint')
  await sendStripe(hooklab, 'customer.created', 100, stripeSecret)
  await expectDeliveries(page, 28)
}

async function makeEndpoint(hooklab: HooklabProcess, body: object, secret: string): Promise<string> {
  const response = await hooklab.api('/endpoints', { method: 'POST', body })
  expect(response.status).toBe(201)
  const { id } = (await response.json()) as { id: string }
  expect((await hooklab.api(`/endpoints/${id}/secrets`, { method: 'POST', body: { value: secret } })).status).toBe(201)
  return id
}

async function makeTarget(hooklab: HooklabProcess, endpointId: string, url: string): Promise<void> {
  expect((await hooklab.api(`/endpoints/${endpointId}/targets`, { method: 'POST', body: { name: 'my app', url } })).status).toBe(201)
}

async function sendStripe(hooklab: HooklabProcess, type: string, number: number, secret: string): Promise<void> {
  const body = JSON.stringify({
    id: `evt_1Q8x${String(number).padStart(4, '0')}`,
    object: 'event',
    type,
    data: {
      object: {
        id: `in_${number}`,
        customer: 'cus_NffrFeUfNV2Hib',
        amount_due: 4_200 + number,
        currency: 'eur',
        paid: type === 'invoice.paid',
        lines: [{ description: 'Pro plan, monthly', amount: 4_200 }],
        metadata: null
      }
    },
    livemode: false
  })
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  await post(hooklab, '/stripe', body, {
    'stripe-signature': `t=${timestamp},v1=${signature}`,
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'
  })
}

async function sendGithub(hooklab: HooklabProcess, number: number): Promise<void> {
  const body = JSON.stringify({
    action: 'opened',
    number,
    pull_request: { title: 'Retry with back-off' },
    repository: { full_name: 'acme/shop' }
  })
  const signature = createHmac('sha256', githubSecret).update(body).digest('hex')
  await post(hooklab, '/github', body, {
    'x-github-event': 'pull_request',
    'x-github-delivery': `72d3162e-cc78-11e3-81ab-4c9367dc09${10 + number}`,
    'x-hub-signature-256': `sha256=${signature}`,
    'user-agent': 'GitHub-Hookshot/044aadd'
  })
}

async function post(hooklab: HooklabProcess, path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const response = await fetch(`${hooklab.listenerUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== '' && { body })
  })
  await response.arrayBuffer()
}
