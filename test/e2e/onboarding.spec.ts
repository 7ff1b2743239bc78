/** From the first start to the first delivery. */
import { deliveryRows, expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'

test('the first screen shows where to send, and a cURL line for it', async ({ page, hooklab }) => {
  await expect(page.getByRole('heading', { name: 'Send the first webhook' })).toBeVisible()
  const code = page.getByRole('main').locator('code')
  await expect(code.filter({ hasText: /^http:\/\/127\.0\.0\.1:\d+\/webhook$/ })).toHaveText(`${hooklab.listenerUrl}/webhook`)
  await expect(code.filter({ hasText: 'curl' })).toHaveText(
    `curl -X POST ${hooklab.listenerUrl}/webhook \\\n  -H 'Content-Type: application/json' \\\n  -d '{"event":"order.paid","id":"evt_1"}'`
  )
  await expect(page.getByText('waiting for the first delivery')).toBeVisible()
})

test('the cURL line is copied as it stands', async ({ page, context, hooklab }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy cURL command' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`curl -X POST ${hooklab.listenerUrl}/webhook`)
})

test('a test delivery takes the place of the instructions', async ({ page, hooklab }) => {
  await page.getByRole('button', { name: 'Send a test delivery' }).click()
  await expect(page.getByText('Test delivery sent, answered with 200')).toBeVisible()
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'Send the first webhook' })).toBeHidden()

  const { items } = (await (await hooklab.api('/deliveries')).json()) as { items: { id: string; responseStatus: number }[] }
  expect(items).toHaveLength(1)
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(page).toHaveURL(new RegExp(`#/deliveries/${items[0]?.id}`))
})

test('a delivery sent from outside takes their place too', async ({ page, hooklab }) => {
  const response = await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: '{"event":"order.paid"}' })
  expect(response.status).toBe(200)
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(deliveryRows(page)).toContainText('order.paid')
})

test('the steps of a provider lead to an endpoint for it', async ({ page }) => {
  await page.getByRole('radio', { name: 'Stripe' }).click()
  await expect(page.getByText('choose the events')).toBeVisible()
  await page.getByRole('link', { name: 'Make a Stripe endpoint' }).click()
  await expect(page.getByRole('heading', { name: 'New endpoint' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Signature scheme' })).toHaveValue('Stripe')
})

test('without an endpoint the providers are offered', async ({ page, hooklab }) => {
  expect((await hooklab.api('/endpoints/webhook', { method: 'DELETE' })).status).toBe(200)
  await expect(page.getByText('No endpoint takes requests')).toBeVisible()
  await page.getByRole('button', { name: 'GitHub' }).click()
  await expect(page.getByRole('combobox', { name: 'Signature scheme' })).toHaveValue('GitHub')
})

test('any sample can be sent from any screen', async ({ page }) => {
  await goTo(page, 'settings')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('test delivery')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Send a test delivery' })
  await dialog.getByRole('combobox', { name: 'Event' }).fill('fail_test')
  await page.getByRole('option', { name: /fail_test/ }).click()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Test delivery sent, answered with 500')).toBeVisible()
})

test('it fits a window of 900 by 700', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await expect(page.getByRole('button', { name: 'Send a test delivery' })).toBeInViewport()
})

test('axe finds nothing on the first screen', async ({ page, hooklab }) => {
  await expectAccessible(page, hooklab, 'onboarding')
})
