/** Failing on purpose: switched on by hand, told of, counted, and switched off. */
import type { Locator, Page } from '@playwright/test'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, expectNoOverflow, goTo, takePicture, test } from '../helpers/interface-test.ts'
import { sendUntilTaken } from '../helpers/retrying-sender.ts'

test('the shipped rule is listed and raises no alarm', async ({ page, hooklab }) => {
  await openFaults(page)
  await expect(rule(page, 'fail_test')).toBeChecked()
  await expect(banner(page)).toBeHidden()
  expect(await post(hooklab, { event: 'fail_test' })).toBe(500)
  await expect(page.getByText('1 met')).toBeVisible()
})

test('a quick fault fails what comes, is told of on every screen, and goes off with one press', async ({ page, hooklab }) => {
  await openFaults(page)
  await page.getByRole('button', { name: /Fail everything/ }).click()
  await expect(banner(page)).toContainText('webhook answers 500 to every delivery.')
  await expect(page.getByRole('button', { name: 'Faults: 2 on' })).toBeVisible()
  expect(await post(hooklab, { event: 'order.paid' })).toBe(500)
  await goTo(page, 'settings')
  await expect(banner(page)).toBeVisible()
  await page.keyboard.press('Escape')

  await banner(page).getByRole('button', { name: 'Turn off' }).click()
  await expect(banner(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Faults: all off' })).toBeVisible()
  expect(await post(hooklab, { event: 'order.paid' })).toBe(200)

  await goTo(page, 'deliveries')
  await expect(deliveryRows(page)).toHaveCount(2)
  await expect(page.getByRole('row', { name: /answered 500, fault status/ })).toHaveCount(1)
})

test('a fault for the next delivery is used up by it', async ({ page, hooklab }) => {
  await openFaults(page)
  await page.getByRole('button', { name: /Fail the next one/ }).click()
  await expect(banner(page)).toContainText('webhook answers 503 to the next delivery.')
  expect(await post(hooklab, { event: 'order.paid' })).toBe(503)
  expect(await post(hooklab, { event: 'order.paid' })).toBe(200)
  await expect(page.getByText('1 of 1 met')).toBeVisible()
  await expect(page.getByText('Used up')).toBeVisible()
  await expect(banner(page)).toBeHidden()
})

test('a rule for one event type leaves others alone and is told of quietly', async ({ page, hooklab }) => {
  await openFaults(page)
  await page.getByRole('button', { name: 'New rule…' }).click()
  const editor = page.getByRole('dialog', { name: 'New fault' })
  await editor.getByRole('textbox', { name: 'Status' }).fill('418')
  await editor.getByLabel('Event type').fill('invoice.*')
  await choose(page, editor.getByRole('combobox', { name: 'How often' }), /The first few of each event/)
  await editor.getByLabel('Label').fill('Retry test')
  await editor.getByRole('button', { name: 'Add fault' }).click()
  await expect(editor).toBeHidden()

  await expect(banner(page)).toBeHidden()
  await expect(page.getByText('webhook answers 418 to the first 2 deliveries of each event with type invoice.*.')).toBeVisible()
  const paid = { event: 'invoice.paid', id: 'evt_1' }
  const statuses = [
    await post(hooklab, paid),
    await post(hooklab, paid),
    await post(hooklab, paid),
    await post(hooklab, { event: 'order.paid' })
  ]
  expect(statuses).toEqual([418, 418, 200, 200])
})

test('a rule can be changed, switched off, removed and brought back', async ({ page, hooklab }) => {
  await goTo(page, 'endpoints/webhook')
  await page.getByRole('button', { name: 'Edit fail_test' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit fault' })
  await expect(editor.getByLabel('JSON path')).toHaveValue('event')
  await editor.getByRole('textbox', { name: 'Status' }).fill('502')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect(editor).toBeHidden()
  expect(await post(hooklab, { event: 'fail_test' })).toBe(502)

  await rule(page, 'fail_test').click()
  await expect(rule(page, 'fail_test')).not.toBeChecked()
  expect(await post(hooklab, { event: 'fail_test' })).toBe(200)

  await page.getByRole('button', { name: 'Remove fail_test' }).click()
  await expect(page.getByRole('heading', { name: 'No fault' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Edit fail_test' })).toBeVisible()
})

test('every kind of fault can be made', async ({ page, hooklab }) => {
  await goTo(page, 'endpoints/webhook')
  const { items: kinds } = (await (await hooklab.api('/faults/kinds')).json()) as { items: { kind: string; label: string }[] }
  expect(kinds.length).toBeGreaterThan(11)
  for (const { label } of kinds) {
    await page.getByRole('button', { name: 'Add fault' }).first().click()
    const editor = page.getByRole('dialog', { name: 'New fault' })
    await editor.getByRole('radio', { name: label, exact: true }).click()
    await editor.getByRole('button', { name: 'Add fault' }).click()
    await expect(editor).toBeHidden()
  }
  const { items } = (await (await hooklab.api('/endpoints/webhook/faults')).json()) as { items: { kind: string; params: unknown }[] }
  expect(items.map(({ kind }) => kind).slice(1)).toEqual(kinds.map(({ kind }) => kind))
})

test('a provider that is failed twice sends three times, and what it did is on a timeline', async ({ page, hooklab }) => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  await hooklab.api('/endpoints/webhook', { method: 'PATCH', body: { scheme: 'standard-webhooks' } })
  await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: { value: secret } })
  await openFaults(page)
  await page.getByRole('button', { name: /^Fail twice, then succeed/ }).click()
  await expect(page.getByRole('button', { name: /^Fail twice, then succeed/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')

  const payload = { type: 'invoice.paid', timestamp: '2026-11-25T08:00:00Z', data: { id: 'inv_1' } }
  const url = `${hooklab.listenerUrl}/webhook`
  const sent = await sendUntilTaken({ url, secret, eventId: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', payload, gapMs: 1_050, mostSendings: 5 })
  expect(sent).toEqual([503, 503, 200])

  await expect(deliveryRows(page)).toHaveCount(3)
  await page.getByRole('row', { name: /answered 503, redelivery 1, fault status/ }).click()
  await page.getByRole('link', { name: 'What the provider did' }).click()
  const deliveries = page.getByRole('list', { name: 'Deliveries of the event, oldest first' }).getByRole('link')
  await expect(deliveries).toHaveCount(3)
  await expect(page.getByText(/^Sent 3 times within 2\.\d s: answered 503, 503, 200\.$/)).toBeVisible()
  for (const text of ['same id', 'same bytes', 'signature renewed', 'timestamp renewed']) {
    await expect(deliveries.nth(1).getByText(text, { exact: true })).toBeVisible()
    await expect(deliveries.nth(2).getByText(text, { exact: true })).toBeVisible()
  }
  await expect(page.getByText('early: 5 s published')).toBeVisible()
  await expect(page.getByText('early: 5 min published')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What Standard Webhooks publishes' })).toBeVisible()
  await expectAccessible(page, hooklab, 'redeliveries')

  // A fourth comes although the third was taken: the open timeline says so by itself.
  expect(await sendUntilTaken({ url, secret, eventId: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', payload, gapMs: 0, mostSendings: 1 })).toEqual([
    200
  ])
  await expect(deliveries).toHaveCount(4)
  await expect(page.getByText('although the one before had succeeded')).toBeVisible()
})

test('rules are ordered by keyboard and by dragging, kept, and started again', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints/webhook/faults', { method: 'POST', body: { kind: 'status', params: { status: 501 }, label: 'First' } })
  await hooklab.api('/endpoints/webhook/faults', { method: 'POST', body: { kind: 'status', params: { status: 502 }, label: 'Second' } })
  await page.getByRole('link', { name: 'Faults', exact: true }).click()
  await expect(page.getByText('Never reached: “First” comes first')).toBeVisible()
  const rules = page.getByRole('list', { name: 'Rules, the first that applies wins' }).getByRole('listitem')
  await expect(rules).toContainText(['fail_test', 'First', 'Second'])
  await page.getByRole('button', { name: 'Move Second', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rules).toContainText(['fail_test', 'Second', 'First'])
  await expect(page.getByRole('button', { name: 'Move Second', exact: true })).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rules).toContainText(['Second', 'fail_test', 'First'])
  await expect.poll(() => post(hooklab, { event: 'fail_test' })).toBe(502)
  await page.getByRole('button', { name: 'Move First', exact: true }).dragTo(rules.first(), { targetPosition: { x: 40, y: 3 } })
  await expect(rules).toContainText(['First', 'Second', 'fail_test'])
  await expect.poll(() => post(hooklab, { event: 'fail_test' })).toBe(501)

  await page.getByRole('button', { name: 'Keep Second on when Hooklab quits' }).click()
  await expect(page.getByRole('button', { name: 'Keep Second on when Hooklab quits' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Reset the counters of First' }).click()
  await expect(rules.first()).toContainText('0 met')
  await rule(page, 'First').click()
  await rule(page, 'Second').click()
  await page.getByRole('button', { name: /^Down for 5 minutes/ }).click()
  await expect(page.getByText(/^Ends in (5 min|4 min \d+ s)$/)).toBeVisible()
  await expectAccessible(page, hooklab, 'faults-screen')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await takePicture(page, 'faults-screen-small')
})

test('the command turns all faults off from anywhere', async ({ page }) => {
  await goTo(page, 'tunnel')
  await page.keyboard.press('Control+Shift+x')
  await expect(page.getByRole('button', { name: 'Faults: all off' })).toBeVisible()
})

test('axe finds nothing on the fault panel, its editor and the banner, at 900 by 700 too', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints/webhook/faults', { method: 'POST', body: { kind: 'delay', params: { ms: 10 } } })
  await openFaults(page)
  await expect(banner(page)).toBeVisible()
  await expectAccessible(page, hooklab, 'faults')
  await page.getByRole('button', { name: 'New rule…' }).click()
  await expect(page.getByRole('dialog', { name: 'New fault' })).toBeVisible()
  await expectAccessible(page, hooklab, 'fault-editor')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await expect(page.getByRole('button', { name: 'Add fault' })).toBeInViewport()
})

async function openFaults(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Faults:/ }).click()
  await expect(page.getByRole('switch', { name: 'Faults', exact: true })).toBeVisible()
}

/** The loud one. */
function banner(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /A fault is on|faults are on/ })
}

function rule(page: Page, name: string): Locator {
  return page.getByRole('switch', { name: `Fault ${name}` })
}

async function choose(page: Page, select: Locator, option: RegExp): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: option }).click()
}

async function post(hooklab: HooklabProcess, body: unknown): Promise<number> {
  const response = await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: JSON.stringify(body) })
  await response.arrayBuffer()
  return response.status
}
