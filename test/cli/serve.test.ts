import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { builtCli, startHooklab } from '../helpers/hooklab-process.ts'
import { LineQueue } from '../helpers/line-queue.ts'
import { runCli } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

beforeAll(ensureBuilt)

const send = (url: string, body = '{"event":"test"}') =>
  fetch(`${url}/webhook`, { method: 'POST', body, signal: AbortSignal.timeout(10_000) })

describe('--json', () => {
  test('the first line says where everything is, in exactly these words', async () => {
    await using hooklab = await startHooklab()
    expect(Object.entries(hooklab.ready)).toEqual([
      ['ready', true],
      ['listener', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)],
      ['control', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)],
      ['token', expect.stringMatching(/^[\w-]{43}$/)],
      ['publicUrl', null]
    ])
    expect(new URL(hooklab.listenerUrl).port).not.toBe(new URL(hooklab.controlUrl).port)
  })

  test('each delivery is a line, in the order of receipt', async () => {
    await using hooklab = await startHooklab()
    for (const path of ['/webhook?n=1', '/nowhere', '/webhook?n=3'])
      await fetch(hooklab.listenerUrl + path, { method: 'POST', body: '{"event":"x"}' })
    const lines = [await hooklab.lines.next(), await hooklab.lines.next(), await hooklab.lines.next()].map((line) => JSON.parse(line))
    expect(lines.map(({ url, responseStatus }) => [url, responseStatus])).toEqual([
      ['/webhook?n=1', 200],
      ['/nowhere', 404],
      ['/webhook?n=3', 200]
    ])
    const listed = (await (await hooklab.api('/deliveries')).json()).items
    expect(lines.toReversed()).toEqual(listed)
  })

  test('a flood leaves no delivery out', async () => {
    await using hooklab = await startHooklab()
    const senders = Array.from({ length: 40 }, async (_, sender) => {
      for (let n = 0; n < 50; n++) await (await send(hooklab.listenerUrl, `{"event":"flood","id":"${sender}-${n}"}`)).text()
    })
    await Promise.all(senders)
    const seen = new Set<string>()
    while (seen.size < 2000) seen.add(JSON.parse(await hooklab.lines.next()).eventId)
    expect(seen.size).toBe(2000)
  })

  test('each change of the tunnel is a line', async () => {
    await using hooklab = await startHooklab()
    await hooklab.api('/tunnel/open', { method: 'POST', body: { driver: 'manual', options: { url: hooklab.listenerUrl } } })
    const online = JSON.parse(await hooklab.lines.find((line) => line.includes('"online"')))
    expect(online.tunnel).toMatchObject({ state: 'online', driver: 'manual', publicUrl: hooklab.listenerUrl })
  })

  test('--tunnel opens it at once', async () => {
    const free = await freePort()
    await using hooklab = await startHooklab({
      args: ['--port', String(free), '--tunnel', 'manual', '--tunnel-host', `http://127.0.0.1:${free}`]
    })
    expect(JSON.parse(await hooklab.lines.find((line) => line.includes('"online"'))).tunnel.publicUrl).toBe(`http://127.0.0.1:${free}`)
  })
})

