/** The tabs of a delivery: what each shows, in which forms, and that large bodies never hold up the page. */
import type { Locator, Page } from '@playwright/test'
import { createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { expect, openNewest, test } from '../helpers/interface-test.ts'
import { watchMainThread } from '../helpers/main-thread.ts'

interface Sent {
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
  /** Deliveries that are there with this one. */
  readonly count?: number
}

/** Sends one delivery and opens it at a tab. */
async function open(
  page: Page,
  hooklab: HooklabProcess,
  tab: string,
  { path = '/webhook', headers = {}, body, count = 1 }: Sent
): Promise<Locator> {
  const response = await fetch(hooklab.listenerUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body
  })
  await response.arrayBuffer()
  await openNewest(page, count)
  await page.getByRole('tab', { name: tab }).click()
  return page.getByRole('tabpanel', { name: tab })
}

const view = (page: Page, name: string): Promise<void> => page.getByRole('radio', { name, exact: true }).click()

test('the overview tells the verdict, the facts and each step', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Overview', { body: '{"event":"order.paid"}' })
  await expect(panel.getByText('Not signed')).toBeVisible()
  await expect(panel.getByText('POST /webhook HTTP/1.1')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'webhook' })).toHaveAttribute('href', /#\/endpoints\//)
  const steps = panel.getByRole('listitem')
  await expect(steps.first()).toContainText('POST from 127.0.0.1')
  expect(await steps.count()).toBeGreaterThan(2)
})

test('deliveries of the same event are listed, and lead to each other', async ({ page, hooklab }) => {
  const body = '{"event":"order.paid","id":"evt_7"}'
  await (
    await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  ).arrayBuffer()
  const panel = await open(page, hooklab, 'Overview', { body, count: 2 })
  await expect(panel.getByText('came once before')).toBeVisible()
  await panel.getByRole('link', { name: 'What the provider did' }).click()
  const all = page.getByRole('list', { name: 'Deliveries of the event, oldest first' }).getByRole('link')
  await expect(all).toHaveCount(2)
  await expect(all.last()).toHaveAttribute('aria-current', 'true')
  const before = page.url()
  await all.first().click()
  await expect(page).not.toHaveURL(before)
  await expect(all.first()).toHaveAttribute('aria-current', 'true')
})

test('a failed signature is explained with both signatures and the signed content', async ({ page, hooklab }) => {
  const secret = { value: 'the right secret of this endpoint' }
  expect((await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: secret })).status).toBe(201)
  const body = '{"event":"order.paid"}\r\n'
  const sign = (key: string): string => createHmac('sha256', key).update(body).digest('hex')
  const panel = await open(page, hooklab, 'Signature', { headers: { 'x-signature': sign('another secret') }, body })
  await expect(panel.getByText(sign('another secret')).first()).toBeVisible()
  await expect(panel.getByText(sign(secret.value))).toBeVisible()
  await expect(panel.locator('pre')).toContainText('{"event":"order.paid"}CRLF')
  expect(await page.content()).not.toContain(secret.value)
})

test('headers keep order, case and repeats; signatures are masked until asked for', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Headers', {
    headers: { Authorization: 'Bearer very-secret-token', 'X-One': 'first' },
    body: '{}'
  })
  const table = panel.getByRole('table', { name: 'Request headers' })
  await expect(table.getByRole('row', { name: /x-one first/i })).toBeVisible()
  await expect(table.getByText('24 characters')).toBeVisible()
  expect(await page.content()).not.toContain('very-secret-token')
  await panel.getByRole('button', { name: 'Reveal' }).click()
  await expect(table.getByText('Bearer very-secret-token')).toBeVisible()
})

test('a JSON body shows as a tree, laid out, raw and in hexadecimal', async ({ page, hooklab }) => {
  const body = '{"event":"order.paid","big":12345678901234567890,"lines":[{"sku":"A-1"}]}'
  const panel = await open(page, hooklab, 'Body', { body })
  const tree = panel.getByRole('tree')
  await expect(tree.getByRole('treeitem', { name: /sku: A-1/ })).toBeVisible()
  await expect(tree.getByRole('treeitem', { name: /big: 12345678901234567890/ })).toBeVisible()
  await tree.getByRole('treeitem', { name: /lines/ }).click()
  await expect(tree.getByRole('treeitem', { name: /sku/ })).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await expect(tree.getByRole('treeitem', { name: /sku/ })).toBeVisible()

  await view(page, 'Pretty')
  await expect(panel.locator('.cm-line').nth(2)).toHaveText('  "big": 12345678901234567890,')
  await view(page, 'Raw')
  await expect(panel.locator('.cm-content')).toHaveText(body)
  await view(page, 'Hex')
  await expect(panel.getByText('00000000')).toBeVisible()
  await expect(panel.getByText('{"event":"order.')).toBeVisible()
})

