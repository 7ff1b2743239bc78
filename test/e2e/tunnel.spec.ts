/** The tunnel as it is opened, proven, told of and closed by hand. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { callPublicUrl } from '../helpers/tunnel-session.ts'

/** Opening takes a registration and a proof. */
const provenDeadline = { timeout: 20_000 }

test('a URL of my own is proven before it counts as online', async ({ page, hooklab }) => {
  await openTunnelScreen(page)
  await page.getByRole('radio', { name: 'My own URL' }).click()
  await page.getByRole('textbox', { name: 'Public URL' }).fill(hooklab.listenerUrl)
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
  await expect(page.getByRole('banner').getByRole('link', { name: `Tunnel: Online, ${hooklab.listenerUrl}` })).toBeVisible()
  await expect(page.getByText('there and back')).toBeVisible()
  await expect(page.getByText('Takes unsigned requests')).toBeVisible()

  await page.getByRole('button', { name: 'Close the tunnel' }).click()
  await expect(page.getByText('Providers can’t reach this machine')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the tunnel' })).toBeVisible()
})

test('the first screen shows the public URL once there is one', async ({ page, hooklab }) => {
  await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'manual', options: { url: hooklab.listenerUrl } } })
  await expect(page.getByText('Tunnel online')).toHaveCount(2, provenDeadline)
  await expect(page.getByText('The public URL was proven')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy public URL' }).first()).toBeVisible()
})

test('a delivery through localtunnel is shown, and the log can be copied', async ({ page, context }) => {
  await using server = await startLocaltunnelServer()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTunnelScreen(page)
  await page.getByRole('textbox', { name: 'Tunnel server' }).fill(server.host)
  await page.getByRole('textbox', { name: 'Name' }).fill('calmotter')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
  await expect(page.getByText(server.publicUrl('calmotter')).first()).toBeVisible()

  expect((await callPublicUrl(`${server.publicUrl('calmotter')}/webhook`, { body: Buffer.from('{"event":"order.paid"}') })).status).toBe(
    200
  )
  await expect(page.getByText('None has come through it yet')).toBeHidden()

  await page.getByRole('button', { name: 'Copy log' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{4}-\d\d-\d\dT.* opening /)
  await page.getByRole('button', { name: 'Close the tunnel' }).click()
  await expect(page.getByRole('button', { name: 'Open the tunnel' })).toBeVisible()
})

test('a server that is not there is told with its remedy', async ({ page }) => {
  await openTunnelScreen(page)
  await page.getByRole('textbox', { name: 'Tunnel server' }).fill('http://127.0.0.1:1')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByText('The tunnel server 127.0.0.1:1 refuses connections.').first()).toBeVisible(provenDeadline)
  await expect(page.getByText('Check the address of the tunnel server and that it is running.').first()).toBeVisible()
})

test('what is wrong with an option stands at its field', async ({ page }) => {
  await openTunnelScreen(page)
  await page.getByRole('textbox', { name: 'Tunnel server' }).fill('not a server')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByRole('textbox', { name: 'Tunnel server' })).toHaveAccessibleDescription(
    /“not a server” is not the address of a tunnel server/
  )

  await page.getByRole('radio', { name: 'My own URL' }).click()
  await page.getByRole('textbox', { name: 'Public URL' }).fill('my-app')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByRole('textbox', { name: 'Public URL' })).toHaveAccessibleDescription(/“my-app” is not a public URL/)
})

test('another public URL is told loudly until it has been seen', async ({ page, hooklab }) => {
  const first = await startLocaltunnelServer()
  await hooklab.api('/tunnel/open', { method: 'POST', body: { options: { host: first.host, subdomain: 'calmotter' } } })
  await expect(page.getByRole('link', { name: `Tunnel: Online, ${first.publicUrl('calmotter')}` })).toBeVisible(provenDeadline)
  await first.kill()
  await using moved = await startLocaltunnelServer({ port: first.port, domain: 'moved.localhost' })

  const notice = page.getByRole('alert').filter({ hasText: 'The public URL has changed' })
  await expect(notice).toContainText(first.publicUrl('calmotter'), provenDeadline)
  await expect(notice).toContainText(moved.publicUrl('calmotter'))
  await goTo(page, 'settings')
  await expect(notice).toBeVisible()
  await expectAccessible(page, hooklab, 'url-changed')
  await notice.getByRole('button', { name: 'Understood' }).click()
  await expect(notice).toBeHidden()
})

test('the tunnel opens from the palette, as it was opened last', async ({ page, hooklab }) => {
  const open = { driver: 'manual', options: { url: hooklab.listenerUrl } }
  await hooklab.api('/tunnel/open', { method: 'POST', body: open })
  await expect(page.getByRole('link', { name: /^Tunnel: Online/ })).toBeVisible(provenDeadline)
  await hooklab.api('/tunnel/close', { method: 'POST' })
  await expect(page.getByRole('link', { name: 'Tunnel: Closed' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('open the tunnel')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /^Tunnel: Online/ })).toBeVisible(provenDeadline)
  expect(await (await hooklab.api('/tunnel')).json()).toMatchObject(open)
})

test('axe finds nothing on the tunnel screen, closed and failed, at 900 by 700 too', async ({ page, hooklab }) => {
  await openTunnelScreen(page)
  await expectAccessible(page, hooklab, 'tunnel')
  await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'manual', options: { url: hooklab.listenerUrl } } })
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
  await expectAccessible(page, hooklab, 'tunnel-online')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
})

async function openTunnelScreen(page: Page): Promise<void> {
  await goTo(page, 'tunnel')
  await expect(page.getByRole('heading', { name: 'Tunnel', level: 1 })).toBeVisible()
}
