/**
 * A folder in the place of Electron's runtime, for packing where that can't be had. It runs nothing; its executable is the few
 * bytes that the fuse step looks for.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What stands before the fuses in a real executable. Source: https://www.electronjs.org/docs/tutorial/fuses */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Electron's own setting: run as Node, NODE_OPTIONS, inspect and file privileges on, all else off. */
const shippedFuses = '10110001'

export async function makeStandInRuntime(folder: string, version: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'), { recursive: true })
  const padding = Buffer.alloc(1024)
  const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, shippedFuses.length]), Buffer.from(shippedFuses)])
  await writeFile(join(folder, 'electron'), Buffer.concat([padding, wire, padding]), { mode: 0o755 })
  await writeFile(join(folder, 'version'), version)
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'resources.pak', 'locales/en-US.pak']) {
    await writeFile(join(folder, file), '')
  }
}
