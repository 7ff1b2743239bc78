/** The built main and preload bundles on the electron double: what a page can't do, whatever it is made to run. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import type { Sender } from '../helpers/electron-double/controls.ts'
import { type Desktop, eventually, startDesktop } from '../helpers/electron-double/desktop.ts'

let desktop: Desktop
let page: Page

beforeAll(async () => {
  await ensureBuilt()
  desktop = await startDesktop()
  page = await desktop.page()
}, 120_000)
afterAll(() => desktop?.[Symbol.asyncDispose]())

test('the window is closed off from Node and opens in the theme', async () => {
  const { options, hasIcon, visible } = await desktop.controls.window()
  expect(options).toMatchObject({
    width: 1366,
    height: 768,
    minWidth: 700,
    minHeight: 600,
    show: false,
    backgroundColor: '#0d0e11',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false
    }
  })
  expect(options.webPreferences?.preload).toMatch(/out[/\\]preload[/\\]preload\.cjs$/)
  expect({ hasIcon, visible }).toEqual({ hasIcon: process.platform === 'linux', visible: true })
})

test('the page has the pipe and nothing of Electron or Node', async () => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(Reflect.get(window, 'hooklab')).sort(),
    leaked: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global'].filter((name) => name in window),
    frozen: Object.isFrozen(Reflect.get(window, 'hooklab'))
  }))
  expect(seen).toEqual({ bridge: ['connect', 'onCommand', 'platform'], leaked: [], frozen: true })
})

describe('the content security policy', () => {
  test('comes with the page and with its scripts', async () => {
    for (const url of ['app://hooklab/', 'app://hooklab/index.html']) {
      const answer = await desktop.controls.fetchFromApp(url)
      expect(answer?.status).toBe(200)
      expect(answer?.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    }
  })

  test.each([
    [
      'an inline script',
      () => {
        const script = document.createElement('script')
        script.textContent = 'window.escaped = true'
        document.body.append(script)
      }
    ],
    [
      'an event attribute',
      () => {
        const image = document.createElement('div')
        image.setAttribute('onclick', 'window.escaped = true')
        document.body.append(image)
        image.click()
      }
    ],
    [
      'a foreign script',
      () => {
        const script = document.createElement('script')
        script.src = 'https://evil.example/x.js'
        document.body.append(script)
      }
    ],
    [
      'a foreign picture',
      () => {
        const image = new Image()
        image.src = 'https://evil.example/x.png'
        document.body.append(image)
      }
    ],
    [
      'a frame',
      () => {
        const frame = document.createElement('iframe')
        frame.src = 'https://evil.example/'
        document.body.append(frame)
      }
    ],
    ['a request elsewhere', () => void fetch('https://evil.example/').catch(() => undefined)]
  ])('forbids %s', async (_, attempt) => {
    const violation = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
        })
    )
    await page.evaluate(attempt)
    expect(await violation).toMatch(/^(script-src|img-src|frame-src|connect-src|default-src)/)
    expect(await page.evaluate(() => Reflect.get(window, 'escaped'))).toBeUndefined()
    expect((await desktop.controls.window()).blockedRequests).toEqual([])
  })

  test('forbids making code from text', async () => {
    // In a task of its own: what a debugger evaluates is exempt.
    const error = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              resolve(String(Reflect.construct(Function, ['return "ran"'])()))
            } catch (thrown) {
              resolve(String(thrown))
            }
          })
        })
    )
    expect(error).toContain('EvalError')
  })
})

/** How many ways out the main process has refused so far. */
const refusals = (): number => desktop.stderr().split('"event":"navigation.refused"').length - 1

describe('the page stays where it is', () => {
  test.each(['https://evil.example/', 'app://evil/', 'app://hooklab/other.html', 'http://127.0.0.1:1/'])(
    'when it goes to %s',
    async (url) => {
      const inBrowser = url.replace('app://evil', 'https://app.evil.test').replace('app://hooklab', 'https://app.hooklab.test')
      const before = refusals()
      await page.evaluate((to) => {
        Reflect.set(window, 'mark', to)
        location.assign(to)
      }, inBrowser)
      await eventually('a refusal', () => refusals() > before)
      expect(await page.evaluate(() => Reflect.get(window, 'mark'))).toBe(inBrowser)
      expect((await desktop.controls.window()).url).toBe('app://hooklab/')
      expect(await desktop.controls.openedExternally()).toEqual([])
    }
  )
})

describe('a new window', () => {
  test('is never opened', async () => {
    const before = refusals()
    await page.evaluate(() => void window.open('https://evil.example/', '_blank'))
    await eventually('a refusal', () => refusals() > before)
    expect(await desktop.controls.windowCount()).toBe(1)
    expect(await desktop.controls.openedExternally()).toEqual([])
  })

  test("for a provider's documentation opens in the user's own browser", async () => {
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'https://docs.stripe.com/webhooks',
        target: '_blank',
        rel: 'noreferrer',
        textContent: 'Stripe'
      })
      document.body.append(link)
      link.click()
    })
    await eventually('an opened link', async () => (await desktop.controls.openedExternally()).length > 0)
    expect(await desktop.controls.openedExternally()).toEqual(['https://docs.stripe.com/webhooks'])
    expect(await desktop.controls.windowCount()).toBe(1)
  })
})

describe('permissions', () => {
  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'usb', 'hid', 'serial', 'midi'])(
    '%s is refused',
    async (permission) => {
      expect(await desktop.controls.mayPermit(permission, true)).toEqual({ requested: false, checked: false })
    }
  )

  test('writing text to the clipboard is for the page itself, and no frame in it', async () => {
    expect(await desktop.controls.mayPermit('clipboard-sanitized-write', true)).toEqual({ requested: true, checked: true })
    expect(await desktop.controls.mayPermit('clipboard-sanitized-write', false)).toEqual({ requested: false, checked: false })
  })
})

describe('a port is refused to', () => {
  const refused: readonly (readonly [string, Sender, string])[] = [
    ['a frame inside our window', { window: 'own', frame: 'child', url: 'app://hooklab/' }, 'not the main frame'],
    ['a foreign frame', { window: 'own', frame: 'child', url: 'https://evil.example/' }, 'not the main frame'],
    ['our window at a foreign page', { window: 'own', frame: 'main', url: 'https://evil.example/' }, 'another page'],
    ['our window at a page that only looks like ours', { window: 'own', frame: 'main', url: 'https://app/hooklab/' }, 'another page'],
    ['another host of our scheme', { window: 'own', frame: 'main', url: 'app://evil/' }, 'another page'],
    ['another window', { window: 'other', frame: 'main', url: 'app://hooklab/' }, 'another window'],
    ['a frame that is gone', { window: 'own', frame: 'gone', url: 'app://hooklab/' }, 'the frame is gone']
  ]

  test.each(refused)('%s', async (_, sender, reason) => {
    const before = desktop.stderr().length
    expect(await desktop.controls.askForPort(sender)).toBe(false)
    expect(await eventually('a line in the log', () => desktop.stderr().slice(before) || undefined)).toContain(reason)
  })
})

// Last, because the page's own port ends with it.
test('the main frame of our own window at our own page is given a port', async () => {
  expect(await desktop.controls.askForPort({ window: 'own', frame: 'main', url: 'app://hooklab/' })).toBe(true)
})
