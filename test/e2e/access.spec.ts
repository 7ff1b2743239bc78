/** The browser's side of the access rules: our page gets in and stays in; any other page gets nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { startHooklab } from '../helpers/hooklab-process.ts'

test('the printed URL opens the interface, its token leaves the address bar, and a reload stays signed in', async ({ page, context }) => {
  await using hooklab = await startHooklab()
  const complaints = collectComplaints(page)
  await page.goto(hooklab.interfaceUrl)
  await expect(page.getByRole('main')).toContainText(hooklab.listenerUrl)
  expect(page.url()).not.toContain('token')
  const cookies = await context.cookies()
  expect(cookies).toEqual([
    expect.objectContaining({ name: `hooklab-${new URL(hooklab.controlUrl).port}`, httpOnly: true, sameSite: 'Strict', path: '/' })
  ])
  expect(cookies[0]?.value).not.toBe(hooklab.token)
  await page.reload()
  await expect(page.getByRole('main')).toContainText(hooklab.listenerUrl)
  expect(await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).not.toContain(
    hooklab.token
  )
  expect(complaints).toEqual([])
})

test('without the token the page holds nothing and says what to do', async ({ page }) => {
  await using hooklab = await startHooklab()
  await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: '{"event":"not for strangers"}' })
  const refused = page.waitForResponse((response) => response.status() === 401)
  await page.goto(hooklab.controlUrl)
  await refused
  await expect(page.getByText(/hooklab serve/)).toBeVisible()
  expect(await page.content()).not.toContain('not for strangers')
})

for (const name of ['127.0.0.1', 'localhost']) {
  test(`a page of another server on ${name} can neither read nor change anything, signed in or not`, async ({ page, context }) => {
    await using hooklab = await startHooklab()
    await using foreign = await startForeignPage()
    await page.goto(hooklab.interfaceUrl)
    await expect(page.getByRole('main')).toContainText(hooklab.listenerUrl)
    // Cookies know no ports: the browser would send ours from the same name.
    expect(await context.cookies()).toHaveLength(1)

    const answered: string[] = []
    const stranger = await context.newPage()
    stranger.on('response', (response) => {
      const { port, pathname } = new URL(response.url())
      if (port === new URL(hooklab.controlUrl).port) answered.push(`${response.request().method()} ${pathname} ${response.status()}`)
    })
    await stranger.goto(`http://${name}:${foreign.port}/`)
    const base = `http://${name}:${new URL(hooklab.controlUrl).port}`
    expect(await stranger.evaluate(attack, base)).toEqual({ read: [], streamed: false })
    await expect.poll(() => answered).toEqual(expect.arrayContaining(['GET / 403', 'POST /api/tunnel/close 403']))
    expect(answered.filter((line) => !line.endsWith(' 403'))).toEqual([])
    expect((await (await hooklab.api('/endpoints')).json()).items).toHaveLength(1)
    expect((await (await hooklab.api('/settings')).json()).logBodies).toBe(false)
  })
}

/** Everything that a page may try without being asked. Runs in the foreign page; answers what came through. */
async function attack(base: string): Promise<{ read: string[]; streamed: boolean }> {
  const read: string[] = []
  const tryFetch = async (path: string, init: RequestInit): Promise<void> => {
    try {
      const response = await fetch(base + path, { credentials: 'include', ...init })
      const text = await response.text()
      if (text !== '') read.push(`${path} ${text}`)
    } catch {
      // Blocked by the browser, as it should be.
    }
  }
  await tryFetch('/api/deliveries', {})
  await tryFetch('/api/deliveries', { mode: 'no-cors' })
  await tryFetch('/api/endpoints/webhook', { method: 'DELETE' })
  await tryFetch('/api/deliveries', { method: 'DELETE', headers: { 'X-Hooklab': '1' } })
  await tryFetch('/api/settings', { method: 'POST', mode: 'no-cors', body: '{"logBodies":true}' })
  await tryFetch('/rpc/settings/update', { method: 'POST', mode: 'no-cors', body: '{"json":{"logBodies":true}}' })
  await tryFetch('/session', { method: 'POST', mode: 'no-cors' })
  const frame = document.createElement('iframe')
  frame.src = `${base}/`
  const form = document.createElement('form')
  Object.assign(form, { method: 'post', action: `${base}/api/tunnel/close`, enctype: 'text/plain' })
  const inside = document.createElement('iframe')
  inside.name = 'inside'
  form.target = 'inside'
  document.body.append(frame, inside, form)
  form.submit()
  const source = new EventSource(`${base}/api/changes`, { withCredentials: true })
  const streamed = await new Promise<boolean>((resolve) => {
    source.addEventListener('message', () => resolve(true))
    source.addEventListener('error', () => resolve(false))
  })
  return { read, streamed }
}

/** What the browser itself complains about: refused styles, scripts, connections. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

async function startForeignPage(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>foreign'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
