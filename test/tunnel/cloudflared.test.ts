/**
 * The cloudflared driver against a STAND-IN: a script that prints what cloudflared prints and then waits. No cloudflared and no
 * Cloudflare took part in any of this.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudflared } from '../../electron/core/tunnel/drivers/cloudflared.ts'
import { sendProbe, type SendProbe } from '../../electron/core/tunnel/probe.ts'
import { eventually } from '../helpers/eventually.ts'
import { endOf, openDriver } from '../helpers/open-driver.ts'
import { temporaryFolder, type TemporaryFolder } from '../helpers/temporary-folder.ts'
import { isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder[Symbol.asyncDispose]())

let number = 0
/** A program that prints the lines, notes its arguments and its process, and then waits or ends. */
async function standIn(lines: readonly string[], after: 'wait' | 'end' = 'wait'): Promise<{ binary: string; note: string }> {
  number += 1
  const binary = join(folder.path, `cloudflared-${number}`)
  const note = join(folder.path, `note-${number}`)
  const script = `#!${process.execPath}
require('node:fs').writeFileSync(${JSON.stringify(note)}, JSON.stringify({ args: process.argv.slice(2), token: process.env.TUNNEL_TOKEN, pid: process.pid }))
for (const line of ${JSON.stringify(lines)}) console.error(line)
${after === 'wait' ? 'setInterval(() => {}, 1000)' : 'process.exit(1)'}
`
  await writeFile(binary, script)
  await chmod(binary, 0o700)
  return { binary, note }
}

const time = '2026-11-23T10:00:00Z'
const quick = [
  `${time} INF Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment.`,
  `${time} INF Requesting new quick Tunnel on trycloudflare.com...`,
  `${time} INF +--------------------------------------------------------------------------------------------+`,
  `${time} INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |`,
  `${time} INF |  https://small-red-fox-hops.trycloudflare.com                                              |`,
  `${time} INF +--------------------------------------------------------------------------------------------+`,
  `${time} INF Registered tunnel connection connIndex=0 connection=5c2a event=0 ip=198.51.100.4 location=fra08 protocol=http2`
]

const driverWith = (token?: string) => cloudflared({ dataFolder: folder.path, secretOf: () => Promise.resolve(token) })

