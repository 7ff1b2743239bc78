/** The signature tab: what was signed with nothing hidden, where two signatures part, the remedy as one press, and the verdict after it. */
import { createHmac } from 'node:crypto'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, openNewest, test } from '../helpers/interface-test.ts'

const body = '{  \n  "id": "evt_1",\r\n\t"type": "invoice.paid",\n  "note": "zero\u200bwidth\u00a0space"\n}\n'
const [live, own] = ['whsec_of_the_live_endpoint_0001', 'whsec_of_the_test_endpoint_0002']

async function addEndpoint(hooklab: HooklabProcess, name: string, secret: string): Promise<void> {
  const made = await hooklab.api('/endpoints', { method: 'POST', body: { name, path: `/${name}`, scheme: 'stripe' } })
  // The contract's answer.
  const { id } = (await made.json()) as { id: string }
  await hooklab.api(`/endpoints/${id}/secrets`, { method: 'POST', body: { value: secret, label: `Stripe ${name}` } })
}

async function sendAsStripe(
  hooklab: HooklabProcess,
  path: string,
  secret: string,
  seconds = Math.floor(Date.now() / 1000)
): Promise<number> {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` }
  return (await fetch(hooklab.listenerUrl + path, { method: 'POST', headers, body })).status
}

test('the secret of another endpoint is used with one press, and the delivery is verified with it', async ({ page, hooklab }) => {
  await addEndpoint(hooklab, 'live', live)
  await addEndpoint(hooklab, 'test', own)
  expect(await sendAsStripe(hooklab, '/test', live)).toBe(403)
  await openNewest(page)
  await page.getByRole('tab', { name: 'Signature' }).click()
  await expect(page.getByText('of the endpoint live, not with one of this endpoint')).toBeVisible()
  const content = page.getByLabel('Signed content', { exact: true }).last()
  for (const symbol of ['{··LF', 'CRLF', 'TAB', 'U+200B', 'U+00A0']) await expect(content).toContainText(symbol)
  await expect(page.getByText(/They part at character \d+\./)).toBeVisible()
  await expectAccessible(page, hooklab, 'signature-failed')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectAccessible(page, hooklab, 'signature-failed-narrow')
  await page.setViewportSize({ width: 1366, height: 768 })

  await page.getByRole('button', { name: 'Use secret “Stripe live”' }).press('Enter')
  await expect(page.getByText('The signature fits')).toBeVisible()
  await expect(deliveryRows(page).first()).toHaveAccessibleName(/verified/)
  await expectAccessible(page, hooklab, 'signature-verified')
  expect(await sendAsStripe(hooklab, '/test', live)).toBe(200)
})

test('a clock that is off is told with its skew, and the tolerance is raised with one press', async ({ page, hooklab }) => {
  await addEndpoint(hooklab, 'test', own)
  expect(await sendAsStripe(hooklab, '/test', own, Math.floor(Date.now() / 1000) + 700)).toBe(400)
  await openNewest(page)
  await page.getByRole('tab', { name: 'Signature' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 's in the future' })).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByText('The signature fits')).toBeVisible()
})
