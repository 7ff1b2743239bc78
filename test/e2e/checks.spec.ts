/** The handler check from the first look to the exported report, against an app with a planted flaw. */
import { readFile } from 'node:fs/promises'
import { app as flawed } from '../check/apps/parses-before-verifying.ts'
import { startSampleApp } from '../check/sample-app.ts'
import { expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'

test('an app is checked, the report says what to fix, and is run again in part and exported', async ({ page, hooklab }) => {
  test.setTimeout(600_000)
  await using app = await startSampleApp(flawed)
  await goTo(page, 'checks')
  await expect(page.getByRole('heading', { name: 'Is your handler safe?' })).toBeVisible()
  await expectAccessible(page, hooklab, 'checks-empty')

  await page.keyboard.press('ControlOrMeta+Shift+K')
  const dialog = page.getByRole('dialog', { name: 'Check a handler' })
  await dialog.getByRole('radio', { name: 'A provider and a secret' }).check()
  await dialog.getByRole('combobox', { name: 'Provider' }).fill('GitH')
  await page.getByRole('option', { name: 'GitHub', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Secret' }).fill(flawed.secret)
  await dialog.getByLabel('URL of your app').fill('http://192.0.2.1 /')
  await dialog.getByLabel('State URL').fill(app.stateUrl)
  await dialog.getByRole('button', { name: 'Run the check' }).click()
  await expect(dialog.getByRole('alert')).toContainText('is not a URL to send to')
  await dialog.getByLabel('URL of your app').fill(app.url)
  await expectAccessible(page, hooklab, 'checks-dialog')
  await dialog.getByRole('button', { name: 'Run the check' }).click()
  await expect(dialog).toBeHidden()

  await expect(page.getByRole('heading', { name: 'GitHub handler' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Cases done' })).toBeVisible()
  await expect(page.getByText('4 failed · 2 warnings')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('radio', { name: 'To fix' }).check()
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(6)
  const spacing = page.getByRole('button', { name: /Accepts JSON with other spacing/ })
  if ((await spacing.getAttribute('aria-expanded')) === 'false') await spacing.click()
  await expect(page.getByText('Verify over the raw bytes of the body, before any JSON parser', { exact: false }).first()).toBeVisible()
  await page.getByText('JSON: other spacing').click()
  await expect(page.getByRole('region', { name: 'Answer 401' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Request', exact: true })).not.toContainText('sha256=')
  await expectAccessible(page, hooklab, 'checks-report')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await page.setViewportSize({ width: 1366, height: 768 })

  await page.getByRole('button', { name: 'Run this case again' }).first().click()
  await expect(page.getByText('4 failed · 2 warnings')).toBeVisible()

  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Markdown' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^handler-check-github-[\d-]+\.md$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('**4 failed, 2 warnings')
  expect(text).not.toContain(flawed.secret)

  await page.getByRole('button', { name: 'All checks' }).click()
  await expect(page.getByRole('link', { name: /GitHub/ })).toContainText('4 failed')
  await expectAccessible(page, hooklab, 'checks-list')
})
