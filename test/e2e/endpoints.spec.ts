/** Endpoints with their secrets and targets, made and changed by hand. */
import type { Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withDeadline } from '../helpers/deadline.ts'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'

const secret = 'a shared secret of some length'
const body = '{"event":"order.paid","id":"evt_1"}'

interface SeenEndpoint {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly schemeOptions: Readonly<Record<string, unknown>>
  readonly response: { readonly status: number }
  readonly secrets: readonly { readonly label: string; readonly hint: string }[]
}

test('an endpoint with a secret verifies a signed request and rejects a forged one', async ({ page, hooklab }) => {
  await goTo(page, 'endpoints/new')
  await page.getByLabel('Name').fill('orders')
  await page.getByLabel('Path').fill('/orders')
  await page.getByLabel('Signing secret').fill(secret)
  await page.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(page.getByRole('heading', { name: 'orders', level: 1 })).toBeVisible()

  expect(await post(hooklab, '/orders', { 'x-signature': sign(body) })).toBe(200)
  expect(await post(hooklab, '/orders', { 'x-signature': sign(`${body} `) })).toBe(403)

  await goTo(page, 'deliveries')
  await expect(deliveryRows(page)).toHaveCount(2)
  await expect(page.getByRole('row', { name: /order\.paid, POST \/orders, verified, answered 200/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /order\.paid, POST \/orders, failed, answered 403/ })).toBeVisible()
})

test('a secret is never shown again, and several may stand side by side', async ({ page, hooklab }) => {
  await openWebhook(page)
  await addSecret(page, 'the first secret of the two', 'Current')
  await addSecret(page, 'the second secret of the two', 'Next')
  await expect(page.getByText('A request is verified when any of them matches')).toBeVisible()
  expect(await page.content()).not.toContain('secret of the two')

  const endpoint = await readEndpoint(hooklab, 'webhook')
  expect(endpoint.secrets.map(({ label, hint }) => `${label} ${hint}`)).toEqual(['Current  two', 'Next  two'])
  await page.reload()
  await expect(page.getByText('Next')).toBeVisible()
  expect(await page.content()).not.toContain('secret of the two')

  await page.getByRole('button', { name: 'Remove Current' }).click()
  await page.getByRole('button', { name: 'Remove secret' }).click()
  await expect(page.getByRole('button', { name: 'Remove Current' })).toBeHidden()
  expect((await readEndpoint(hooklab, 'webhook')).secrets).toHaveLength(1)
})

test('a taken path is refused at its field, and what was typed stays', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints', { method: 'POST', body: { name: 'orders', path: '/orders' } })
  await openWebhook(page)
  const path = page.getByLabel('Path', { exact: true })
  await path.fill('/orders')
  await path.press('Enter')
  await expect(path).toHaveAccessibleDescription(/The path \/orders belongs to the endpoint orders/)
  await expect(path).toHaveValue('/orders')
  expect((await readEndpoint(hooklab, 'webhook')).path).toBe('/webhook')

  await path.press('Escape')
  await expect(path).toHaveValue('/webhook')
})

test('a path that cannot be is told before it is sent', async ({ page }) => {
  await goTo(page, 'endpoints/new')
  await page.getByLabel('Path').fill('orders')
  await page.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(page.getByLabel('Path')).toHaveAccessibleDescription(/A path starts with \//)
})

test('the timestamp is signed after one press', async ({ page, hooklab }) => {
  await openWebhook(page)
  await addSecret(page, secret, '')
  await expect(page.getByText('The timestamp is not signed')).toBeVisible()
  await page.getByRole('button', { name: 'Sign {timestamp}.{body}' }).click()
  await expect(page.getByText('The timestamp is not signed')).toBeHidden()
  await expect(page.getByLabel('Signed content')).toHaveValue('{timestamp}.{body}')

  const timestamp = String(Math.floor(Date.now() / 1000))
  expect(await post(hooklab, '/webhook', { 'x-timestamp': timestamp, 'x-signature': sign(`${timestamp}.${body}`) })).toBe(200)
  expect(await post(hooklab, '/webhook', { 'x-timestamp': timestamp, 'x-signature': sign(body) })).toBe(403)
})

test('a wrong scheme option is told at its field', async ({ page, hooklab }) => {
  await openWebhook(page)
  const content = page.getByLabel('Signed content')
  await content.fill('{timestamp}')
  await content.press('Enter')
  await expect(content).toHaveAccessibleDescription(/needs \{body\} in it/)
  expect((await readEndpoint(hooklab, 'webhook')).schemeOptions['signedContent'] ?? '{body}').toBe('{body}')
})

test('the reply is what the provider gets', async ({ page, hooklab }) => {
  await openWebhook(page)
  const status = page.getByRole('textbox', { name: 'Status' })
  await status.fill('202')
  await status.press('Enter')
  await page.getByLabel('Body', { exact: true }).fill('taken')
  await page.getByRole('button', { name: 'Add header' }).first().click()
  await page.getByLabel('Response headers: name 2').fill('X-Made-By')
  await page.getByLabel('Response headers: value 2').fill('hand')
  await page.getByRole('heading', { name: 'Reply' }).click()
  await expect
    .poll(async () => (await readEndpoint(hooklab, 'webhook')).response)
    .toEqual({
      status: 202,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Made-By', 'hand']
      ],
      body: 'taken'
    })
  const response = await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body })
  expect([response.status, response.headers.get('x-made-by'), await response.text()]).toEqual([202, 'hand', 'taken'])
})

