/** The list without a mouse. */
import { deliveryRows, expect, test } from '../helpers/interface-test.ts'
import { fillWithDeliveries } from '../helpers/sample-traffic.ts'

test('everything can be done without a mouse', async ({ page, hooklab }) => {
  await fillWithDeliveries(page, hooklab)
  const list = page.getByRole('grid', { name: 'Deliveries' })
  // One tab stop for the list, after toolbar and sidebar.
  await page.locator('body').focus()
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(list).toBeFocused({ timeout: 100 })
  }).toPass({ timeout: 30_000, intervals: [0] })

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('ArrowDown')
  const active = await list.getAttribute('aria-activedescendant')
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press(']')
  await expect(page.getByRole('tab', { name: 'Signature' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('[')
  await page.keyboard.press('[')
  await expect(page.getByRole('tab', { name: 'Redeliveries' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tablist')).toBeHidden()
  await expect(list).toBeFocused()

  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: 'Filter deliveries' })).toBeFocused()
  await page.keyboard.type('verdict:failed')
  await page.keyboard.press('Enter')
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.keyboard.press('Control+Shift+F')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('keyboard')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('single keys do nothing while something is typed, nor when they are turned off', async ({ page, hooklab }) => {
  await fillWithDeliveries(page, hooklab)
  await deliveryRows(page).first().click()
  const filter = page.getByRole('combobox', { name: 'Filter deliveries' })
  await filter.fill('')
  await filter.pressSequentially('pjr?')
  await expect(filter).toHaveValue('pjr?')
  await expect(page.getByRole('dialog')).toBeHidden()
  await filter.fill('')
  await filter.press('Enter')
  expect((await hooklab.api('/settings', { method: 'PATCH', body: { appearance: { singleKeys: false } } })).status).toBe(200)
  await deliveryRows(page).first().click()
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('ArrowDown')
  await expect(deliveryRows(page).nth(1)).toHaveAttribute('aria-selected', 'true')
})
