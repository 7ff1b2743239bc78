/** The tunnel as it is opened, proven, told of and closed by hand. */
import type { Locator, Page } from '@playwright/test'
import { decodeQR } from 'qr/decode.js'
import { expect, expectAccessible, expectNoOverflow, goTo, takePicture, test, openPalette } from '../helpers/interface-test.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { startSshd } from '../helpers/sshd.ts'
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
  await expect(page.getByRole('main').getByText('Round trip')).toBeVisible()
  await expect(page.getByText('Takes unsigned requests')).toBeVisible()

  await page.getByRole('button', { name: 'Close the tunnel' }).click()
  await expect(page.getByText('Providers can’t reach this machine')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the tunnel' })).toBeVisible()
})

test('another driver shows its fields, what it costs, and keeps its token', async ({ page, hooklab }) => {
  await openTunnelScreen(page)
  await page.getByRole('radio', { name: 'ssh' }).click()
  await expect(page.getByText('The server’s key must be accepted once, by its fingerprint.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Server' }).fill('-oProxyCommand=x')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByText('is not the name or address of a server')).toBeVisible()
  await expectAccessible(page, hooklab, 'tunnel-ssh')

  await page.getByRole('radio', { name: 'ngrok' }).click()
  await page.getByRole('textbox', { name: 'Authtoken' }).fill('a-token-that-ends-in-wxyz')
  await page.getByRole('button', { name: 'Store' }).click()
  await expect(page.getByText('ends in wxyz')).toBeVisible()
  await takePicture(page, 'tunnel-ngrok')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('textbox', { name: 'Authtoken' })).toHaveValue('')
})

test('the first screen shows the public URL once there is one', async ({ page, hooklab }) => {
  await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'manual', options: { url: hooklab.listenerUrl } } })
  await expect(page.getByText('Tunnel online')).toHaveCount(2, provenDeadline)
  await expect(page.getByText('The public URL was proven')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy public URL' }).first()).toBeVisible()
})

test('through localtunnel: tested by itself, shown as a code, delivered to, and its log copied', async ({ page, context, hooklab }) => {
  await using server = await startLocaltunnelServer()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTunnelScreen(page)
  await page.getByRole('textbox', { name: 'Tunnel server' }).fill(server.host)
  await page.getByRole('textbox', { name: 'Name' }).fill('calmotter')
  await page.getByRole('button', { name: 'Open the tunnel' }).click()
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
  await expect(page.getByText(server.publicUrl('calmotter')).first()).toBeVisible()

  await expect(page.getByText('Let through', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Run the self-test' }).click()
  const hops = page.getByRole('list', { name: 'Stations of the self-test' }).getByRole('listitem')
  await expect(hops).toHaveCount(9)
  await expect(hops.filter({ hasText: 'passed:' })).toHaveCount(7)
  await expect(hops.filter({ hasText: 'Signature' })).toContainText('no signing secret')
  await expect(page.getByText(`sample went through ${server.publicUrl('calmotter')} and back`)).toBeVisible()
  await expectAccessible(page, hooklab, 'tunnel-self-test')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await takePicture(page, 'tunnel-self-test-narrow')
  await page.setViewportSize({ width: 1366, height: 768 })

  await page.getByRole('button', { name: 'QR code of the public URL' }).click()
  const dialog = page.getByRole('dialog', { name: 'The public URL as a QR code' })
  await expect(dialog.getByRole('img', { name: `QR code of ${server.publicUrl('calmotter')}` })).toBeVisible()
  await expect(dialog.getByText(server.publicUrl('calmotter'), { exact: true })).toBeVisible()
  expect(await readCode(page, dialog.getByRole('img'))).toBe(server.publicUrl('calmotter'))
  await expectAccessible(page, hooklab, 'tunnel-code')
  await page.keyboard.press('Escape')

  expect((await callPublicUrl(`${server.publicUrl('calmotter')}/webhook`, { body: Buffer.from('{"event":"order.paid"}') })).status).toBe(
    200
  )
  await expect(page.getByText('None yet')).toBeHidden()

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

test('a changed key of an ssh server is warned of, forgotten on purpose and the new one accepted, by keyboard', async ({
  page,
  hooklab
}) => {
  await using sshd = await startSshd()
  const { port, user, identityFile } = sshd
  const options = { host: '127.0.0.1', port, user, identityFile, url: 'http://127.0.0.1:{port}' }
  await openTunnelScreen(page)
  await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'ssh', options } })
  const accept = page.getByRole('button', { name: 'Accept this key and open' })
  await accept.press('Enter')
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
  await hooklab.api('/tunnel/close', { method: 'POST' })

  await sshd.stop()
  sshd.changeHostKey()
  await sshd.start()
  await page.getByRole('button', { name: 'Open the tunnel' }).press('Enter')
  await expect(page.getByText('Somebody may be pretending to be this server.').first()).toBeVisible(provenDeadline)
  const prints = page.getByRole('main').getByText(/^SHA256:/)
  await expect(prints).toHaveCount(2)
  const [before, now] = await prints.allTextContents()
  expect(now).not.toContain(before ?? '')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await page.getByRole('button', { name: 'Forget the old key…' }).press('Enter')
  const question = page.getByRole('alertdialog', { name: `Forget the key of [127.0.0.1]:${port}?` })
  await expect(question).toBeVisible()
  await expectAccessible(page, hooklab, 'tunnel-key-changed')
  await question.getByRole('button', { name: 'Forget the old key' }).press('Enter')
  await expect(question).toBeHidden()
  await expect(page.getByRole('main').getByText(now ?? '', { exact: true })).toBeVisible()
  await accept.press('Enter')
  await expect(page.getByText('Proven: a request to the public URL came back')).toBeVisible(provenDeadline)
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
  await notice.getByRole('button', { name: 'How to change it' }).click()
  const guide = page.getByRole('dialog', { name: 'Give providers the new URL' })
  await expect(guide.getByText(`${moved.publicUrl('calmotter')}/webhook`, { exact: true })).toBeVisible()
  await expect(guide).toContainText('Put the new URL where the sender keeps it.')
  await expectAccessible(page, hooklab, 'url-changed-guide')
  await page.keyboard.press('Escape')
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
  await (await openPalette(page)).fill('open the tunnel')
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

/** What a phone would read off the picture. */
async function readCode(page: Page, code: Locator): Promise<string> {
  const png = (await code.screenshot()).toString('base64')
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? []
    return { width: picture.width, height: picture.height, data: [...pixels] }
  }, png)
  return decodeQR({ width, height, data: Uint8Array.from(data) })
}
