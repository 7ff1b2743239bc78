/** Sending a delivery again, and what became of it. */
import type { Locator, Page } from '@playwright/test'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, openNewest, test } from '../helpers/interface-test.ts'
import { tabTo } from '../helpers/keyboard.ts'

interface DeveloperApp extends AsyncDisposable {
  readonly url: string
  readonly requests: {
    readonly method: string
    readonly url: string
    readonly headers: IncomingMessage['headers']
    readonly body: string
    readonly bytes: Buffer
  }[]
}

/** The developer's own app: remembers what came, and answers 201. */
async function startApp(): Promise<DeveloperApp> {
  const requests: DeveloperApp['requests'] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const bytes = Buffer.concat(pieces)
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: bytes.toString(), bytes })
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
  await openNewest(page)
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
  await openNewest(page)
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend to a URL' })
  await dialog.getByLabel('URL').fill(`${app.url}/elsewhere`)
  await dialog.getByRole('button', { name: 'Resend', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(detail(page).getByText('Sent', { exact: true })).toBeVisible()
  expect(app.requests.map(({ url }) => url)).toEqual(['/elsewhere'])
  await page.getByRole('button', { name: 'Resend', exact: true }).click()
  await expect(dialog.getByLabel('URL')).toHaveValue(`${app.url}/elsewhere`)
})

test('without a mouse a delivery is edited, sent, looked at, edited again and compared', async ({ page, hooklab }) => {
  await using app = await startApp()
  await addTarget(hooklab, `${app.url}/hooks`)
  await send(hooklab, 'order.paid', { amount: 1 })
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.getByRole('grid', { name: 'Deliveries' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Edit and resend' })
  await tabTo(page, dialog.getByLabel('Path and query'))
  await page.keyboard.press('End')
  await page.keyboard.type('?try=2')
  await tabTo(page, dialog.getByRole('textbox', { name: 'Body' }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('{"event":"order.paid","amount":2')
  await expect(dialog.getByText(/^Not valid JSON/)).toBeVisible()
  await page.keyboard.type('}')
  await expect(dialog.getByText('Valid JSON', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+Enter')

  const result = dialog.getByRole('region', { name: 'What came of it' })
  await expect(result.getByText('Answered 201')).toBeVisible()
  await expect(result.getByText('handled')).toBeVisible()
  expect(app.requests.map(({ url, body, headers }) => [url, body, headers['content-type']])).toEqual([
    ['/webhook?try=2', '{"event":"order.paid","amount":2}', 'application/json']
  ])
  await expect(dialog.getByRole('button', { name: 'Edit again' })).toBeFocused()
  await page.keyboard.press('Enter')

  await tabTo(page, dialog.getByRole('tab', { name: 'Body' }))
  await page.keyboard.press('ArrowRight')
  await tabTo(page, dialog.getByLabel('Header 1: name'))
  await page.keyboard.press('Alt+ArrowDown')
  await expect(dialog.getByText('moved')).toBeVisible()
  await tabTo(page, dialog.getByRole('button', { name: 'Add header' }))
  await page.keyboard.press('Enter')
  await page.keyboard.type('X-Tried')
  await page.keyboard.press('Tab')
  await page.keyboard.type('twice')
  await expect(dialog.getByText('added')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => app.requests.at(-1)?.headers['x-tried']).toBe('twice')
  await expect(result.getByText('Answered 201')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('grid', { name: 'Deliveries' }).focus()
  await page.keyboard.press('d')
  const compared = page.getByRole('dialog', { name: 'Compare' })
  await expect(compared.getByRole('table', { name: 'Headers compared' }).getByText('twice')).toBeVisible()
  await expectAccessible(page, hooklab, 'compare-headers')
  await compared.getByRole('radio', { name: 'JSON' }).focus()
  await page.keyboard.press('Space')
  await expect(compared.getByLabel('Right text')).toContainText('"amount": 2')
  await page.keyboard.press('ArrowRight')
  await expect(compared.getByText(/^1 byte differs/)).toBeVisible()
})

test('a body that is no text is edited as bytes, and what is not touched stays', async ({ page, hooklab }) => {
  await using app = await startApp()
  await addTarget(hooklab, app.url)
  const body = Uint8Array.from([0, 255, 254, 65, 13, 10, 200])
  await (
    await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body })
  ).arrayBuffer()
  await openNewest(page)
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Edit and resend' })
  const hex = dialog.getByRole('textbox', { name: 'Body, hexadecimal' })
  await expect(hex).toContainText('00 ff fe 41 0d 0a c8')
  await hex.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' 0g')
  await expect(dialog.getByRole('status').getByText(/is not bytes/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Resend/ })).toBeDisabled()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('1')
  await expectAccessible(page, hooklab, 'resend-bytes')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText('Answered 201').first()).toBeVisible()
  expect(app.requests.map(({ bytes }) => bytes)).toEqual([Buffer.from([...body, 1])])
})

test('a target that is not there says so, and what to do', async ({ page, hooklab }) => {
  const app = await startApp()
  await app[Symbol.asyncDispose]()
  await addTarget(hooklab, app.url)
  await send(hooklab, 'order.paid')
  await openNewest(page)
  await page.keyboard.press('r')
  await expect(page.getByText('Connection refused').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Attempts' }).click()
  await expect(page.getByText(/Nothing listens on 127\.0\.0\.1:\d+/)).toBeVisible()
})