test('broken JSON says where it breaks, and shows what could be read', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Body', { body: '{\n  "event": "order.paid",\n  "amount": 1O\n}' })
  await expect(panel.getByText(/A comma or } is missing, at line 3, column 14/)).toBeVisible()
  await expect(panel.getByRole('treeitem', { name: /event: order\.paid/ })).toBeVisible()
})

test('ten thousand levels of nesting are no trouble', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Body', { body: '['.repeat(10_000) + ']'.repeat(10_000) })
  await expect(panel.getByRole('treeitem').first()).toBeVisible()
  await view(page, 'Pretty')
  await expect(panel.locator('.cm-line').first()).toHaveText('[')
})

test('bytes that are no text are shown as what they are', async ({ page, hooklab }) => {
  const bytes = Uint8Array.from([0, 255, 254, 1, 2, 3])
  const panel = await open(page, hooklab, 'Body', { headers: { 'content-type': 'application/octet-stream' }, body: bytes })
  await expect(panel.getByText('00 ff fe 01 02 03')).toBeVisible()
  await view(page, 'Raw')
  await expect(panel.getByText('Some bytes are not UTF-8')).toBeVisible()
})

test('a compressed body is shown decompressed, and as it was received', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Body', {
    headers: { 'content-encoding': 'gzip' },
    body: Uint8Array.from(gzipSync('{"event":"zipped"}'))
  })
  await expect(panel.getByRole('treeitem', { name: /event: zipped/ })).toBeVisible()
  await panel.getByRole('button', { name: 'As received' }).click()
  await expect(panel.getByText('1f 8b')).toBeVisible()
})

test('fields of forms are listed, with files by name and size', async ({ page, hooklab }) => {
  const form = new FormData()
  form.set('note', 'two\r\nlines')
  form.set('upload', new Blob([randomBytes(2_048)], { type: 'image/png' }), 'photo.png')
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const body = new Uint8Array(await request.clone().arrayBuffer())
  const panel = await open(page, hooklab, 'Body', { headers: { 'content-type': request.headers.get('content-type') ?? '' }, body })
  await expect(panel.getByRole('row', { name: /note two/ })).toBeVisible()
  await expect(panel.getByRole('row', { name: /upload photo\.png image\/png 2\.0 KB/ })).toBeVisible()
})

test('five megabytes of JSON in one line open without holding up the page', async ({ page, browser, hooklab }, info) => {
  const lines = Array.from({ length: 60_000 }, (_, number) => ({ id: number, name: `item ${number}`, tags: ['a', 'b'], price: 9.99 }))
  const body = JSON.stringify({ event: 'large', lines })
  expect(body.length).toBeGreaterThan(3_000_000)
  await open(page, hooklab, 'Overview', { body })
  const stopWatching = await watchMainThread(browser, page)
  await page.getByRole('tab', { name: 'Body' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Body' })
  await expect(panel.getByRole('treeitem', { name: /lines/ })).toBeVisible({ timeout: 30_000 })
  const { longestMs, long } = await stopWatching()
  info.annotations.push({ type: 'main thread', description: `longest task ${longestMs.toFixed(1)} ms, ${long.length} over 50 ms` })
  // Formatting it at once would take several times as long.
  expect(longestMs).toBeLessThan(150)
  await view(page, 'Pretty')
  await expect(panel.locator('.cm-line').first()).toHaveText('{', { timeout: 30_000 })
})

test('a body over 10 MB is looked at in pages, and saved whole', async ({ page, hooklab }) => {
  test.setTimeout(120_000)
  expect((await hooklab.api('/settings', { method: 'PATCH', body: { maxBodyBytes: 20 * 1_048_576 } })).status).toBe(200)
  const body = 'x'.repeat(11 * 1_048_576) + 'the very end'
  const panel = await open(page, hooklab, 'Body', { headers: { 'content-type': 'text/plain' }, body })
  await expect(panel.getByText('larger than 10 MB')).toBeVisible()
  await expect(panel.getByText(/Page 1 of 45/)).toBeVisible()
  await panel.getByRole('button', { name: 'Last page' }).click()
  await expect(panel.locator('.cm-content')).toContainText('the very end')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save the body to a file' }).click()
  ])
  expect((await readFile(await download.path(), 'utf8')) === body).toBe(true)
  expect(download.suggestedFilename()).toMatch(/^body-dlv_\w+\.txt$/)
})

test('the answer is shown with status, headers and body', async ({ page, hooklab }) => {
  const panel = await open(page, hooklab, 'Response', { body: '{"event":"fail_test"}' })
  await expect(panel.getByText('500', { exact: true })).toBeVisible()
  await expect(panel.getByRole('row', { name: /Content-Type.*application\/json/i })).toBeVisible()
  await expect(panel.getByRole('treeitem', { name: /error: Simulated failure/ })).toBeVisible()
})
