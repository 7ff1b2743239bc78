/** The built main bundle on the electron double: what tray and notifications say of the tunnel. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { eventually, startDesktop } from '../helpers/electron-double/desktop.ts'

beforeAll(ensureBuilt, 120_000)

/** A way to the listener that can break off, as a proxy of the developer's own. */
async function startProxy(port: number) {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
    client.pipe(upstream).pipe(client)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakOff(): void {
      server.close()
      for (const socket of open) socket.destroy()
    }
  }
}

test('online is shown with its URL to copy; a loss found on waking up is told once', { timeout: 180_000 }, async () => {
  await using desktop = await startDesktop({ pages: false })
  const { controls } = desktop
  const closedPicture = (await controls.tray()).picture
  const proxy = await startProxy(Number(new URL(await desktop.listenerUrl()).port))
  await controls.setFocused(false)

  await controls.callAsPage(['tunnel', 'open'], { driver: 'manual', options: { url: proxy.url } })
  await eventually('a tunnel', async () => (await controls.tray()).menu[0]?.label === 'Tunnel online')
  expect((await controls.tray()).picture).not.toBe(closedPicture)
  await controls.clickTray('tray.copy-public')
  expect(await controls.clipboard()).toBe(proxy.url)
  expect(await controls.notifications()).toEqual([])

  proxy.breakOff()
  await controls.wakeUp()
  await eventually('a notification', async () => (await controls.notifications()).length > 0)
  const [notification] = await controls.notifications()
  expect(notification?.title).toMatch(/^The tunnel (was lost|is down)$/)
  await controls.callAsPage(['tunnel', 'close'], undefined)
  await eventually('a closed tunnel', async () => (await controls.tray()).menu[0]?.label === 'Tunnel closed')
  expect(await controls.notifications()).toHaveLength(1)
})
