/** The built main and preload bundles on the electron double: deliveries on their way to window, tray and notifications. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { type Desktop, eventually, startDesktop } from '../helpers/electron-double/desktop.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temporary-folder.ts'
import { prepare } from './prepare.ts'

const poll = { timeout: 60_000 }

let folder: TemporaryFolder
let desktop: Desktop
let page: Page

beforeAll(async () => {
  await ensureBuilt()
  folder = await temporaryFolder()
  await prepare(folder.path, async (client) => {
    const { items } = await client.endpoints.list()
    await client.endpoints.addSecret({ id: items[0]?.id ?? '', value: 'a secret', label: 'test' })
  })
  desktop = await startDesktop({ dataFolder: folder.path })
  page = await desktop.page()
}, 120_000)
afterAll(async () => {
  await desktop?.[Symbol.asyncDispose]()
  await folder?.[Symbol.asyncDispose]()
})

async function deliver(event: string): Promise<number> {
  const response = await fetch(`${await desktop.listenerUrl()}/webhook`, { method: 'POST', body: JSON.stringify({ event }) })
  return response.status
}

const trayLabels = async (): Promise<string[]> => (await desktop.controls.tray()).menu.flatMap(({ label }) => label ?? [])

test('a delivery becomes a row of the page', async () => {
  await deliver('order.created')
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'order.created' }).count(), poll).toBe(1)
})

describe('a delivery that failed verification', () => {
  test('is answered 403 and told while the window has no focus', async () => {
    await desktop.controls.setFocused(false)
    const before = (await desktop.controls.notifications()).length
    expect(await deliver('order.refused')).toBe(403)
    await eventually('a notification', async () => (await desktop.controls.notifications()).length > before)
    expect((await desktop.controls.notifications()).at(-1)).toEqual({
      title: 'A delivery failed verification',
      body: 'order.refused: missing header'
    })
  })

  test('is opened by a click on its notification', async () => {
    await desktop.controls.clickNotification((await desktop.controls.notifications()).length - 1)
    await expect.poll(() => page.url(), poll).toMatch(/#\/deliveries\/[^/?]+/)
    expect((await desktop.controls.window()).focused).toBe(true)
  })

  test('is in the tray, whose entry opens it', async () => {
    await deliver('order.in.tray')
    const item = await eventually('an entry', async () =>
      (await desktop.controls.tray()).menu.find(({ label }) => label?.includes('✗ failed  order.in.tray  403'))
    )
    await desktop.controls.clickTray(item.id ?? '')
    await expect.poll(() => page.url(), poll).toContain(`#/deliveries/${(item.id ?? '').replace('tray.delivery.', '')}`)
  })
})

test('the tray shows the tunnel, the addresses and no more than five deliveries', async () => {
  for (let number = 0; number < 7; number += 1) await deliver(`order.${number}`)
  await eventually('the newest', async () => (await trayLabels()).some((label) => label.includes('order.6')))
  const { menu, toolTip } = await desktop.controls.tray()
  expect(menu.filter(({ id }) => id?.startsWith('tray.delivery.'))).toHaveLength(5)
  expect(menu[0]).toMatchObject({ id: 'tray.tunnel', label: 'Tunnel closed', enabled: false })
  expect(toolTip).toContain(await desktop.listenerUrl())
  await desktop.controls.clickTray('tray.copy-local')
  expect(await desktop.controls.clipboard()).toBe(await desktop.listenerUrl())
})

test('a command of the native menu runs in the page', async () => {
  await desktop.controls.clickMenu('settings.open')
  await expect.poll(() => page.url(), poll).toContain('#/settings')
  await desktop.controls.clickMenu('palette.open')
  await expect.poll(() => page.getByRole('dialog').count(), poll).toBe(1)
})

test('the theme chosen in the page reaches the window and the system menus', async () => {
  await desktop.controls.callAsPage(['settings', 'update'], { appearance: { theme: 'light' } })
  await eventually('a light window', async () => (await desktop.controls.window()).backgroundColor === '#f6f7f9')
  expect(await desktop.controls.theme()).toBe('light')
})

test('notifications that are switched off stay off', async () => {
  await desktop.controls.callAsPage(['settings', 'update'], { notifications: { failedVerdict: false } })
  await desktop.controls.setFocused(false)
  const before = await desktop.controls.notifications()
  expect(await deliver('order.silent')).toBe(403)
  await eventually('the tray to know', async () => (await trayLabels()).some((label) => label.includes('order.silent')))
  expect(await desktop.controls.notifications()).toEqual(before)
})