describe('for people', () => {
  test('a banner says where to send and what to open, then each delivery is a line', async () => {
    await using folder = await temporaryFolder()
    const child = spawn(process.execPath, [builtCli, 'serve', '--port', '0', '--control-port', '0', '--no-open', '--data', folder.path], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const lines = new LineQueue(createInterface({ input: child.stdout }))
    expect(await lines.next(20_000)).toBe('Hooklab 0.1.0')
    const listener = /http:\S+/.exec(await lines.find((line) => line.includes('Listener')))?.[0] ?? ''
    expect(listener).toMatch(/\/webhook$/)
    const opened = /http:\S+/.exec(await lines.find((line) => line.includes('Interface')))?.[0] ?? ''
    expect(opened).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
    await fetch(listener, { method: 'POST', body: '{"event":"invoice.paid"}' })
    expect(await lines.find((line) => line.includes('POST'))).toMatch(
      /^\d\d:\d\d:\d\d {2}POST \/webhook {2}200 {2}unsigned {2}invoice\.paid {2}24 B$/
    )
    child.kill('SIGINT')
    expect(await withDeadline(once(child, 'exit'), 10_000, 'It did not end.')).toEqual([0, null])
  })
})

// Windows has no signals; there a kill is a kill.
describe.skipIf(process.platform === 'win32')('the end', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends it with 0, also while a sender hangs and an interface follows',
    async (signal) => {
      await using hooklab = await startHooklab()
      await hooklab.api('/endpoints/webhook/faults', { method: 'POST', body: { kind: 'hang', params: {}, match: { eventType: 'hang' } } })
      const hanging = send(hooklab.listenerUrl, '{"event":"hang"}').catch(() => 'cut')
      await hooklab.lines.next()
      const stream = await hooklab.api('/changes')
      expect(await hooklab.stop(signal)).toEqual({ code: 0, signal: null })
      expect(await hanging).toBe('cut')
      await stream.body?.cancel().catch(() => 'cut as well')
    }
  )

  test('the same wish twice, as Ctrl+C under npm is, still ends it with 0', async () => {
    await using hooklab = await startHooklab()
    process.kill(hooklab.pid, 'SIGINT')
    expect(await hooklab.stop('SIGINT')).toEqual({ code: 0, signal: null })
  })

  test('what was answered is there after a restart', async () => {
    await using folder = await temporaryFolder()
    const first = await startHooklab({ dataFolder: folder.path })
    await send(first.listenerUrl)
    await first.stop()
    await using second = await startHooklab({ dataFolder: folder.path })
    expect((await (await second.api('/status')).json()).counts.deliveries).toBe(1)
    expect(second.token).not.toBe(first.token)
  })

  test('a reader of its output that leaves does not end it', async () => {
    await using folder = await temporaryFolder()
    const child = spawn(process.execPath, [builtCli, 'serve', '--json', '--port', '0', '--control-port', '0', '--data', folder.path], {
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const { listener, control, token } = JSON.parse(await new LineQueue(createInterface({ input: child.stdout })).next(20_000))
    child.stdout.destroy()
    for (let n = 0; n < 3; n++) expect((await send(listener)).status).toBe(200)
    await expect
      .poll(
        async () =>
          (await (await fetch(`${control}/api/status`, { headers: { authorization: `Bearer ${token}` } })).json()).counts.deliveries,
        { timeout: 10_000 }
      )
      .toBe(3)
    child.kill('SIGTERM')
    expect(await withDeadline(once(child, 'exit'), 10_000, 'It did not end.')).toEqual([0, null])
  })
})

describe('what it cannot have', () => {
  test.each(['--port', '--control-port'])('a taken %s that was asked for is exit 1 with the reason', async (flag) => {
    await using taken = await takePort()
    await using folder = await temporaryFolder()
    const others = flag === '--port' ? ['--control-port', '0'] : ['--port', '0']
    const { code, stdout, stderr } = await runCli(['serve', '--json', '--data', folder.path, ...others, flag, String(taken.port)])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^hooklab serve: Port ${taken.port} is taken by another program\\. .*${flag}\\b`))
  })

  test('a data folder that is a file is exit 1 with the reason', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'file')
    await writeFile(file, '')
    const { code, stderr } = await runCli(['serve', '--json', '--port', '0', '--control-port', '0', '--data', file])
    expect(code).toBe(1)
    expect(stderr).toContain(file)
    expect(stderr).not.toContain('unexpected')
  })

  test('a data folder that another instance has is exit 1 with the reason, and the other goes on', async () => {
    await using first = await startHooklab()
    const { code, stderr } = await runCli(['serve', '--json', '--port', '0', '--control-port', '0', '--data', first.dataFolder])
    expect(code).toBe(1)
    expect(stderr).toContain(first.dataFolder)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect((await send(first.listenerUrl)).status).toBe(200)
  })

  test.each([
    [['--secret', 'env:HOOKLAB_NO_SUCH'], {}, 'the environment variable HOOKLAB_NO_SUCH is not set'],
    [['--secret', 'file:/no/such/secret'], {}, 'the file cannot be read'],
    [['--forward', 'not a url'], {}, 'not a url'],
    [['--forward', 'ftp://localhost'], {}, 'ftp://localhost'],
    [[], { HOOKLAB_TOKEN: 'short' }, 'HOOKLAB_TOKEN needs 16 to 256 characters'],
    [[], { HOOKLAB_SECRET_KEY: 'short' }, 'HOOKLAB_SECRET_KEY has 5 characters and needs at least 32']
  ])('%j with %j is exit 1 with one line', async (args, env, reason) => {
    await using folder = await temporaryFolder()
    const { code, stdout, stderr } = await runCli(
      ['serve', '--json', '--port', '0', '--control-port', '0', '--data', folder.path, ...args],
      { env }
    )
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('an unknown tunnel driver is exit 2 and lists them', async () => {
    await using folder = await temporaryFolder()
    const { code, stderr } = await runCli([
      'serve',
      '--json',
      '--port',
      '0',
      '--control-port',
      '0',
      '--data',
      folder.path,
      '--tunnel',
      'pigeon'
    ])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/there is no tunnel driver "pigeon"\. Drivers: .*localtunnel/)])
  })
})

test('HOOKLAB_TOKEN is the token', async () => {
  await using hooklab = await startHooklab({ env: { HOOKLAB_TOKEN: 'a-token-of-my-own' } })
  expect(hooklab.token).toBe('a-token-of-my-own')
  expect((await hooklab.api('/status')).status).toBe(200)
})

async function takePort(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    }
  }
}

async function freePort(): Promise<number> {
  await using taken = await takePort()
  return taken.port
}
