/** Sending a delivery again, and what became of it. */
import type { Locator, Page } from '@playwright/test'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, test } from '../helpers/interface-test.ts'

interface DeveloperApp extends AsyncDisposable {
  readonly url: string
  readonly requests: {
    readonly method: string
    readonly url: string
    readonly headers: IncomingMessage['headers']
    readonly body: string
  }[]
}

/** The developer's own app: remembers what came, and answers 201. */
async function startApp(): Promise<DeveloperApp> {
  const requests: DeveloperApp['requests'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"handled":true}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

async function send(hooklab: HooklabProcess, event: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const response = await fetch(`${hooklab.listenerUrl}/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event, ...more })
  })
  await response.arrayBuffer()
}

async function addTarget(hooklab: HooklabProcess, url: string): Promise<void> {
  expect(
    (
      await hooklab.api('/endpoints/webhook/targets', {
        method: 'POST',
        body: { name: 'my app', url, enabled: true, filter: { eventType: 'never' } }
      })
    ).status
  ).toBe(201)
}

/** The pane of the open delivery. */
function detail(page: Page): Locator {
  return page.getByRole('region', { name: 'Delivery', exact: true })
}

test('one key resends to the target, and the answer shows at once', async ({ page, hooklab }) => {
  await using app = await startApp()
  await addTarget(hooklab, `${app.url}/hooks`)
  await send(hooklab, 'order.paid')
  await deliveryRows(page).first().click()
  await page.keyboard.press('r')
  await expect(detail(page).getByText('Sent', { exact: true })).toBeVisible()
  await expect(detail(page).getByText('201').first()).toBeVisible()
  expect(app.requests.map(({ method, url, body }) => [method, url, body])).toEqual([['POST', '/hooks', '{"event":"order.paid"}']])

  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('option', { name: /Resent/ })).toHaveCount(1)
  await expect(page.getByText('handled')).toBeVisible()
  await expect(page.getByRole('row', { name: /order\.paid.*target answered 201/ })).toBeVisible()
})

test('without a target the URL is asked for, and kept for the next time', async ({ page, hooklab }) => {
  await using app = await startApp()
  await send(hooklab, 'order.paid')
  await deliveryRows(page).first().click()
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend to a URL' })
  await dialog.getByLabel('URL').fill(`${app.url}/elsewhere`)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await expect(detail(page).getByText('Sent', { exact: true })).toBeVisible()
  expect(app.requests.map(({ url }) => url)).toEqual(['/elsewhere'])
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  await expect(dialog.getByLabel('URL')).toHaveValue(`${app.url}/elsewhere`)
})

test('edited, only what was changed goes out changed', async ({ page, hooklab }) => {
  await using app = await startApp()
  await send(hooklab, 'order.paid', { amount: 1 })
  await deliveryRows(page).first().click()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Edit and resend' })
  await dialog.getByLabel('URL').fill(`${app.url}/hooks`)
  await dialog.getByLabel('Body').fill('{"event":"order.paid","amount":2}')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(detail(page).getByText('Sent', { exact: true })).toBeVisible()
  expect(app.requests.map(({ body, headers }) => [body, headers['content-type']])).toEqual([
    ['{"event":"order.paid","amount":2}', 'application/json']
  ])
  await page.getByRole('tab', { name: 'Attempts' }).click()
  await expect(page.getByText('Edited')).toBeVisible()
})

test('a target that is not there says so, and what to do', async ({ page, hooklab }) => {
  const app = await startApp()
  await app[Symbol.asyncDispose]()
  await addTarget(hooklab, app.url)
  await send(hooklab, 'order.paid')
  await deliveryRows(page).first().click()
  await page.keyboard.press('r')
  await expect(page.getByText('Connection refused').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Attempts' }).click()
  await expect(page.getByText(/Nothing listens on 127\.0\.0\.1:\d+/)).toBeVisible()
})
