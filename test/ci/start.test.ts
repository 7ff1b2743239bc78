import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { LineQueue } from '../helpers/line-queue.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

beforeAll(ensureBuilt)

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Nothing answers there: a runtime that is not here already cannot be had. */
const unreachable = { ELECTRON_MIRROR: 'http://127.0.0.1:9/', npm_config_electron_mirror: 'http://127.0.0.1:9/' }

// Elsewhere there is always a display, and a window would open.
describe.skipIf(process.platform !== 'linux')('npm start', () => {
  test('with a display that cannot be used serves the browser interface, says why in one line, and ends cleanly', async () => {
    await using folder = await temporaryFolder()
    const { child, lines } = start(['--json', '--port', '0', '--control-port', '0', '--data', folder.path], {
      ...unreachable,
      DISPLAY: ':987'
    })
    const said = [await lines.next(90_000)]
    while (!said.at(-1)?.startsWith('{')) said.push(await lines.next(90_000))
    const notices = said.slice(0, -1).filter((line) => line.includes('served to your browser'))
    expect(notices).toEqual([
      expect.stringMatching(
        /^The desktop runtime (could not be downloaded|cannot start here), so the interface is served to your browser\.$/
      )
    ])
    const { listener } = JSON.parse(said.at(-1) ?? '')
    expect((await fetch(`${listener}/webhook`, { method: 'POST', body: '{"event":"x"}' })).status).toBe(200)
    child.kill('SIGTERM')
    expect(await withDeadline(once(child, 'exit'), 15_000, 'It did not end.')).toEqual([0, null])
  }, 150_000)

  test('passes on what the command says about a wrong flag', async () => {
    const { child } = start(['--prot', '1'], { DISPLAY: '', WAYLAND_DISPLAY: '' })
    expect(await withDeadline(once(child, 'exit'), 60_000, 'It did not end.')).toEqual([2, null])
  }, 90_000)
})

function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>
): { readonly child: ChildProcess; readonly lines: LineQueue } {
  const child = spawn(process.execPath, [join(root, '.ci/start.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env }
  })
  return { child, lines: new LineQueue(createInterface({ input: child.stdout })) }
}
