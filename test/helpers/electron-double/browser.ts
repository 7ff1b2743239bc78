/** The Chromium that stands in for the double's renderer processes, and the origin that `app://` has in it. */
import { chromium, type BrowserContext } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfiguration } from './configuration.ts'

/**
 * A plain Chromium knows no custom schemes, so `app://hooklab/` is `https://app.hooklab.test/` inside of it: also a secure
 * origin, also the target of `'self'`. Nothing is ever asked of a network: every request ends at the double.
 */
export function toBrowserUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([a-z0-9-]+)(?=\/|$)/, (whole, scheme: string, host: string) =>
    scheme === 'app' ? `https://${scheme}.${host}.test` : whole
  )
}

export function toAppUrl(url: string): string {
  return url.replace(/^https:\/\/app\.([a-z0-9-]+)\.test(?=\/|$)/, (_, host: string) => `app://${host}`)
}

const profile = join(readConfiguration().folder, 'chromium')
let opening: Promise<BrowserContext> | undefined

export function openBrowser(): Promise<BrowserContext> {
  const { chromiumPath, chromiumFlags } = readConfiguration()
  opening ??= chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--remote-debugging-port=0'],
    viewport: null,
    // The app hears signals itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    acceptDownloads: false
  })
  return opening
}

/** Where a test may look at the pages itself. */
export async function debuggingAddress(): Promise<string> {
  await openBrowser()
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => undefined)
    const [port, path] = text?.split('\n') ?? []
    if (port !== undefined && path !== undefined) return `ws://127.0.0.1:${port}${path}`
    await pause(50)
  }
  throw new Error('Chromium did not say where it can be debugged.')
}

export async function closeBrowser(): Promise<void> {
  await (await opening)?.close()
}
