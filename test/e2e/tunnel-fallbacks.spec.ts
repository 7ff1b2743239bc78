/** The fallbacks of the tunnel: set up by keyboard, taken when the wished one is lost, and left again. */
import { expect, expectAccessible, expectNoOverflow, goTo, test } from '../helpers/interface-test.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'

/** Patience, and the opening of two tunnels, on a machine that is busy. */
const takenOver = { timeout: 60_000 }

test('fallbacks are ordered by keyboard, one is taken when the tunnel is lost, and the wished one comes back', async ({
  page,
  hooklab
}) => {
  test.setTimeout(240_000)
  const first = await startLocaltunnelServer()
  await using second = await startLocaltunnelServer({ domain: 'other.localhost' })
  const main = page.getByRole('main')
  await goTo(page, 'tunnel')
  await expect(main.getByText('nothing else is tried')).toBeVisible()

  const add = main.getByRole('button', { name: 'Add fallback…' })
  const dialog = page.getByRole('dialog', { name: 'New fallback' })
  await add.press('Enter')
  await dialog.getByRole('radio', { name: 'localtunnel' }).press('Space')
  await dialog.getByRole('textbox', { name: 'Tunnel server' }).fill(second.host)
  await dialog.getByRole('textbox', { name: 'Tunnel server' }).press('Enter')
  await expect(dialog).toBeHidden()
  await add.press('Enter')
  await dialog.getByRole('radio', { name: 'Cloudflare Tunnel' }).press('Space')
  await dialog.getByRole('button', { name: 'More options' }).press('Enter')
  await dialog.getByRole('textbox', { name: 'Program' }).fill('/nowhere/cloudflared')
  await expectAccessible(page, hooklab, 'tunnel-fallback')
  await dialog.getByRole('button', { name: 'Add fallback' }).press('Enter')
  await expect(dialog).toBeHidden()

  const lines = main.getByRole('list', { name: 'Fallbacks, tried from the top' }).getByRole('listitem')
  await expect(lines).toContainText(['localtunnel', 'Cloudflare Tunnel'])
  await main.getByRole('button', { name: 'Move Cloudflare Tunnel', exact: true }).press('Alt+ArrowUp')
  await expect(lines).toContainText(['Cloudflare Tunnel', 'localtunnel'])
  await expect(main.getByRole('button', { name: 'Move Cloudflare Tunnel', exact: true })).toBeFocused()
  await main.getByRole('button', { name: 'Remove localtunnel' }).press('Enter')
  await expect(lines).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(lines).toHaveCount(2)
  const patience = main.getByRole('textbox', { name: 'Patience' })
  await patience.fill('10')
  await patience.press('Enter')
  await main.getByRole('combobox', { name: 'Go back to the wished one' }).press('Enter')
  await page.getByRole('option', { name: 'By hand' }).press('Enter')
  await expect
    .poll(async () => ((await (await hooklab.api('/settings')).json()) as { tunnelFallbacks: unknown }).tunnelFallbacks)
    .toMatchObject({
      chain: [{ driver: 'cloudflared' }, { driver: 'localtunnel', options: { host: second.host } }],
      patienceSeconds: 10,
      goBack: 'by_hand'
    })

  await hooklab.api('/tunnel/open', { method: 'POST', body: { options: { host: first.host, subdomain: 'calmotter' } } })
  await expect(page.getByRole('link', { name: `Tunnel: Online, ${first.publicUrl('calmotter')}` })).toBeVisible(takenOver)
  await first.kill()
  const notice = main.getByRole('status').filter({ hasText: 'is in use instead of' })
  await expect(notice).toContainText(
    `localtunnel (127.0.0.1:${second.port}) is in use instead of localtunnel (127.0.0.1:${first.port})`,
    takenOver
  )
  await expect(notice).toContainText(`The tunnel server 127.0.0.1:${first.port} refuses connections.`)
  await expect(lines.first()).toContainText('Failed')
  await expect(lines.last()).toContainText('In use')
  await page.setViewportSize({ width: 900, height: 700 })
  await expectNoOverflow(page)
  await notice.scrollIntoViewIfNeeded()
  await expectAccessible(page, hooklab, 'tunnel-fallback-in-use')

  await using back = await startLocaltunnelServer({ port: first.port })
  await page.keyboard.press('Control+Shift+h')
  await expect(page.getByRole('link', { name: `Tunnel: Online, ${back.publicUrl('calmotter')}` })).toBeVisible(takenOver)
  await expect(notice).toBeHidden()
})
