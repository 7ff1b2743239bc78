/** Copied test fixtures are run: by Vitest and by Python, against signatures that the schemes themselves made. */
import { execFile } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import { resign } from '../../electron/core/schemes/resign.ts'
import type { CopiedRequest } from '../../renderer/features/copy/copied-request.ts'
import { formatCopy } from '../../renderer/features/copy/formats.ts'
import { recipeSchemes } from '../../renderer/features/copy/recipes.ts'
import { findPython } from '../helpers/python.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const secret = 'whsec_c2VjcmV0IG9mIHRoZSBlbmRwb2ludA=='

let python = ''
beforeAll(async () => {
  python = await findPython('hmac', 'python3')
})

/** A delivery that the scheme itself signed. */
function signedBy(
  id: string,
  given: { readonly body?: Uint8Array; readonly options?: Readonly<Record<string, unknown>> } = {}
): CopiedRequest {
  const scheme = findScheme(id)
  if (scheme === undefined) throw new Error(`There is no scheme ${id}.`)
  const body = given.body ?? new TextEncoder().encode('{"id":"evt_1","type":"it\'s paid","note":"Grüße \\"$HOME\\" 世界"}')
  const headers: HeaderPair[] = [
    ['Content-Type', 'application/json'],
    ['webhook-id', 'msg_1'],
    ['svix-id', 'msg_1'],
    ['Twitch-Eventsub-Message-Id', 'msg_1']
  ]
  const options = scheme.parseOptions(given.options ?? {})
  const settings = { toleranceSeconds: scheme.toleranceSeconds ?? 300, options }
  const signed = resign(scheme, { method: 'POST', url: '/webhook', headers, body }, secret, { now: Date.now(), settings })
  if (signed === undefined) throw new Error(`${id} did not sign.`)
  return {
    ...signed,
    url: 'http://127.0.0.1:5000/webhook',
    receivedAt: 0,
    eventType: `it's ${id}.paid`,
    scheme: id,
    schemeOptions: options
  }
}

const binary = Uint8Array.from({ length: 256 }, (_, index) => index)
const deliveries: readonly CopiedRequest[] = [
  ...recipeSchemes.map((id) => signedBy(id)),
  signedBy('generic'),
  signedBy('generic', {
    options: { signedContent: "v1'{timestamp}`${body}`.{body}", prefix: 'a`${b}=', encoding: 'base64url', algorithm: 'sha512' }
  }),
  signedBy('stripe', { body: binary })
]

test('every recipe holds against its own scheme, recorded and signed anew, run by Vitest', async () => {
  await using folder = await temporaryFolder()
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'))
  for (const [index, delivery] of deliveries.entries()) {
    await writeFile(join(folder.path, `${index}-recorded.test.js`), formatCopy(delivery, 'vitest', false))
    await writeFile(join(folder.path, `${index}-anew.test.js`), formatCopy(delivery, 'vitest', true))
  }
  const file = join(folder.path, 'report.json')
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--root', folder.path, '--reporter=json', `--outputFile=${file}`, '--no-isolate']
  await run(process.execPath, args, { cwd: root, timeout: 100_000, env: { PATH: process.env['PATH'], WEBHOOK_SECRET: secret } })
  const report = JSON.parse(await readFile(file, 'utf8'))
  expect([report.numPassedTests, report.numFailedTests]).toEqual([deliveries.length * 4, 0])
}, 120_000)

test('every recipe holds in Python too', async () => {
  await using folder = await temporaryFolder()
  for (const [index, delivery] of deliveries.entries()) {
    await writeFile(join(folder.path, `test_${index}_recorded.py`), formatCopy(delivery, 'pytest', false))
    await writeFile(join(folder.path, `test_${index}_anew.py`), formatCopy(delivery, 'pytest', true))
  }
  // What pytest does, in as little: every function of every file whose name begins with test_.
  const runner = `
import glob, runpy, sys
ran = 0
for path in sorted(glob.glob(sys.argv[1] + "/test_*.py")):
    for name, value in runpy.run_path(path).items():
        if name.startswith("test_"):
            value()
            ran += 1
print(ran)`
  const { stdout } = await run(python, ['-c', runner, folder.path], { timeout: 50_000, env: { ...process.env, WEBHOOK_SECRET: secret } })
  expect(Number(stdout)).toBe(deliveries.length * 4)
})

test('with another secret the recorded signature is refused', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'test_delivery.py')
  await writeFile(file, formatCopy(signedBy('stripe'), 'pytest', false))
  const check = `import runpy, sys; made = runpy.run_path(sys.argv[1]); print(made["verifies"](made["HEADERS"], made["BODY"]))`
  const verify = (value: string) => run(python, ['-c', check, file], { env: { ...process.env, WEBHOOK_SECRET: value } })
  expect((await verify('whsec_other')).stdout.trim()).toBe('False')
  expect((await verify(secret)).stdout.trim()).toBe('True')
})

test('what no shared secret signs is a fixture all the same', () => {
  const delivery: CopiedRequest = { ...signedBy('github'), scheme: 'discord' }
  expect(formatCopy(delivery, 'vitest', false)).toContain('toHaveLength(')
  expect(formatCopy(delivery, 'pytest', false)).toContain('assert len(BODY) == ')
})
