/** The real Electron runtime, where there is one: start, one delivery on screen, end. Elsewhere it is skipped, and says why. */
import { _electron as electron } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const executable = findRuntime()
const obstacle = whyNot()
const note = obstacle === undefined ? '' : ` [did not run: ${obstacle}]`

test.skipIf(obstacle !== undefined)(`Electron itself shows a delivery${note}`, { timeout: 180_000 }, async () => {
  await ensureBuilt()
  await using folder = await temporaryFolder()
  const port = await freePort()
  const app = await electron.launch({
    executablePath: executable ?? '',
    args: [root, '--data', folder.path, '--port', String(port), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  })
  try {
    const page = await app.firstWindow()
    await page.waitForLoadState()
    expect(page.url()).toMatch(/^app:\/\/hooklab\//)
    expect(await page.evaluate(() => Object.keys(Reflect.get(window, 'hooklab')))).toEqual(['platform', 'connect', 'onCommand'])
    expect((await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', body: '{"event":"order.created"}' })).status).toBe(200)
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'order.created' }).count(), { timeout: 60_000 }).toBe(1)
  } finally {
    await app.close()
  }
})

/** Where the package `electron` has put the runtime. Asking the package itself would start a download. */
function findRuntime(): string | undefined {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const path = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? path : undefined
}

function whyNot(): string | undefined {
  if (executable === undefined) return 'the Electron runtime is not installed on this machine'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) return 'there is no display'
  return undefined
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
