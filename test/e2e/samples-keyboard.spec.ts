/** Samples and copies without a mouse. */
import type { Locator, Page } from '@playwright/test'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { expect, expectDeliveries, test } from '../helpers/interface-test.ts'
import { pressOn, run, tabTo, toList, typeInto, watchPointer } from '../helpers/keyboard.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'

test('a sample is chosen, changed, sent both ways, and copied in each form', async ({ page, context, hooklab }) => {
  test.setTimeout(240_000)
  await using server = await startLocaltunnelServer()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const noPointer = await watchPointer(page)
  await hooklab.api('/endpoints/webhook', { method: 'PATCH', body: { scheme: 'stripe' } })
  await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: { value: 'whsec_Kq3vR8sTn1xYw5Bz' } })
  await hooklab.api('/tunnel/open', { method: 'POST', body: { options: { host: server.host, subdomain: 'keyboard' } } })
  await expect(page.getByRole('link', { name: /^Tunnel: Online/ })).toBeVisible({ timeout: 30_000 })

  await run(page, 'send a test')
  const dialog = page.getByRole('dialog', { name: 'Send a test delivery' })
  await expect(dialog.getByRole('combobox', { name: 'Provider' })).toBeFocused()
  await filterChoice(page, dialog.getByRole('combobox', { name: 'Provider' }), 'Stripe')
  await filterChoice(page, dialog.getByRole('combobox', { name: 'Event' }), 'invoice.paid')
  await typeInto(page, dialog.getByRole('textbox', { name: 'Amount in cents' }), '31337')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText('Answered with 200')).toBeVisible()
  await expect.poll(() => ways(hooklab)).toEqual([false])
  await pressOn(page, dialog.getByRole('radio', { name: 'Straight to the listener' }), 'ArrowRight')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => ways(hooklab)).toEqual([true, false])
  await expect(dialog.getByText('Answered with 200')).toBeVisible()
  await page.keyboard.press('Escape')

  await toList(page)
  await expectDeliveries(page, 2)
  await page.keyboard.press('Home')
  await page.keyboard.press('C')
  const copies = page.getByRole('dialog', { name: 'Copy as' })
  await expect(copies.getByRole('tab', { name: 'cURL' })).toBeFocused()
  const marks = {
    cURL: /^curl /,
    'Raw HTTP': /^POST /,
    fetch: /fetch\(/,
    'Python requests': /import requests/,
    HAR: /"log"/,
    'Vitest fixture': /vitest/,
    'pytest fixture': /def test_/
  }
  for (const isRedacted of [true, false]) {
    for (const [form, mark] of Object.entries(marks)) {
      await expect(copies.getByRole('tab', { name: form })).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => clipboard(page), form).toMatch(mark)
      const text = await clipboard(page)
      expect(text, form).toContain('31337')
      expect(/v1=[0-9a-f]{64}/.test(text), `${form}, redacted: ${isRedacted}`).toBe(!isRedacted)
      await page.keyboard.press('ArrowRight')
    }
    if (!isRedacted) break
    await pressOn(page, copies.getByRole('switch', { name: 'Leave out credentials and signatures' }), 'Space')
    await tabTo(page, copies.getByRole('tab', { name: 'cURL' }))
  }
  await page.keyboard.press('Escape')
  await expect(copies).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Deliveries' })).toBeFocused()
  await noPointer()
})

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

/** Types into a field that offers what matches, and takes the first. */
async function filterChoice(page: Page, field: Locator, name: string): Promise<void> {
  await typeInto(page, field, name)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(name)
}

/** Which deliveries came through the tunnel, newest first. */
async function ways(hooklab: HooklabProcess): Promise<readonly boolean[]> {
  const { items } = (await (await hooklab.api('/deliveries')).json()) as { items: { viaTunnel: boolean }[] }
  return items.map(({ viaTunnel }) => viaTunnel)
}
