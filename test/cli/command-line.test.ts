import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { builtCli } from '../helpers/hooklab-process.ts'
import { findOldNode } from '../helpers/old-node.ts'
import { runCli } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

beforeAll(ensureBuilt)

describe('help', () => {
  test.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists every command', async (args) => {
    const { code, stdout, stderr } = await runCli(args)
    expect([code, stderr]).toEqual([0, ''])
    for (const verb of ['serve', 'verify', 'list', 'show', 'wait', 'tail', 'send', 'resend', 'replay', 'tunnel', 'help', 'version'])
      expect(stdout).toContain(`  ${verb}`)
  })

  test.each(['list', 'show', 'wait', 'tail', 'send', 'resend', 'replay', 'tunnel'])(
    'of %s names the flags that all have, and what each exit code means',
    async (verb) => {
      const { code, stdout } = await runCli(['help', verb])
      expect(code).toBe(0)
      for (const text of ['--json', '--data', '--control', 'Ends with 0', '; 1 when ', 'no Hooklab runs', ' 2 when '])
        expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text)
    }
  )

  test.each([[['help', 'serve']], [['serve', '--help']], [['serve', '-h', '--port', '1']]])(
    '%j explains every flag and variable of serve',
    async (args) => {
      const { code, stdout } = await runCli(args)
      expect(code).toBe(0)
      const named = [
        '--port',
        '--control-port',
        '--data',
        '--scheme',
        '--secret',
        '--forward',
        '--tunnel',
        '--tunnel-host',
        '--subdomain',
        '--no-open',
        '--json'
      ]
      for (const flag of [...named, 'HOOKLAB_TOKEN', 'HOOKLAB_SECRET_KEY', 'HOOKLAB_LOG']) expect(stdout).toContain(flag)
    }
  )
})

test.each([[['version']], [['--version']], [['-v']]])('%j prints the version alone', async (args) => {
  expect(await runCli(args)).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
})

test.each([
  [['sevre'], 'hooklab: there is no command "sevre". Commands: serve, verify, list, show, '],
  [['help', 'sevre'], 'hooklab help: there is no command "sevre". Commands: serve, verify, list, show, '],
  [['constructor'], 'hooklab: there is no command "constructor".'],
  [['version', 'now'], 'hooklab version: it takes no arguments.'],
  [['serve', '--prot', '1'], "hooklab serve: Unknown option '--prot'. Allowed: --port, --control-port, --data"],
  [['serve', 'now'], "hooklab serve: Unexpected argument 'now'"],
  [['serve', '--port'], "hooklab serve: Option '--port <value>' argument missing. Allowed: "],
  [['serve', '--data='], "hooklab serve: Option '--data' needs a value. Allowed: "],
  [['serve', '--json=yes'], "hooklab serve: Option '--json' does not take an argument. Allowed: "],
  [['serve', '--port', 'http'], '--port takes a number from 0 (any free port) to 65535, not "http".'],
  [['serve', '--port', '65536'], '--port takes a number'],
  [['serve', '--control-port', '-1'], '--control-port'],
  [['serve', '--subdomain', 'mine'], '--tunnel-host and --subdomain need --tunnel'],
  [['serve', '--scheme', 'morse'], 'there is no scheme "morse". Schemes: generic, ']
])('%j is one clear line and exit 2', async (args, line) => {
  const { code, stdout, stderr } = await runCli(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(line)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

describe.skipIf(findOldNode() === undefined)('under an older Node', () => {
  const node = findOldNode() ?? ''

  test('the pinned one takes over', async () => {
    expect(await runCli(['version'], { node })).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
    expect((await runCli(['sevre'], { node })).code).toBe(2)
  })

  test('without the pinned one there is one line that says what to install', async () => {
    await using folder = await temporaryFolder()
    const cli = join(folder.path, 'out', 'main', 'cli.js')
    await mkdir(dirname(cli), { recursive: true })
    await copyFile(builtCli, cli)
    await copyFile(new URL('../../package.json', import.meta.url), join(folder.path, 'package.json'))
    const { code, stderr } = await runCli(['version'], { node, cli })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^hooklab: Node 24 or newer is needed, and this is \d+\.\d+\.\d+\. Install it from https:\/\/nodejs\.org\n$/)
  })
})
