/** `hooklab check` as it is built: exit codes, lines for people, reports for programs. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkReport } from '../../electron/contract/index.ts'
import { app as unsigned } from '../check/apps/accepts-unsigned.ts'
import { app as stripe } from '../check/apps/sound-stripe.ts'
import { app as sound } from '../check/apps/sound-generic.ts'
import { startSampleApp } from '../check/sample-app.ts'
import { runCli } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const quick = ['--skip', 'accepts-slow-upload', '--skip', 'survives-huge-body']

describe('hooklab check', () => {
  test('a sound app: every line for people, warnings are fine, exit 0', async () => {
    await using app = await startSampleApp(stripe)
    const args = ['check', '--provider', 'stripe', '--secret', 'env:WHSEC', '--target', app.url, '--state-url', app.stateUrl, ...quick]
    const { code, stdout, stderr } = await runCli(args, { env: { WHSEC: stripe.secret } })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Stripe handler at http:\/\/127\.0\.0\.1:\d+\/webhook/)
    expect(stdout).toMatch(/✓ Accepts a rightly signed event +200 in \d+ ms/)
    expect(stdout).toMatch(/! Refuses a timestamp in the future/)
    expect(stdout).toMatch(/1 warning, 24 passed, 1 left out\n$/)
    expect(stdout).not.toContain('\u001b')
  })

  test('a flaw: exit 1, with what to fix; the report is a file', async () => {
    await using app = await startSampleApp(unsigned)
    await using folder = await temporaryFolder()
    const [secretFile, out] = [join(folder.path, 'secret'), join(folder.path, 'report.xml')]
    await writeFile(secretFile, `${unsigned.secret}\n`)
    const args = [
      'check',
      '--provider',
      'generic',
      '--secret',
      `file:${secretFile}`,
      '--target',
      app.url,
      '--report',
      'junit',
      '--out',
      out
    ]
    const { code, stdout } = await runCli([...args, '--only', 'accepts-good', '--only', 'rejects-unsigned'])
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /✗ Refuses a request without a signature +204 in \d+ ms\n +sent .*\n +expected .*\n +why .*\n +fix .*\n +source +https:/
    )
    expect(stdout).toMatch(/1 failed, 1 passed\n$/)
    const xml = await readFile(out, 'utf8')
    expect(xml).toMatch(/<testsuite name="Generic HMAC handler at [^"]+" timestamp="[^"]+" tests="2" failures="1"/)
    expect(xml).not.toContain(unsigned.secret)
  })

  test('a report on standard output is all that is there; people read standard error', async () => {
    await using app = await startSampleApp(sound)
    const args = [
      'check',
      '--provider',
      'generic',
      '--secret',
      sound.secret,
      '--target',
      app.url,
      '--report',
      'json',
      '--only',
      'accepts-good'
    ]
    const { code, stdout, stderr } = await runCli(args)
    expect(code).toBe(0)
    expect(checkReport.parse(JSON.parse(stdout))).toMatchObject({ state: 'finished', counts: { pass: 1 }, total: 1 })
    expect(stderr).toMatch(/1 passed/)
  })

  test('what can’t run is exit 2, with what to do', async () => {
    const base = ['check', '--provider', 'stripe', '--secret', stripe.secret]
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [['check'], /--provider is missing/],
      [['check', '--provider', 'nobody'], /there is no provider "nobody"/],
      [['check', '--provider', 'stripe'], /--target is missing/],
      [[...base, '--target', 'ftp://x'], /is not a URL to send to/],
      [[...base, '--target', 'http://127.0.0.1:1', '--report', 'pdf'], /json, junit or markdown/],
      [[...base, '--target', 'http://127.0.0.1:1', '--only', 'nothing'], /there is no case nothing/],
      [[...base, '--target', 'http://127.0.0.1:1', '--type', 'nothing'], /There is no stripe sample "nothing"/],
      [['check', '--provider', 'stripe', '--secret', 'env:NOT_SET', '--target', 'http://127.0.0.1:1'], /NOT_SET is not set/],
      [['check', '--provider', 'paypal', '--secret', 'x', '--target', 'http://127.0.0.1:1'], /only the provider has/]
    ]
    const runs = await Promise.all(refused.map(([args]) => runCli(args)))
    expect(runs.map(({ code }) => code)).toEqual(refused.map(() => 2))
    for (const [index, [, message]] of refused.entries()) expect(runs[index]?.stderr).toMatch(message)
    const gone = await runCli([...base, '--target', 'http://127.0.0.1:1/hook'])
    expect(gone.code).toBe(2)
    expect(gone.stdout).toMatch(/The check could not run\. Nothing listens on 127\.0\.0\.1:1/)
    const remote = await runCli([...base, '--target', 'http://192.0.2.1/hook'])
    expect(remote.code).toBe(2)
    expect(remote.stdout).toMatch(/allow it with --allow-remote/)
  })
})
