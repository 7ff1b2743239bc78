/**
 * The built desktop bundles on the electron double, as a child process.
 *
 *     await using desktop = await startDesktop()
 *     const page = await desktop.page()
 *     await fetch(`${await desktop.listenerUrl()}/webhook`, { method: 'POST', body: '{"event":"test"}' })
 */
import { chromium, type Browser, type Page } from '@playwright/test'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumFlags, findChromium } from '../chromium.ts'
import { withDeadline } from '../deadline.ts'
import { type Configuration, configurationVariable } from './configuration.ts'
import type { Controls } from './controls.ts'

const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const deadlineMs = 60_000

type Remote = {
  readonly [Name in keyof Controls]: (...args: Parameters<Controls[Name]>) => Promise<Awaited<ReturnType<Controls[Name]>>>
}

export interface DesktopOptions extends Partial<Omit<Configuration, 'folder' | 'chromiumPath' | 'chromiumFlags'>> {
  /** Kept after the end when given, else a fresh one that is removed. */
  readonly dataFolder?: string
  readonly args?: readonly string[]
  /** Another built main process than the checkout's. */
  readonly appFile?: string
  /** Does not wait for a window: the start is meant to fail, or to end by itself. */
  readonly withoutWindow?: boolean
}

export interface Desktop extends AsyncDisposable {
  readonly pid: number
  readonly controls: Remote
  readonly dataFolder: string
  /** The code it ended with. */
  readonly exited: Promise<number | null>
  stderr(): string
  kill(signal: NodeJS.Signals): void
  /** Without a trailing slash. */
  listenerUrl(): Promise<string>
  /** The page as it is now: a crash or a closed window makes another. */
  page(): Promise<Page>
}

export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const { dataFolder: givenFolder, args = [], appFile = root('out/main/app.js'), withoutWindow, ...wanted } = options
  const chromiumPath = findChromium() ?? ''
  if (chromiumPath === '' && wanted.pages !== false) throw new Error('There is no Chromium. Install one, or name it in CHROMIUM_PATH.')
  const folder = await mkdtemp(join(tmpdir(), 'hooklab-double-'))
  const dataFolder = givenFolder ?? join(folder, 'data')
  const configuration: Configuration = {
    chromiumPath,
    chromiumFlags,
    folder,
    version: '0.0.0-test',
    pages: true,
    keyStore: 'gnome_libsecret',
    displays: [{ id: 1, workArea: { x: 0, y: 24, width: 1920, height: 1056 } }],
    systemIsDark: true,
    messageBoxAnswer: 0,
    ...wanted
  }
  const child = fork(appFile, ['--data', dataFolder, '--port', '0', ...args], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    env: { ...process.env, [configurationVariable]: JSON.stringify(configuration) },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc']
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)

  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  child.on('message', ({ id, value, error }: { readonly id: number; readonly value?: unknown; readonly error?: string }) => {
    if (error === undefined) pending.get(id)?.resolve(value)
    else pending.get(id)?.reject(new Error(error))
    pending.delete(id)
  })
  const call = (name: string, args_: readonly unknown[]): Promise<unknown> => {
    const id = (lastId += 1)
    const answer = Promise.withResolvers<unknown>()
    pending.set(id, answer)
    child.send({ id, name, args: args_ })
    const ended = exited.then(() => Promise.reject(new Error(`The desktop has ended.\n${stderr}`)))
    return withDeadline(Promise.race([answer.promise, ended]), deadlineMs, `No answer to ${name}.\n${stderr}`)
  }
  // Every control there is becomes a call of the same name.
  const controls = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args_: unknown[]) =>
          call(String(name), args_)
    }
  ) as Remote

  let browser: Browser | undefined
  const desktop: Desktop = {
    pid: child.pid ?? 0,
    controls,
    dataFolder,
    exited: withDeadline(exited, 10 * deadlineMs, 'The desktop did not end.'),
    stderr: () => stderr,
    kill: (signal) => void child.kill(signal),
    listenerUrl: async () => (/http:\S+/.exec((await controls.tray()).toolTip ?? '') ?? [''])[0],
    async page() {
      browser ??= await chromium.connectOverCDP(await controls.debuggingAddress())
      const { url } = await controls.window()
      return eventually(`a page at ${url}`, () => {
        const pages = browser?.contexts().flatMap((context) => context.pages()) ?? []
        return pages.findLast((page) => page.url().startsWith('https://app.hooklab.test/'))
      })
    },
    async [Symbol.asyncDispose]() {
      await browser?.close()
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await withDeadline(exited, 15_000, 'The desktop did not end.').catch(() => child.kill('SIGKILL'))
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  desktop.exited.catch(() => undefined)
  if (withoutWindow !== true) await readyOrDispose(desktop)
  return desktop
}

async function readyOrDispose(desktop: Desktop): Promise<void> {
  try {
    await eventually('a window', async () => (await desktop.controls.windowCount()) > 0 && (await desktop.controls.window()).visible)
  } catch (error) {
    await desktop[Symbol.asyncDispose]()
    throw error
  }
}

/** Asks again until the answer is something; the answers of the double come without events. */
export async function eventually<Value>(
  what: string,
  ask: () => Value | Promise<Value>,
  withinMs = deadlineMs
): Promise<Exclude<Value, undefined | false | null>> {
  const until = Date.now() + withinMs
  for (;;) {
    const value = await ask()
    if (value !== undefined && value !== false && value !== null) return value as Exclude<Value, undefined | false | null>
    if (Date.now() > until) throw new Error(`There was never ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
