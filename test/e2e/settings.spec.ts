/** Settings: saved as they are changed, and still there afterwards. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startHooklab } from '../helpers/hooklab-process.ts'
import { expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('the theme is worn at once and after the page is opened again', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  await page.getByRole('radio', { name: 'Light', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByRole('radio', { name: 'Light', exact: true })).toBeChecked()
  const settings = (await (await hooklab.api('/settings')).json()) as { appearance: { theme: string } }
  expect(settings.appearance.theme).toBe('light')

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.getByRole('radio', { name: 'High contrast' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
})

test('the system decides when it is let to', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
})

test('density changes the height of rows', async ({ page }) => {
  await goTo(page, 'settings')
  await page.getByRole('radio', { name: 'Compact' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--row-height'))).toBe('1.75rem')
})

test('numbers are saved on leaving their field, within their limits', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  const keep = page.getByLabel('Keep at most')
  await keep.fill('5000')
  await keep.press('Enter')
  await expect.poll(() => readRetention(hooklab)).toMatchObject({ maxDeliveries: 5000 })
  await keep.fill('3')
  await keep.press('Enter')
  await expect.poll(() => readRetention(hooklab)).toMatchObject({ maxDeliveries: 100 })
  await expect(keep).toHaveValue('100')
})

test('switches and choices are saved', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  await page.getByRole('radio', { name: 'Full' }).click()
  await page.getByRole('switch', { name: 'Write bodies to webhook.log' }).click()
  await page.getByRole('switch', { name: 'Notify of a lost tunnel' }).click()
  await page.getByRole('switch', { name: 'Open the tunnel again at start' }).click()
  await page.getByRole('switch', { name: 'Single keys' }).click()
  await expect
    .poll(async () => (await hooklab.api('/settings')).json())
    .toMatchObject({
      durability: 'full',
      logBodies: true,
      notifications: { failedVerdict: true, tunnelLost: false },
      reopenTunnel: false,
      appearance: { singleKeys: false }
    })
})

test('a change from elsewhere shows without reloading', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  await expect(page.getByRole('switch', { name: 'Write bodies to webhook.log' })).not.toBeChecked()
  await hooklab.api('/settings', { method: 'PATCH', body: { logBodies: true } })
  await expect(page.getByRole('switch', { name: 'Write bodies to webhook.log' })).toBeChecked()
})

test('it says what this Hooklab is and where it keeps things', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  await expect(page.getByText(hooklab.dataFolder, { exact: true })).toBeVisible()
  await expect(page.getByRole('main').getByText(hooklab.listenerUrl)).toBeVisible()
})

test('a lasting problem is told on every screen, with what to do', async ({ page }) => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'hooklab.db'), 'this is no database')
  await using damaged = await startHooklab({ dataFolder: folder.path })
  const { problems } = (await (await damaged.api('/status')).json()) as { problems: { message: string; remedy: string }[] }
  expect(problems).toHaveLength(1)

  await page.goto(damaged.interfaceUrl)
  const banner = page.getByRole('alert').filter({ hasText: problems[0]?.message ?? '' })
  await expect(banner).toContainText(problems[0]?.remedy ?? '')
  await goTo(page, 'tunnel')
  await expect(banner).toBeVisible()
})

test('requests that never became a delivery stand in the listener log', async ({ page, hooklab }) => {
  await goTo(page, 'listener-log')
  await expect(page.getByText('Every request became a delivery')).toBeVisible()
  const response = await fetch(hooklab.listenerUrl, { headers: { 'x-large': 'a'.repeat(20_000) } })
  expect(response.status).toBe(431)
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByRole('list', { name: 'Listener log' })).toContainText('Headers of more than 16384 bytes')
})

test('axe finds nothing on the settings, which fit a window of 900 by 700', async ({ page, hooklab }) => {
  await goTo(page, 'settings')
  await expect(page.getByRole('heading', { name: 'This Hooklab' })).toBeVisible()
  await expectAccessible(page, hooklab, 'settings')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
})

test('axe finds nothing on the listener log, which fits a window of 900 by 700', async ({ page, hooklab }) => {
  await (await fetch(hooklab.listenerUrl, { headers: { 'x-large': 'a'.repeat(20_000) } })).arrayBuffer()
  await goTo(page, 'listener-log')
  await expect(page.getByRole('list', { name: 'Listener log' })).toBeVisible()
  await expectAccessible(page, hooklab, 'listener-log')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
})

async function readRetention(hooklab: { api(path: string): Promise<Response> }): Promise<unknown> {
  return ((await (await hooklab.api('/settings')).json()) as { retention: unknown }).retention
}
