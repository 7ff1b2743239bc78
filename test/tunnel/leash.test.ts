/** The programs that hold a tunnel open end with Hooklab, also when it is killed. With OpenSSH, and a stand-in for cloudflared. */
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { runProgram } from '../../electron/core/tunnel/drivers/run-program.ts'
import { descendantsOf, isRunning } from '../helpers/descendants.ts'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { sshOptionsOf } from '../helpers/ssh-access.ts'
import { startSshd } from '../helpers/sshd.ts'
import { temporaryFolder, type TemporaryFolder } from '../helpers/temporary-folder.ts'

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder[Symbol.asyncDispose]())

interface Ran {
  readonly lines: string[]
  readonly exit: Promise<string>
  end(): Promise<void>
}

function run(path: string, ...args: string[]): Ran {
  const lines: string[] = []
  const { promise: exit, resolve } = Promise.withResolvers<string>()
  const program = runProgram({ path, args, clock: systemClock, onLine: (line) => lines.push(line), onExit: resolve })
  return { lines, exit, end: () => program.end() }
}

test('a program has its own arguments, process id, input, exit code and signals, and leaves nothing behind', async () => {
  const before = descendantsOf(process.pid)
  const odd = ['a b', '', '"c" $HOME `id`', '--', '-x']
  const script = 'console.log(JSON.stringify([process.argv.slice(1), process.pid])); process.exitCode = 7'
  const ran = run(process.execPath, '-e', script, '--', ...odd)
  expect(await ran.exit).toBe('it ended with code 7')
  expect(JSON.parse(ran.lines[0] ?? '')[0]).toEqual(odd)
  // An input that stays open, as a service's session wants it.
  const waiting = run(process.execPath, '-e', `process.stdin.on('end', () => process.exit(3)).resume(); console.log(process.pid)`)
  await expect.poll(() => waiting.lines.length, { timeout: 15_000 }).toBe(1)
  const pid = Number(waiting.lines[0])
  expect(isRunning(pid)).toBe(true)
  await waiting.end()
  expect(await waiting.exit).toBe('it was ended by SIGTERM')
  expect(await run('/no/such/program').exit).toMatch(/^it ended with code 12[67]$/)
  await expect.poll(() => descendantsOf(process.pid).filter((child) => !before.includes(child)), { timeout: 15_000 }).toEqual([])
})

/** The program that Hooklab has started, and the shell that watches over it, once both are there. */
async function programsOf({ pid }: HooklabProcess): Promise<number[]> {
  await expect.poll(() => descendantsOf(pid).length, { timeout: 20_000 }).toBe(2)
  return descendantsOf(pid)
}

test('ssh is gone when Hooklab was killed', { timeout: 90_000 }, async () => {
  await using sshd = await startSshd()
  await using hooklab = await startHooklab()
  const open = (): Promise<Response> =>
    hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'ssh', options: sshOptionsOf(sshd) } })
  const tunnel = async () =>
    (await (await hooklab.api('/tunnel')).json()) as { state: string; reason?: { cause: string; hostKey?: object } }
  await open()
  await expect.poll(async () => (await tunnel()).reason?.cause, { timeout: 30_000 }).toBe('host_key_unknown')
  await hooklab.api('/tunnel/host-keys', { method: 'POST', body: (await tunnel()).reason?.hostKey })
  await open()
  await expect.poll(async () => (await tunnel()).state, { timeout: 30_000 }).toBe('online')
  const programs = await programsOf(hooklab)
  await hooklab.kill9()
  await expect.poll(() => programs.filter(isRunning), { timeout: 15_000 }).toEqual([])
})

test('cloudflared is gone when Hooklab was killed, even one that ends for no polite signal', { timeout: 60_000 }, async () => {
  const binary = join(folder.path, 'cloudflared-stand-in')
  await writeFile(binary, `#!${process.execPath}\nprocess.on('SIGTERM', () => {}); setInterval(() => {}, 1000)\n`)
  await chmod(binary, 0o700)
  await using hooklab = await startHooklab()
  await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'cloudflared', options: { binary } } })
  const programs = await programsOf(hooklab)
  await hooklab.kill9()
  await expect.poll(() => programs.filter(isRunning), { timeout: 15_000 }).toEqual([])
})
