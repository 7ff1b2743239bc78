/** The built product for tests: `out/` from the sources as they are. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const buildScript = fileURLToPath(new URL('../../.ci/build.mjs', import.meta.url))
let building: Promise<unknown> | undefined

/** Builds when `out/` is missing or old, once a process; `HOOKLAB_NO_BUILD=1` takes it as it is. */
export async function ensureBuilt(): Promise<void> {
  if (process.env['HOOKLAB_NO_BUILD'] === '1' || process.env['HOOKLAB_CLI'] !== undefined) return
  building ??= promisify(execFile)(process.execPath, [buildScript])
  await building
}
