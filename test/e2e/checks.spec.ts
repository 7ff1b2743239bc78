/** The handler check from the first look to the exported report, against an app with a planted flaw. */
import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { exportReport } from '../../electron/core/checks/report/export-report.ts'
import { app as flawed } from '../check/apps/parses-before-verifying.ts'
import { report, start } from '../check/hostile-report.ts'
import { startSampleApp } from '../check/sample-app.ts'
import { expect, expectAccessible, expectNoOverflow, goTo, openNewest, test } from '../helpers/interface-test.ts'
import { ok, rawTarget } from '../helpers/raw-target.ts'

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

  await page.getByRole('button', { name: 'Export' }).click()
  const xml = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'JUnit XML' }).click()
  const elements = await parseXml(page, await readFile(await (await xml).path(), 'utf8'))
  expect(elements[0]).toMatchObject({ tag: 'testsuites', attributes: { tests: '28', failures: '4', errors: '0', skipped: '4' } })
  expect(elements.filter(({ tag }) => tag === 'testcase')).toHaveLength(28)

  await page.getByRole('button', { name: 'All checks' }).click()
  await expect(page.getByRole('link', { name: /GitHub/ })).toContainText('4 failed')
  await expectAccessible(page, hooklab, 'checks-list')
})

test('JUnit XML is well-formed whatever an app answered', async ({ page }) => {
  const [suites, suite, ...rest] = await parseXml(page, exportReport(report, 'junit').text)
  const totals = { tests: '4', failures: '1', errors: '0', skipped: '1', time: '0.050' }
  expect(suites).toMatchObject({ tag: 'testsuites', attributes: totals })
  expect(suite).toMatchObject({ tag: 'testsuite', attributes: { ...totals, timestamp: '2026-11-24T12:00:00' } })
  expect(suite?.attributes['name']).toBe('Stripe <&> handler at http://127.0.0.1:3000/?a=1&b="2"')
  expect(rest.map(({ tag }) => tag)).toEqual([
    'testcase',
    'system-out',
    'testcase',
    'system-out',
    'testcase',
    'failure',
    'testcase',
    'skipped'
  ])
  expect(rest[5]?.text).toContain('Fix: a <b>&"')
  expect(rest[3]?.text).toMatch(/^Warning\n/)
  const unrun = exportReport({ ...start, state: 'failed', problem: 'Nothing listens <here>.' }, 'junit')
  const elements = await parseXml(page, unrun.text)
  expect(elements[0]?.attributes).toMatchObject({ tests: '1', errors: '1' })
  expect(elements.at(-1)).toMatchObject({ tag: 'error', attributes: { message: 'Nothing listens <here>.' } })
})

test('a delivery is resent with a fault, and its attempts say so', async ({ page, hooklab }) => {
  test.setTimeout(600_000)
  await using target = await rawTarget(ok)
  await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: '{"event":"order.paid","id":"evt_fault_00001"}' })
  await openNewest(page)
  await page.getByRole('button', { name: 'Other ways to resend' }).click()
  await page.getByRole('menuitem', { name: 'Resend with a fault…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend with a fault' })
  await dialog.getByRole('radio', { name: /^Wrong secret/ }).check()
  await expect(dialog.getByText('There is no secret to sign with', { exact: false })).toBeVisible()
  await dialog.getByRole('radio', { name: 'Concurrent duplicates' }).check()
  await dialog.getByLabel('URL').fill(target.url)
  await expectAccessible(page, hooklab, 'resend-fault')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Sent 5 times')).toBeVisible()
  expect(target.requests).toHaveLength(5)
  await page.getByRole('tab', { name: /Attempts/ }).click()
  await expect(page.getByText(/^concurrent.duplicates$/i).first()).toBeVisible()
})

interface XmlElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
}

/** Each element of a document, in order, as the browser's own parser sees it, which takes nothing that is not well-formed. */
function parseXml(page: Page, text: string): Promise<XmlElement[]> {
  return page.evaluate((xml) => {
    const document = new DOMParser().parseFromString(xml, 'application/xml')
    return [...document.querySelectorAll('*')].map((element) => ({
      tag: element.tagName,
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      text: element.textContent ?? ''
    }))
  }, text)
}
