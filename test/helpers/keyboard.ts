/** Working the interface without a mouse, and the proof that none was used. */
import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than any screen has. */
const mostStops = 200

/** Presses Tab until the control, or something in it, has the focus. */
export async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(control).toBeVisible()
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await hasFocus(control)) return
    await page.keyboard.press(key)
  }
  expect(await hasFocus(control), `${String(control)} can be reached with ${key}`).toBe(true)
}

/** Goes to the control and presses a key on it. */
export async function pressOn(page: Page, control: Locator, key: string): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press(key)
}

/** Goes to a field and puts other text in its place. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Opens a list of choices and takes one by its name. */
export async function choose(page: Page, select: Locator, option: string | RegExp): Promise<void> {
  await pressOn(page, select, 'Enter')
  const wanted = page.getByRole('option', { name: option }).first()
  await expect(wanted).toBeVisible()
  await page.keyboard.press('Home')
  for (let step = 0; step < mostStops && !(await isCurrent(wanted)); step += 1) await page.keyboard.press('ArrowDown')
  expect(await isCurrent(wanted), `${String(option)} can be reached with the arrow keys`).toBe(true)
  await page.keyboard.press('Enter')
  await expect(wanted).toBeHidden()
}

/** Runs a command by the beginning of its words in the palette. */
export async function run(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Command' })
  await expect(field).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

/** To the list of deliveries, from any screen. */
export async function toList(page: Page): Promise<void> {
  const list = page.getByRole('grid', { name: 'Deliveries' })
  if (await list.isHidden()) await pressOn(page, page.getByRole('link', { name: /^All deliveries/ }), 'Enter')
  await expect(list).toBeVisible()
  await run(page, 'focus the delivery')
  await expect(list).toBeFocused()
}

/** Counts presses of a mouse, a finger or a pen from now on; what it answers is to be called at the end. */
export async function watchPointer(page: Page): Promise<() => Promise<void>> {
  let presses = 0
  await page.exposeFunction('notePress', () => (presses += 1))
  await page.evaluate("addEventListener('pointerdown', () => window.notePress(), true)")
  return () => expect.poll(() => presses, 'presses of a pointer').toBe(0)
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element.contains(document.activeElement))
}

function isCurrent(option: Locator): Promise<boolean> {
  return option.evaluate((element) => element === document.activeElement || 'highlighted' in (element as HTMLElement).dataset)
}