test('an endpoint that is switched off takes nothing', async ({ page, hooklab }) => {
  await openWebhook(page)
  await page.getByRole('switch', { name: 'Receives requests' }).click()
  await expect(page.getByText('Switched off')).toBeVisible()
  expect(await post(hooklab, '/webhook', {})).toBe(404)
})

test('a deleted endpoint is asked for once, and comes back as it was', async ({ page, hooklab }) => {
  await openWebhook(page)
  await page.getByRole('button', { name: 'Delete endpoint…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete endpoint' }).click()
  await expect(page.getByText('webhook was deleted')).toBeVisible()
  expect(await post(hooklab, '/webhook', {})).toBe(404)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { name: 'webhook', level: 1 })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Fault fail_test' })).toBeChecked()
  expect(await post(hooklab, '/webhook', {})).toBe(200)
})

test('a target gets the bytes, and shows how it went', async ({ page, hooklab }) => {
  await using app = await startApp()
  await openWebhook(page)
  await page.getByRole('button', { name: 'Add target' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add target' })
  await dialog.getByLabel('URL').fill(app.url)
  await dialog.getByRole('button', { name: 'Add target' }).click()
  await expect(dialog).toBeHidden()
  expect(await post(hooklab, '/webhook', {})).toBe(200)
  expect(await app.nextBody()).toBe(body)
  await expect(
    page
      .getByText('now', { exact: true })
      .or(page.getByText(/^\d+ s ago$/))
      .first()
  ).toBeVisible()
  await expect(page.locator('section', { has: page.getByRole('heading', { name: 'Targets' }) })).toContainText('204')
})

test('a URL that is no URL is refused at its field', async ({ page }) => {
  await openWebhook(page)
  await page.getByRole('button', { name: 'Add target' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add target' })
  await dialog.getByLabel('URL').fill('localhost:3000')
  await dialog.getByRole('button', { name: 'Add target' }).click()
  await expect(dialog.getByLabel('URL')).toHaveAccessibleDescription(/Write the whole URL/)
})

test('a target elsewhere gets nothing until it has been allowed by name', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { url: 'https://hooks.example.com/in', name: 'far' } })
  await openWebhook(page)
  await expect(page.getByText('Not allowed yet')).toBeVisible()
  await page.getByRole('button', { name: /^far/ }).click()
  await page.getByRole('button', { name: 'Allow hooks.example.com…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Every delivery of this endpoint that fits the filter will leave this machine')
  await question.getByRole('button', { name: 'Allow hooks.example.com' }).click()
  await expect(page.getByText('hooks.example.com is allowed')).toBeVisible()
  const { items } = (await (await hooklab.api('/endpoints/webhook/targets')).json()) as { items: { allowRemote: boolean }[] }
  expect(items[0]?.allowRemote).toBe(true)
})

test('a removed target comes back with one press', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { url: 'http://localhost:3000/', name: 'my app' } })
  await openWebhook(page)
  await page.getByRole('button', { name: 'Remove my app' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing is forwarded' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Remove my app' })).toBeVisible()
})

test('script in names stays text', async ({ page, hooklab }) => {
  const name = '<img src=x onerror=alert(1)>\u202Egpj'
  await hooklab.api('/endpoints', { method: 'POST', body: { name, path: '/odd' } })
  await goTo(page, 'endpoints')
  const link = page.getByRole('main').getByRole('link', { name: '<img src=x onerror=alert(1)>' })
  await expect(link).toBeVisible()
  expect(await page.locator('img').count()).toBe(0)
  expect(await link.textContent()).not.toContain('\u202E')
})

test('the editor fits a window of 900 by 700', async ({ page }) => {
  await openWebhook(page)
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await expect(page.getByLabel('Path', { exact: true })).toBeInViewport()
})

test('axe finds nothing on the endpoint editor and the new endpoint', async ({ page, hooklab }) => {
  await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { url: 'https://hooks.example.com/in', name: 'far' } })
  await openWebhook(page)
  await page.getByRole('button', { name: /^far/ }).click()
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await expectAccessible(page, hooklab, 'endpoint')
  await goTo(page, 'endpoints/new')
  await expect(page.getByRole('heading', { name: 'New endpoint' })).toBeVisible()
  await expectAccessible(page, hooklab, 'new-endpoint')
})

async function openWebhook(page: Page): Promise<void> {
  await goTo(page, 'endpoints/webhook')
  await expect(page.getByRole('heading', { name: 'webhook', level: 1 })).toBeVisible()
}

async function addSecret(page: Page, value: string, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Add secret' }).click()
  await page.getByLabel('Secret', { exact: true }).fill(value)
  await page.getByLabel('Label').fill(label)
  await page.getByRole('button', { name: 'Add secret' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toBeHidden()
}

async function readEndpoint(hooklab: HooklabProcess, id: string): Promise<SeenEndpoint> {
  return (await (await hooklab.api(`/endpoints/${id}`)).json()) as SeenEndpoint
}

async function post(hooklab: HooklabProcess, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(hooklab.listenerUrl + path, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}

function sign(content: string): string {
  return createHmac('sha256', secret).update(content).digest('hex')
}

/** The developer's own app: answers 204 and hands out the bodies it gets. */
async function startApp(): Promise<AsyncDisposable & { readonly url: string; nextBody(): Promise<string> }> {
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      response.writeHead(204).end()
      server.emit('body', Buffer.concat(chunks as Buffer[]).toString())
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bodies = once(server, 'body') as Promise<[string]>
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    nextBody: async () => (await withDeadline(bodies, 15_000, 'Nothing was forwarded.'))[0],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
