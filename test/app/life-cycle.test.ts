/** The built main and preload bundles on the electron double: how the app starts, survives and ends. */
import { createHmac } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { type Desktop, eventually, startDesktop } from '../helpers/electron-double/desktop.ts'
import { runCli } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { prepare } from './prepare.ts'

beforeAll(ensureBuilt, 120_000)

const deadlineMs = 180_000
const poll = { timeout: 60_000 }

async function deliver(desktop: Desktop, event: string): Promise<number> {
  const url = `${await desktop.listenerUrl()}/webhook`
  return (await fetch(url, { method: 'POST', body: JSON.stringify({ event }), signal: AbortSignal.timeout(10_000) })).status
}

describe('a page that crashes', () => {
  test('is loaded again; once too often ends in a question; the listener never notices', { timeout: deadlineMs }, async () => {
    await using desktop = await startDesktop()
    const crashes = (): number => desktop.stderr().split('"event":"window.crashed"').length - 1
    await desktop.controls.crashPage()
    expect(await deliver(desktop, 'after.the.crash')).toBe(200)
    await eventually('a word of it', () => crashes() === 1)
    const page = await desktop.page()
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'after.the.crash' }).count(), poll).toBe(1)

    for (let crash = 2; crash <= 3; crash += 1) {
      await desktop.controls.crashPage()
      await eventually(`crash ${crash}`, () => crashes() === crash)
    }
    expect(await desktop.controls.dialogs()).toEqual([])
    await desktop.controls.crashPage()
    await eventually('a dialog', async () => (await desktop.controls.dialogs()).length > 0)
    const [dialog] = await desktop.controls.dialogs()
    expect(dialog?.title).toBe('The window has crashed several times.')
    expect(dialog?.text).toContain(await desktop.listenerUrl())
    expect(await deliver(desktop, 'after.four.crashes')).toBe(200)
    expect(await desktop.controls.windowCount()).toBe(1)
  })
})

describe('bounds', () => {
  test('are remembered over a restart', { timeout: deadlineMs }, async () => {
    await using folder = await temporaryFolder()
    const bounds = { x: 40, y: 60, width: 1000, height: 700 }
    {
      await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
      await desktop.controls.setBounds(bounds)
    }
    await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
    expect(await desktop.controls.window()).toMatchObject({ bounds, maximized: false })
  })

  test('on a display that is gone are not used', { timeout: deadlineMs }, async () => {
    await using folder = await temporaryFolder()
    await prepare(folder.path, (_, app) => app.putNote('window', { x: 4000, y: 60, width: 1000, height: 700, maximized: true }))
    await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
    expect(await desktop.controls.window()).toMatchObject({ bounds: { width: 1366, height: 768 }, maximized: false })
  })
})

test('a second start ends at once; the first comes to the front and opens the delivery of a link', { timeout: deadlineMs }, async () => {
  await using folder = await temporaryFolder()
  await using first = await startDesktop({ dataFolder: folder.path })
  const page = await first.page()
  await first.controls.minimizeWindow()
  await first.controls.setFocused(false)
  await using second = await startDesktop({ dataFolder: folder.path, withoutWindow: true, pages: false })
  expect(await second.exited).toBe(0)
  await eventually('the focus', async () => (await first.controls.window()).focused)

  await using third = await startDesktop({
    dataFolder: folder.path,
    args: ['hooklab://delivery/abc123'],
    withoutWindow: true,
    pages: false
  })
  expect(await third.exited).toBe(0)
  await expect.poll(() => page.url(), poll).toContain('#/deliveries/abc123')
  expect(await first.controls.windowCount()).toBe(1)
})

describe('the end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s is clean, and what was answered is kept', { timeout: deadlineMs }, async (signal) => {
    await using folder = await temporaryFolder()
    await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
    expect(await deliver(desktop, 'before.the.end')).toBe(200)
    desktop.kill(signal)
    expect(await desktop.exited).toBe(0)
    await prepare(folder.path, async (client) => {
      const { items } = await client.deliveries.list({ limit: 10 })
      expect(items.map(({ eventType }) => eventType)).toEqual(['before.the.end'])
    })
  })

  test('comes with the last window', { timeout: deadlineMs }, async () => {
    await using desktop = await startDesktop({ pages: false })
    await desktop.controls.closeWindow()
    expect(await desktop.exited).toBe(process.platform === 'darwin' ? null : 0)
  })

  test('does not come with the last window when the developer wants to keep listening', { timeout: deadlineMs }, async () => {
    await using folder = await temporaryFolder()
    {
      await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
      await desktop.controls.clickTray('tray.keep-running')
      await eventually('a tick', async () => (await desktop.controls.tray()).menu.find(({ id }) => id === 'tray.keep-running')?.checked)
    }
    await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
    await desktop.controls.closeWindow()
    expect(await deliver(desktop, 'without.a.window')).toBe(200)
    expect(await desktop.controls.windowCount()).toBe(0)
    await desktop.controls.clickTray('tray.open')
    await eventually('a window', async () => (await desktop.controls.windowCount()) === 1)
    await desktop.controls.clickTray('tray.quit')
    expect(await desktop.exited).toBe(0)
  })
})