test('a quick tunnel’s URL is read from the log, and closing ends the program', async () => {
  const { binary, note } = await standIn(quick)
  const { opened } = (await openDriver(driverWith(), { binary }, 5123).result) as { opened: { publicUrl: string; close(): Promise<void> } }
  expect(opened.publicUrl).toBe('https://small-red-fox-hops.trycloudflare.com')
  const { args, pid } = JSON.parse(await readFile(note, 'utf8')) as { args: string[]; pid: number }
  expect(args).toEqual(expect.arrayContaining(['tunnel', '--no-autoupdate', '--url', 'http://127.0.0.1:5123']))
  await opened.close()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('a named tunnel runs with the stored token, which stands in no argument', async () => {
  const { binary, note } = await standIn([`${time} INF Registered tunnel connection connIndex=0 connection=5c2a`])
  expect(await endOf(openDriver(driverWith('token-of-mine'), { binary, hostname: 'hooks.example.com' }).result)).toBe(
    'https://hooks.example.com'
  )
  const { args, token } = JSON.parse(await readFile(note, 'utf8')) as { args: string[]; token: string }
  expect(token).toBe('token-of-mine')
  expect(args.join(' ')).not.toContain('token-of-mine')
})

test.each<[line: string, cause: string]>([
  [`${time} ERR Error unmarshaling QuickTunnel response: error code: 1015 status_code="429 Too Many Requests"`, 'quick_tunnels_limited'],
  ['failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": context deadline exceeded', 'quick_tunnel_refused'],
  [`${time} ERR Provided Tunnel token is not valid.`, 'token_invalid'],
  [`${time} ERR Register tunnel error from server side error="Unauthorized: Invalid tunnel secret" connIndex=0`, 'token_refused'],
  [`${time} ERR Connection terminated error="TLS handshake: x509: certificate signed by unknown authority"`, 'edge_tls_failed']
])('%s', async (line, cause) => {
  const { binary } = await standIn([line])
  expect(await endOf(openDriver(driverWith(), { binary }).result)).toBe(cause)
})

test('a program that ends says how, before and after it was open', async () => {
  const { binary } = await standIn(['2026-11-23T10:00:00Z ERR something nobody knows'], 'end')
  expect(await endOf(openDriver(driverWith(), { binary }).result)).toBe('program_ended')
  const open = await standIn([...quick, '', ''])
  const opening = openDriver(driverWith(), { binary: open.binary })
  await opening.result
  process.kill((JSON.parse(await readFile(open.note, 'utf8')) as { pid: number }).pid, 'SIGKILL')
  await eventually(
    () => opening.signals.at(-1),
    (signal) => signal?.kind === 'lost'
  )
})

test('without the program, without a token, and with options that mean nothing, it says what to do', async () => {
  expect(await endOf(openDriver(driverWith(), { binary: '/nowhere/cloudflared' }).result)).toBe('cloudflared_missing')
  expect(await endOf(openDriver(driverWith(), { binary: '/bin/sh' }).result)).toBe('bad_program')
  const { binary } = await standIn(quick)
  expect(await endOf(openDriver(driverWith(), { binary, hostname: 'hooks.example.com' }).result)).toBe('token_missing')
  const driver = driverWith()
  expect(driver.check({ hostname: 'https://x' })?.cause).toBe('bad_hostname')
  expect(driver.check({ tunnelName: '--config' })?.cause).toBe('bad_tunnel_name')
  expect(driver.check({ tunnelName: 'mine' })?.cause).toBe('hostname_needed')
})

test(
  'a quick tunnel whose connections drop is left to come back under its URL; one whose program ends gets another',
  { timeout: 60_000 },
  async () => {
    const binary = join(folder.path, 'cloudflared-dropping')
    const lines = quick.map((line) => JSON.stringify(line).replace('small-red-fox-hops', '" + process.pid + "-fox'))
    const script = `#!${process.execPath}
for (const line of [${lines.join(', ')}]) console.error(line)
process.on('SIGUSR2', () => console.error('${time} ERR Connection terminated error="connection with edge closed" connIndex=0'))
process.on('SIGHUP', () => console.error('${time} INF Registered tunnel connection connIndex=0 connection=77aa'))
setInterval(() => {}, 1000)
`
    await writeFile(binary, script)
    await chmod(binary, 0o700)
    // In Cloudflare's place: what its edge answers while it has no connection, else the way to the listener.
    let isCut = false
    let edge = ''
    const send: SendProbe = ({ url, ...rest }) => {
      if (isCut) return Promise.resolve({ status: 530, headers: {}, body: Buffer.from('error code: 1033'), roundTripMs: 1 })
      return sendProbe({ url: edge + new URL(url).pathname, ...rest })
    }
    await using session = await startTunnelSession({ drivers: [driverWith()], send, backoff: () => 100 })
    edge = `http://127.0.0.1:${session.listener.port}`
    session.open({ binary }, 'cloudflared')
    const { publicUrl = '' } = await session.until(isOnline)
    const pid = Number(/\/\/(\d+)-fox\./.exec(publicUrl)?.[1])

    isCut = true
    process.kill(pid, 'SIGUSR2')
    await session.until(({ state }) => state === 'reconnecting')
    isCut = false
    process.kill(pid, 'SIGHUP')
    expect(await session.until(isOnline)).toMatchObject({ publicUrl, urlChanges: 0 })

    process.kill(pid, 'SIGKILL')
    await session.until(({ state }) => state === 'reconnecting')
    const other = await session.until(isOnline)
    expect(other.urlChanged).toEqual({ from: publicUrl, to: other.publicUrl, at: expect.any(Number) })
  }
)

test('stopping at once ends the program', async () => {
  const { binary, note } = await standIn([])
  const opening = openDriver(driverWith(), { binary })
  const text = await eventually(
    () => readFile(note, 'utf8').catch(() => ''),
    (written) => written !== ''
  )
  opening.abort()
  expect(await endOf(opening.result)).toBe('program_ended')
  expect(() => process.kill((JSON.parse(text) as { pid: number }).pid, 0)).toThrow('ESRCH')
})
