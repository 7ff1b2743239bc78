/** What the public URL lets through, set by keyboard and met by callers from outside. */
import type { Page } from '@playwright/test'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import {
  deliveryRows,
  expect,
  expectAccessible,
  expectNoOverflow,
  goTo,
  takePicture,
  test,
  openPalette
} from '../helpers/interface-test.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { callPublicUrl } from '../helpers/tunnel-session.ts'

const provenDeadline = { timeout: 30_000 }

test('everything is blocked and let in again with a key, and told of on every screen', async ({ page, hooklab }) => {
  await using server = await startLocaltunnelServer()
  await openTunnel(page, hooklab, server.host)
  const url = `${server.publicUrl('calmotter')}/webhook`
  await goTo(page, 'settings')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+Shift+b')
  const banner = page.getByRole('status').filter({ hasText: 'The public URL is blocked' })
  await expect(banner).toBeVisible()
  await expect(page.getByRole('link', { name: /^Tunnel: Blocked, Online/ })).toBeVisible()
  await expect(page.getByText('Public URL blocked', { exact: true })).toBeVisible()
  expect((await post(url)).status).toBe(503)
  await expect(banner).toContainText('1 refused since the start')

  await page.keyboard.press('Control+Shift+b')
  expect((await post(url)).status).toBe(503)
  await goTo(page, 'tunnel')
  await expect(banner).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Unblock' })).toBeVisible()
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await expectAccessible(page, hooklab, 'tunnel-blocked')
  await page.keyboard.press('Control+Shift+y')
  await expect(banner).toBeHidden()
  expect((await post(url)).status).toBe(200)
  await goTo(page, 'deliveries')
  await expect(deliveryRows(page)).toHaveCount(1)
})

