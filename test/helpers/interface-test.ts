/**
 * Playwright's `test` with a Hooklab of its own for each test and a page on its interface.
 * A test fails when the page throws, logs an error or breaks its content policy.
 *
 *     test('the first delivery appears', async ({ page, hooklab }) => { … })
 */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page, test as base } from '@playwright/test'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type HooklabProcess, startHooklab } from './hooklab-process.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  readonly hooklab: HooklabProcess
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures it has to make from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  hooklab: async ({}, use) => {
    await using hooklab = await startHooklab()
    await use(hooklab)
  },
  page: async ({ page, hooklab }, use) => {
    const complaints = listenForComplaints(page)
    await page.goto(hooklab.interfaceUrl)
    await expect(page.getByRole('main')).toBeVisible()
    await use(page)
    expect(complaints, 'errors on the page').toEqual([])
  }
})

/** Goes to a screen as a link would. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#/${place}`)
}

/** Opens the palette, also on a page that has only just been loaded, and answers its field. */
export async function openPalette(page: Page): Promise<Locator> {
  const field = page.getByRole('combobox', { name: 'Command' })
  await expect(async () => {
    if (!(await field.isVisible())) await page.keyboard.press('Control+k')
    await expect(field).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 15_000 })
  return field
}

export type Theme = 'dark' | 'light' | 'contrast'

/** Sets the theme as the settings do, and waits until the page wears it. */
export async function wearTheme(page: Page, hooklab: HooklabProcess, theme: Theme): Promise<void> {
  const response = await hooklab.api('/settings', { method: 'PATCH', body: { appearance: { theme } } })
  expect(response.status).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

/** Runs axe on what is on screen in dark, light and high contrast, and takes a picture in the first two. */
export async function expectAccessible(page: Page, hooklab: HooklabProcess, name: string): Promise<void> {
  // Each run of axe walks the whole page, which takes its time on a small machine that is busy.
  test.setTimeout(300_000)
  for (const theme of ['dark', 'light', 'contrast'] as const) {
    await wearTheme(page, hooklab, theme)
    await page.evaluate(async () => {
      // Those of parts that are not drawn never finish.
      const late = new Promise((resolve) => setTimeout(resolve, 2_000))
      await Promise.race([Promise.allSettled(document.getAnimations().map((animation) => animation.finished)), late])
    })
    // Themes differ in nothing but colour: all other rules need to be asked only once.
    const axe = new AxeBuilder({ page })
    const { violations } = await (theme === 'dark' ? axe : axe.withRules(['color-contrast'])).analyze()
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`))
    expect(found, `${name} in ${theme}`).toEqual([])
    if (theme !== 'contrast') await takePicture(page, `${name}-${theme}`)
  }
}

/** `docs/screenshots/<name>.png` when HOOKLAB_PICTURES=1, else among the test results. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['HOOKLAB_PICTURES'] === '1' ? '../../docs/screenshots/' : '../../test-results/pictures/'
  const path = fileURLToPath(new URL(`${folder}${name}.png`, import.meta.url))
  await mkdir(fileURLToPath(new URL(folder, import.meta.url)), { recursive: true })
  await page.screenshot({ path })
}

/** The rows of the delivery list. */
export function deliveryRows(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Deliveries' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
}

/** Opens the newest row, once as many deliveries are in the list as were sent: until then another may take its place. */
export async function openNewest(page: Page, deliveries = 1): Promise<void> {
  await expectDeliveries(page, deliveries)
  await deliveryRows(page).first().click()
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
}

/** Waits until the list holds so many and stands still. */
export async function expectDeliveries(page: Page, deliveries: number): Promise<void> {
  await expect(page.getByRole('grid', { name: 'Deliveries' })).toHaveAttribute('aria-rowcount', String(deliveries + 1))
}

/** Nothing sticks out sideways: every element ends within the window, or within something that scrolls or cuts it. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const width = await page.evaluate(() => ({ window: innerWidth, content: document.documentElement.scrollWidth }))
  expect(width.content).toBeLessThanOrEqual(width.window)
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text())
  })
  return complaints
}

/** The browser itself reports every answer of 400 and above, and every lost connection; what the page makes of them is tested by its text. */
function isExpected(text: string): boolean {
  return /^Failed to load resource: (the server responded with a status of 4|net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE))/.test(
    text
  )
}
