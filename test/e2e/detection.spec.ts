/** A provider is recognised by its headers, and set up with one press; its challenge is marked as a handshake. */
import { createHmac } from 'node:crypto'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, openNewest, test } from '../helpers/interface-test.ts'

const secret = 'whsec_0123456789abcdef0123456789abcdef'
const body = JSON.stringify({ id: 'evt_1', type: 'invoice.paid' })

test('a delivery of Stripe at a plain endpoint sets it up for Stripe with one press', async ({ page, hooklab }) => {
  expect(await sendAsStripe(hooklab, '/webhook')).toBe(200)
  await openNewest(page)
  await expect(page.getByText('These are Stripe’s headers')).toBeVisible()
  await page.getByRole('button', { name: 'Set up for Stripe' }).click()

  await expect(page.getByRole('heading', { name: 'webhook', level: 1 })).toBeVisible()
  await expect(page.getByText('webhook is set up for Stripe')).toBeVisible()
  await page.getByRole('button', { name: 'Add secret' }).click()
  await page.getByLabel('Secret', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Add secret' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toBeHidden()

  expect(await sendAsStripe(hooklab, '/webhook')).toBe(200)
  expect(await sendAsStripe(hooklab, '/webhook', 'whsec_another')).toBe(403)
  await page.goBack()
  await expect(page.getByText('These are Stripe’s headers')).toBeHidden()
})

test('a delivery that no endpoint took makes an endpoint at its path', async ({ page, hooklab }) => {
  expect(await sendAsStripe(hooklab, '/pay/stripe?from=test')).toBe(404)
  await openNewest(page)
  await expect(page.getByText('Make an endpoint at /pay/stripe that checks signatures of Stripe.')).toBeVisible()
  await page.getByRole('button', { name: 'Create an endpoint for Stripe' }).click()
  await expect(page.getByRole('heading', { name: 'Stripe', level: 1 })).toBeVisible()
  expect(await sendAsStripe(hooklab, '/pay/stripe?from=test')).toBe(200)
  await page.goBack()
  await expect(page.getByText('No endpoint has this path').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create an endpoint for Stripe' })).toBeHidden()
})

test('a delivery of nobody known, and one of an endpoint with a secret, are offered nothing', async ({ page, hooklab }) => {
  expect(await post(hooklab, '/webhook', {})).toBe(200)
  await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: { value: 'my_secret' } })
  expect(await sendAsStripe(hooklab, '/webhook')).toBe(403)
  await expect(deliveryRows(page)).toHaveCount(2)
  for (const provider of [/^stripe$/i, /^generic$/i]) {
    await deliveryRows(page)
      .filter({ has: page.getByRole('img', { name: provider }) })
      .click()
    await expect(page.getByRole('definition').filter({ hasText: provider })).toBeVisible()
    await expect(page.getByRole('button', { name: /Set up for/ })).toBeHidden()
  }
})

test('a challenge is answered exactly and marked as a handshake in the list and the overview', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints', { method: 'POST', body: { name: 'slack', path: '/slack', scheme: 'slack' } })
  const challenge = JSON.stringify({ token: 't', challenge: 'say-it-back', type: 'url_verification' })
  const response = await fetch(`${hooklab.listenerUrl}/slack`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: challenge
  })
  expect([response.status, await response.text()]).toEqual([200, '{"challenge":"say-it-back"}'])
  await expect(deliveryRows(page).first()).toHaveAccessibleName(/, handshake,/)
  await openNewest(page)
  await expect(page.getByText('· the provider’s handshake')).toBeVisible()
})

test('axe finds nothing on the offer', async ({ page, hooklab }) => {
  await sendAsStripe(hooklab, '/webhook')
  await openNewest(page)
  await expect(page.getByRole('button', { name: 'Set up for Stripe' })).toBeVisible()
  await expectAccessible(page, hooklab, 'provider-offer')
})

function sendAsStripe(hooklab: HooklabProcess, path: string, key = secret): Promise<number> {
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')
  return post(hooklab, path, { 'Stripe-Signature': `t=${seconds},v1=${signature}` })
}

async function post(hooklab: HooklabProcess, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(hooklab.listenerUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body
  })
  await response.arrayBuffer()
  return response.status
}