test('the rules of the public URL are set by keyboard, hold for callers, and count what they refuse', async ({ page, hooklab }) => {
  await using server = await startLocaltunnelServer()
  await openTunnel(page, hooklab, server.host)
  const base = server.publicUrl('calmotter')
  const main = page.getByRole('main')

  await (await openPalette(page)).fill('what the public URL lets through')
  await page.keyboard.press('Enter')
  await expect(main.getByRole('heading', { name: 'What is let through' })).toBeInViewport()
  await expect(page.getByRole('banner', { name: 'Toolbar' })).toBeInViewport({ ratio: 1 })
  expect((await post(`${base}/.env`)).status).toBe(404)

  // A token: the URL of before leads nowhere, and the first screen shows the new one.
  await main.getByRole('switch', { name: 'Path token' }).press('Space')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Add a token' }).press('Enter')
  const token = await readToken(hooklab)
  await expect(main.getByText(`${base}/${token}`, { exact: true }).first()).toBeVisible()
  expect((await post(`${base}/webhook`)).status).toBe(404)
  await goTo(page, 'deliveries')
  await expect(main.getByText(`${base}/${token}/webhook`, { exact: true })).toBeVisible()
  await goTo(page, 'tunnel/exposure')
  await main.getByRole('button', { name: 'Make another token…' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make another token' }).press('Enter')
  await expect.poll(() => readToken(hooklab)).not.toBe(token)
  const url = `${base}/${await readToken(hooklab)}/webhook`
  await expect(main.getByText(url, { exact: true })).toBeVisible()
  expect((await post(url)).status).toBe(200)

  // Credentials: never read back, and in a URL while they are fresh.
  await main.getByRole('switch', { name: 'User and password' }).press('Space')
  await main.getByRole('textbox', { name: 'Password' }).fill('short')
  await main.getByRole('button', { name: 'Ask for them' }).press('Enter')
  await expect(main.getByRole('textbox', { name: 'Password' })).toHaveAccessibleDescription(/8 characters or more\..*8 characters or more/)
  await main.getByRole('textbox', { name: 'Password' }).fill('with:all/sorts@of')
  await main.getByRole('textbox', { name: 'Password' }).press('Enter')
  await expect(main.getByText(url.replace('://', '://hooklab:with%3Aall%2Fsorts%40of@'), { exact: true })).toBeVisible()
  expect((await post(url)).status).toBe(401)
  const authorization = `Basic ${Buffer.from('hooklab:with:all/sorts@of').toString('base64')}`
  expect((await post(url, { authorization })).status).toBe(200)
  await page.reload()
  await expect(main.getByText(url.replace('://', '://hooklab:PASSWORD@'), { exact: true })).toBeVisible()

  // Addresses: an error stays at its field; emptying the list can be undone.
  const addresses = main.getByRole('textbox', { name: 'Addresses and ranges, one on a line' })
  await addresses.fill('203.0.113.0/24\nmy office')
  await addresses.press('Tab')
  await expect(addresses).toHaveAccessibleDescription(/“my” /)
  await addresses.fill('203.0.113.0/24')
  await addresses.press('Tab')
  await expect(main.getByText('1 entry')).toBeVisible()
  expect((await post(url, { authorization, 'x-forwarded-for': '198.51.100.7' })).status).toBe(403)
  await main.getByRole('button', { name: 'Allow everybody' }).press('Enter')
  await expect(main.getByText('Everybody may call')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByText('Every address may call')).toBeHidden()
  await expect(addresses).toHaveValue('203.0.113.0/24')
  await main.getByRole('combobox', { name: 'Caller’s address from' }).press('Enter')
  await page.getByRole('option', { name: /^X-Real-IP/ }).press('Enter')
  await expect(main.getByText('The address is what X-Real-IP says, as you chose.')).toBeVisible()
  expect((await post(url, { authorization, 'x-real-ip': '203.0.113.9' })).status).toBe(200)

  // A cap of one in a minute.
  const cap = main.getByRole('textbox', { name: 'Requests in a minute' })
  await cap.fill('1')
  await cap.press('Enter')
  await expect.poll(() => readCap(hooklab)).toBe(1)
  expect((await post(url, { authorization, 'x-real-ip': '203.0.113.9' })).status).toBe(200)
  expect((await post(url, { authorization, 'x-real-ip': '203.0.113.9' })).status).toBe(429)

  const refused = main.getByText(/refused since the start/)
  await expect(refused).toHaveText('5 refused since the start')
  await expect(main.getByRole('list', { name: 'Last refused requests' }).getByRole('listitem')).toHaveCount(5)
  await refused.scrollIntoViewIfNeeded()
  await takePicture(page, 'tunnel-exposure-refused')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await goTo(page, 'tunnel')
  await goTo(page, 'tunnel/exposure')
  await expectAccessible(page, hooklab, 'tunnel-exposure')
  await main.getByRole('link', { name: 'Listener log' }).press('Enter')
  await expect(page.getByRole('list', { name: 'Listener log' })).toContainText('no endpoint has this path')

  await goTo(page, 'tunnel/exposure')
  await main.getByRole('switch', { name: 'User and password' }).press('Space')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Ask for no password' }).press('Enter')
  await main.getByRole('switch', { name: 'Path token' }).press('Space')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take the token off' }).press('Enter')
  await cap.fill('0')
  await cap.press('Enter')
  await expect.poll(() => readCap(hooklab)).toBe(0)
  await expect.poll(async () => (await post(`${base}/webhook`, { 'x-real-ip': '203.0.113.9' })).status).toBe(200)
})

async function openTunnel(page: Page, hooklab: HooklabProcess, host: string): Promise<void> {
  await goTo(page, 'tunnel')
  await hooklab.api('/tunnel/open', { method: 'POST', body: { options: { host, subdomain: 'calmotter' } } })
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
}

async function readExposure(hooklab: HooklabProcess): Promise<{ pathToken?: string; maxPerMinute: number }> {
  return (await (await hooklab.api('/tunnel/exposure')).json()) as { pathToken?: string; maxPerMinute: number }
}

const readCap = async (hooklab: HooklabProcess): Promise<number> => (await readExposure(hooklab)).maxPerMinute

/** Waits until there is one. */
async function readToken(hooklab: HooklabProcess): Promise<string> {
  await expect.poll(async () => (await readExposure(hooklab)).pathToken).toBeDefined()
  return (await readExposure(hooklab)).pathToken ?? ''
}

function post(url: string, headers: Record<string, string> = {}): ReturnType<typeof callPublicUrl> {
  return callPublicUrl(url, { headers, body: Buffer.from('{"event":"order.paid"}') })
}
