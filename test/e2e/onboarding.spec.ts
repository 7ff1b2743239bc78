/** From the first start to the first delivery. */
import type { Locator, Page } from '@playwright/test'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import {
  deliveryRows,
  expect,
  expectAccessible,
  expectNoOverflow,
  goTo,
  takePicture,
  test,
  openPalette
} from '../helpers/interface-test.ts'

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
  await openDialog(page)
  const dialog = page.getByRole('dialog', { name: 'Send a test delivery' })
  await dialog.getByRole('combobox', { name: 'Event' }).fill('fail_test')
  await page.getByRole('option', { name: /fail_test/ }).click()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog.getByText('Answered with 500')).toBeVisible()
})

test('a sample is chosen, changed, signed and sent by keyboard, and what was changed is remembered', async ({ page, hooklab }) => {
  const shop = await makeEndpoint(hooklab, 'shop', 'stripe')
  expect((await hooklab.api(`/endpoints/${shop}/secrets`, { method: 'POST', body: { value: 'whsec_Kq3vR8sTn1xYw5Bz' } })).status).toBe(201)
  const mail = await makeEndpoint(hooklab, 'mail', 'sendgrid')
  const dialog = page.getByRole('dialog', { name: 'Send a test delivery' })
  await openDialog(page)
  await choose(page, dialog, 'Provider', 'Stripe')
  await choose(page, dialog, 'Event', 'invoice.paid')
  await expect(dialog.getByText('Signed as Stripe signs, with a secret of the endpoint shop.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Amount in cents' }).fill('31337')
  await dialog.getByRole('tab', { name: 'Body' }).click()
  const body = dialog.getByRole('textbox', { name: 'Body of the event' })
  await expect(body).toContainText('{{amount}}')
  await expectAccessible(page, hooklab, 'sample-body')
  await dialog.getByRole('tab', { name: 'Values' }).click()
  await dialog.getByRole('textbox', { name: 'Currency' }).press('Control+Enter')
  await expect(dialog.getByText('Answered with 200')).toBeVisible()
  await expect(dialog.getByText(/^Verified · invoice\.paid · \d+ ms$/)).toBeVisible()
  await expectAccessible(page, hooklab, 'sample-sent')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await takePicture(page, 'sample-sent-narrow')
  await dialog.getByRole('button', { name: 'Show the delivery' }).click()
  await expect(dialog).toBeHidden()
  const [first] = await newest(hooklab)
  await expect(page).toHaveURL(new RegExp(`#/deliveries/${first?.id}`))
  expect(first).toMatchObject({ endpointId: shop, eventType: 'invoice.paid', verdict: { status: 'verified' } })
  expect(await (await hooklab.api('/samples/one?provider=stripe&type=invoice.paid')).json()).toMatchObject({
    last: { fields: { amount: '31337' } }
  })

  await page.reload()
  await openDialog(page)
  await choose(page, dialog, 'Provider', 'Stripe')
  await choose(page, dialog, 'Event', 'invoice.paid')
  await expect(dialog.getByRole('textbox', { name: 'Amount in cents' })).toHaveValue('31337')
  await dialog.getByRole('button', { name: 'Put the sample’s own back' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Amount in cents' })).toHaveValue('1999')

  await choose(page, dialog, 'Provider', 'SendGrid')
  await expect(dialog.getByText('that only SendGrid has')).toBeVisible()
  await dialog.getByRole('button', { name: 'Trust Hooklab’s key' }).click()
  await expect(dialog.getByText('Signed with Hooklab’s own key')).toBeVisible()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog.getByText(/^Verified · delivered/)).toBeVisible()
  expect((await newest(hooklab))[0]).toMatchObject({ endpointId: mail, verdict: { status: 'verified' } })
})

async function openDialog(page: Page): Promise<void> {
  await (await openPalette(page)).fill('test delivery')
  await page.keyboard.press('Enter')
}

async function makeEndpoint(hooklab: HooklabProcess, name: string, scheme: string): Promise<string> {
  const response = await hooklab.api('/endpoints', { method: 'POST', body: { name, path: `/${name}`, scheme } })
  return ((await response.json()) as { id: string }).id
}

async function newest(hooklab: HooklabProcess): Promise<readonly { id: string }[]> {
  return ((await (await hooklab.api('/deliveries')).json()) as { items: { id: string }[] }).items
}

async function choose(page: Page, dialog: Locator, label: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: label }).fill(option)
  await page.getByRole('option', { name: option }).first().click()
  await expect(dialog.getByRole('combobox', { name: label })).toHaveValue(option)
}

test('it fits a window of 900 by 700', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await expect(page.getByRole('button', { name: 'Send a test delivery' })).toBeInViewport()
})

test('axe finds nothing on the first screen', async ({ page, hooklab }) => {
  await expectAccessible(page, hooklab, 'onboarding')
})
