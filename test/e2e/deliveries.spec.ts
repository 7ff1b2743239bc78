/** The list and what can be done with it: filter, link, star, delete, copy, export, lose the connection. */
import type { Locator, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { startCuttableProxy } from '../helpers/cuttable-proxy.ts'
import { type HooklabProcess, startHooklab } from '../helpers/hooklab-process.ts'
import {
  deliveryRows,
  expect,
  expectAccessible,
  expectDeliveries,
  expectNoOverflow,
  goTo,
  openNewest,
  takePicture,
  test,
  openPalette
} from '../helpers/interface-test.ts'
import { fillWithDeliveries } from '../helpers/sample-traffic.ts'

async function send(hooklab: HooklabProcess, event: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const response = await fetch(`${hooklab.listenerUrl}/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event, ...more })
  })
  await response.arrayBuffer()
}

/** The pane of the open delivery. */
function detail(page: Page): Locator {
  return page.getByRole('region', { name: 'Delivery', exact: true })
}

test('list and detail are accessible in every theme', async ({ page, hooklab }) => {
  await fillWithDeliveries(page, hooklab)
  await expectAccessible(page, hooklab, 'deliveries')
  await page
    .getByRole('row', { name: /invoice\.payment_failed.*failed/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'invoice.payment_failed' })).toBeVisible()
  for (const tab of ['Overview', 'Signature', 'Headers', 'Body', 'Response']) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
    await expectAccessible(page, hooklab, `delivery-${tab.toLowerCase()}`)
  }
  await page
    .getByRole('row', { name: /^pull_request\.opened/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  await page.getByRole('tab', { name: 'Attempts' }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
  await expectAccessible(page, hooklab, 'delivery-attempts')
})

test('at 900 pixels nothing sticks out, and list and detail stand side by side', async ({ page, hooklab }) => {
  await fillWithDeliveries(page, hooklab)
  await page.setViewportSize({ width: 900, height: 700 })
  await deliveryRows(page).nth(2).click()
  await expect(page.getByRole('tablist')).toBeVisible()
  await expectNoOverflow(page)
  const list = await page.getByRole('grid', { name: 'Deliveries' }).boundingBox()
  const pane = await detail(page).boundingBox()
  expect(list?.width).toBeGreaterThan(300)
  expect(pane?.width).toBeGreaterThan(370)
  expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(pane?.x ?? 0)
  await takePicture(page, 'narrow')
})

test('at twice the size everything can still be reached', async ({ page, hooklab }) => {
  await fillWithDeliveries(page, hooklab)
  // What a window of 1366 by 768 has to offer at 200 %.
  await page.setViewportSize({ width: 683, height: 384 })
  await deliveryRows(page).first().click()
  await expectNoOverflow(page)
  await expect(page.getByRole('button', { name: 'Resend', exact: true })).toBeInViewport()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(deliveryRows(page).first()).toBeInViewport()
})

test('the filter narrows the list as it is typed, and stands in the address', async ({ page, hooklab }) => {
  for (const event of ['invoice.paid', 'invoice.failed', 'order.paid']) await send(hooklab, event)
  await expect(deliveryRows(page)).toHaveCount(3)
  const filter = page.getByRole('combobox', { name: 'Filter deliveries' })
  await filter.fill('type:invoice.*')
  await expect(deliveryRows(page)).toHaveCount(2)
  await expect(page).toHaveURL(/q=type%3Ainvoice/)
  await send(hooklab, 'invoice.sent')
  await expect(deliveryRows(page)).toHaveCount(3)
  await send(hooklab, 'order.sent')
  await filter.fill('type:nothing')
  await filter.press('Enter')
  await expect(page.getByText('No delivery matches')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Clear the filter' }).click()
  await expect(deliveryRows(page)).toHaveCount(5)
})

test('a filter that cannot be read says where, at the field', async ({ page, hooklab }) => {
  await send(hooklab, 'invoice.paid')
  await expect(deliveryRows(page)).toHaveCount(1)
  const filter = page.getByRole('combobox', { name: 'Filter deliveries' })
  await filter.fill('status:abc')
  await expect(page.getByRole('alert')).toContainText(/"status:abc" is no status/)
  await expect(filter).toHaveAttribute('aria-invalid', 'true')
  await filter.fill('status:200')
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(deliveryRows(page)).toHaveCount(1)
})

test('suggestions offer what the list really holds', async ({ page, hooklab }) => {
  await send(hooklab, 'invoice.paid')
  await expect(deliveryRows(page)).toHaveCount(1)
  const filter = page.getByRole('combobox', { name: 'Filter deliveries' })
  await filter.click()
  await filter.pressSequentially('type:')
  await page.getByRole('option', { name: /type:invoice\.paid/ }).click()
  await expect(filter).toHaveValue('type:invoice.paid')
  await expect(deliveryRows(page)).toHaveCount(1)
})

test('a saved filter stands in the sidebar, and comes back after it was deleted', async ({ page, hooklab }) => {
  for (const event of ['invoice.paid', 'order.paid']) await send(hooklab, event)
  await page.getByRole('combobox', { name: 'Filter deliveries' }).fill('type:invoice.*')
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Save the filter' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Invoices')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: /All deliveries/ }).click()
  await expect(deliveryRows(page)).toHaveCount(2)
  await page.getByRole('link', { name: 'Invoices' }).click()
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.getByRole('link', { name: 'Invoices' }).hover()
  await page.getByRole('button', { name: 'Delete the filter Invoices' }).click()
  await expect(page.getByRole('link', { name: 'Invoices' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: 'Invoices' })).toBeVisible()
})

test('a row that moves between button down and up is the one that opens', async ({ page, hooklab }) => {
  await send(hooklab, 'first')
  const row = page.getByRole('row', { name: /^first,/ })
  await row.hover()
  await page.mouse.down()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  for (const event of ['second', 'third']) await send(hooklab, event)
  await expect(page.getByRole('button', { name: '2 new' })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('heading', { name: 'first', exact: true })).toBeVisible()
})

test('a press on a row that has just come under the pointer means the one that stood there', async ({ page, hooklab }) => {
  await send(hooklab, 'first')
  const row = page.getByRole('row', { name: /^first,/ })
  await row.hover()
  const place = await row.boundingBox()
  expect(place).not.toBeNull()
  // Pressed the moment the list has been drawn with a new row, as happens to a hand now and then.
  await page.evaluate(
    ({ x, y }) => {
      const list = document.querySelector('[data-delivery-list]')
      const observer = new MutationObserver(() => {
        if (list?.querySelectorAll('[data-id]').length !== 2) return
        observer.disconnect()
        document.elementFromPoint(x, y)?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, clientX: x, clientY: y }))
      })
      if (list) observer.observe(list, { childList: true, subtree: true })
    },
    { x: (place?.x ?? 0) + 200, y: (place?.y ?? 0) + (place?.height ?? 0) / 2 }
  )
  await send(hooklab, 'second')
  await expect(page.getByRole('heading', { name: 'first', exact: true })).toBeVisible()
  await expect(deliveryRows(page)).toHaveCount(2)
  await page.getByRole('row', { name: /^second,/ }).click()
  await expect(page.getByRole('heading', { name: 'second', exact: true })).toBeVisible()
})

test('a link leads to one delivery, and back and forward work', async ({ page, hooklab }) => {
  for (const event of ['first', 'second']) await send(hooklab, event)
  await expectDeliveries(page, 2)
  await page.getByRole('row', { name: /^first,/ }).click()
  await expect(page.getByRole('heading', { name: 'first', exact: true })).toBeVisible()
  const link = page.url()
  await page.getByRole('row', { name: /^second,/ }).click()
  await expect(page.getByRole('heading', { name: 'second', exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'first', exact: true })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'second', exact: true })).toBeVisible()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'first', exact: true })).toBeVisible()
  await goTo(page, 'deliveries/dlv_gone')
  await expect(page.getByRole('heading', { name: 'This delivery is gone' })).toBeVisible()
})

test('a starred delivery survives clearing, any other is gone after one question', async ({ page, hooklab }) => {
  for (const event of ['kept', 'dropped', 'deleted']) await send(hooklab, event)
  await expectDeliveries(page, 3)
  await page.getByRole('row', { name: /^kept,/ }).click()
  await page.keyboard.press('s')
  await expect(page.getByRole('row', { name: /^kept,.*starred/ })).toBeVisible()
  await page.getByRole('row', { name: /^deleted,/ }).click()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(deliveryRows(page)).toHaveCount(2)
  await (await openPalette(page)).fill('clear all')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(deliveryRows(page)).toContainText('kept')
})

test('the copied cURL line sends the same delivery again', async ({ page, context, hooklab }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await send(hooklab, 'order.paid')
  await openNewest(page)
  await page.keyboard.press('c')
  await expect(page.getByText('The cURL line is on the clipboard')).toBeVisible()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  expect(line).toContain(`${hooklab.listenerUrl}/webhook`)
  expect(line).toContain(`--data-raw '{"event":"order.paid"}'`)
})

test('the export holds what the filter matches, without credentials', async ({ page, hooklab }) => {
  for (const event of ['invoice.paid', 'order.paid']) {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer s3cret' }
    await (await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers, body: JSON.stringify({ event }) })).arrayBuffer()
  }
  await goTo(page, 'deliveries?q=type%3Ainvoice.*')
  await expect(deliveryRows(page)).toHaveCount(1)
  await (await openPalette(page)).fill('export')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ eventType: 'invoice.paid', method: 'POST' })
  expect(lines[0]).not.toContain('s3cret')
})

test('a stopped Hooklab is told, and one that was started anew asks for its new URL', async ({ page, hooklab }) => {
  await send(hooklab, 'before')
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await hooklab.stop()
  await expect(page.getByText(/^Offline/)).toBeVisible({ timeout: 20_000 })
  await expect(deliveryRows(page)).toHaveCount(1)
  await using again = await startHooklab({ dataFolder: hooklab.dataFolder, args: ['--control-port', new URL(hooklab.controlUrl).port] })
  await expect(page.getByRole('heading', { name: 'This session has ended' })).toBeVisible({ timeout: 20_000 })
  await page.goto(again.interfaceUrl)
  await expect(deliveryRows(page)).toHaveCount(1)
})

test('a lost connection heals, and what came meanwhile is there', async ({ browser, hooklab }) => {
  await using proxy = await startCuttableProxy()
  // Browsers go around a proxy for their own machine unless told not to.
  const context = await browser.newContext({ proxy: { server: proxy.url, bypass: '<-loopback>' } })
  const page = await context.newPage()
  await page.goto(hooklab.interfaceUrl)
  await send(hooklab, 'before')
  await expect(deliveryRows(page)).toHaveCount(1)
  proxy.cut()
  await expect(page.getByText(/^Offline|^Reconnecting/)).toBeVisible()
  for (const event of ['meanwhile 1', 'meanwhile 2']) await send(hooklab, event)
  proxy.mend()
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(deliveryRows(page)).toHaveCount(3)
  await context.close()
})

test('a page whose session has ended says how to come back', async ({ page, context }) => {
  await context.clearCookies()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This session has ended' })).toBeVisible()
  await expect(page.getByText('#token=…')).toBeVisible()
})