describe('a start that fails', () => {
  test('on a data folder in use says which and what to do', { timeout: deadlineMs }, async () => {
    await using folder = await temporaryFolder()
    await prepare(folder.path, async () => {
      await using desktop = await startDesktop({ dataFolder: folder.path, withoutWindow: true, pages: false })
      expect(await desktop.exited).toBe(1)
      expect(desktop.stderr()).toMatch(/\[error box\] Hooklab could not start: .+/)
      expect(desktop.stderr()).toContain(folder.path)
    })
    expect(await readFile(join(folder.path, 'desktop', 'hooklab.log'), 'utf8')).toContain('"event":"desktop.start_failed"')
  })

  test('in a folder that can not be made says which and what to do', { timeout: deadlineMs }, async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'a-file')
    await writeFile(file, '')
    await using desktop = await startDesktop({ dataFolder: join(file, 'data'), withoutWindow: true, pages: false })
    expect(await desktop.exited).toBe(1)
    expect(desktop.stderr()).toContain(`[error box] Hooklab could not start: The data folder ${join(file, 'data')} can't be used`)
  })

  test('on a taken port that was given by hand says so', { timeout: deadlineMs }, async () => {
    await using first = await startDesktop({ pages: false })
    const port = new URL(await first.listenerUrl()).port
    await using second = await startDesktop({ args: ['--port', port], withoutWindow: true, pages: false })
    expect(await second.exited).toBe(1)
    expect(second.stderr()).toContain('[error box] Hooklab could not start:')
    expect(second.stderr()).toContain(port)
  })
})

describe('secrets', () => {
  test.each([
    ['gnome_libsecret', 'gnome_libsecret', true],
    ['basic_text', 'basic_text', false],
    ['unavailable', 'key file', false]
  ] as const)('with the key store %s are kept as %s', { timeout: deadlineMs }, async (keyStore, kind, isProtected) => {
    await using folder = await temporaryFolder()
    {
      await using desktop = await startDesktop({ dataFolder: folder.path, keyStore, pages: false })
      const { secretStorage } = (await desktop.controls.callAsPage(['status'], undefined)) as {
        secretStorage: { kind: string; protected: boolean; note?: string }
      }
      expect(secretStorage).toMatchObject({ kind, protected: isProtected })
      expect(secretStorage.note === undefined).toBe(isProtected)
      const { items } = (await desktop.controls.callAsPage(['endpoints', 'list'], undefined)) as { items: { id: string }[] }
      const view = await desktop.controls.callAsPage(['endpoints', 'addSecret'], {
        id: items[0]?.id,
        value: 'whsec_never_shown',
        label: 'x'
      })
      expect(JSON.stringify(view)).not.toContain('whsec_never_shown')
    }
    await using desktop = await startDesktop({ dataFolder: folder.path, keyStore, pages: false })
    expect(await deliver(desktop, 'unsigned')).toBe(403)
    const body = '{"event":"signed"}'
    const signature = createHmac('sha256', 'whsec_never_shown').update(body).digest('hex')
    const signed = await fetch(`${await desktop.listenerUrl()}/webhook`, { method: 'POST', body, headers: { 'X-Signature': signature } })
    expect(signed.status).toBe(200)
    expect(desktop.stderr()).not.toContain('whsec_never_shown')
  })
})

test('the command line finds the running app, and nothing of it is left at the end', { timeout: deadlineMs }, async () => {
  await using folder = await temporaryFolder()
  {
    await using desktop = await startDesktop({ dataFolder: folder.path, pages: false })
    await deliver(desktop, 'seen.by.the.cli')
    const listed = await runCli(['list', 'type:seen.*', '--data', folder.path, '--json'])
    expect([listed.code, JSON.parse(listed.stdout).eventType]).toEqual([0, 'seen.by.the.cli'])
  }
  expect((await runCli(['list', '--data', folder.path])).stderr).toContain('no running Hooklab was found')
})
