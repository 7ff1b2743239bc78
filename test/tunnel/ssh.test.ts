/** The ssh driver against OpenSSH's own server. */
import { once } from 'node:events'
import { appendFile, chmod, copyFile, mkdir } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprintOf, HostKeys } from '../../electron/core/tunnel/drivers/host-keys.ts'
import { ssh } from '../../electron/core/tunnel/drivers/ssh.ts'
import { freePort } from '../helpers/odd-server.ts'
import { endOf, openDriver } from '../helpers/open-driver.ts'
import { acceptSshKey, sshOptionsOf } from '../helpers/ssh-access.ts'
import { startSshd, type Sshd } from '../helpers/sshd.ts'
import { temporaryFolder, type TemporaryFolder } from '../helpers/temporary-folder.ts'
import { eventually } from '../helpers/eventually.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

let sshd: Sshd
let folder: TemporaryFolder
let hostKeys: HostKeys
beforeAll(async () => {
  sshd = await startSshd()
  folder = await temporaryFolder()
  hostKeys = new HostKeys(folder.path)
})
afterAll(async () => {
  await sshd[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

test('a new server’s key is shown, and nothing is opened before it is accepted', async () => {
  const { failed, retryable } = (await openDriver(ssh({ hostKeys }), sshOptionsOf(sshd)).result) as { failed: { cause: string; hostKey?: object }; retryable: boolean } // prettier-ignore
  expect(retryable).toBe(false)
  expect(failed).toMatchObject({
    cause: 'host_key_unknown',
    hostKey: { server: `[127.0.0.1]:${sshd.port}`, type: 'ssh-ed25519', fingerprint: expect.stringMatching(/^SHA256:[\w+/]{43}$/) }
  })
  await expect(async () => hostKeys.accept(`[127.0.0.1]:${sshd.port}`, 'SHA256:other')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await acceptSshKey(sshd, hostKeys)
})

test('a tunnel is proven, carries requests, is opened again after the server’s restart, and closes', { timeout: 90_000 }, async () => {
  const remotePort = await freePort()
  await using session = await startTunnelSession({ drivers: [ssh({ hostKeys })], backoff: () => 200 })
  session.open({ ...sshOptionsOf(sshd), remotePort }, 'ssh')
  expect((await session.until(isOnline)).publicUrl).toBe(`http://127.0.0.1:${remotePort}`)
  await callPublicUrl(`http://127.0.0.1:${remotePort}/webhook`, { body: Buffer.from([0, 255, 128, 10]) })
  expect(session.listener.seen.at(-1)).toMatchObject({ url: '/webhook' })

  await sshd.stop()
  await session.until(({ state }) => state === 'reconnecting')
  await sshd.start()
  expect((await session.until(isOnline, 40_000)).urlChanges).toBe(0)

  await session.supervisor.close()
  await expect(callPublicUrl(`http://127.0.0.1:${remotePort}/webhook`)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|closed/)
})

test('any free remote port will do, and its number is filled in', async () => {
  expect(await endOf(openDriver(ssh({ hostKeys }), sshOptionsOf(sshd)).result)).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/)
})

test('each way in which it can’t be had is named', async () => {
  const driver = ssh({ hostKeys })
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), identityFile: sshd.strangerFile }).result)).toBe('ssh_refused_sign_in')
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), identityFile: '/no/such/key' }).result)).toBe('ssh_bad_key')
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), port: await freePort() }).result)).toBe('host_refused')
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), host: 'nobody.invalid' }).result)).toBe('host_not_found')
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), binary: '/usr/bin/env' }).result)).toBe('bad_program')
  expect(await endOf(openDriver(driver, { ...sshOptionsOf(sshd), binary: '/no/ssh' }).result)).toBe('ssh_missing')
})

test('options that ssh could take for something else are refused before anything runs', () => {
  const driver = ssh({ hostKeys })
  expect(driver.check({ host: '-oProxyCommand=touch /tmp/x' })?.cause).toBe('bad_ssh_server')
  expect(driver.check({ host: 'a', user: '-x' })?.cause).toBe('bad_ssh_user')
  expect(driver.check({ host: 'a', remoteHost: 'x y' })?.cause).toBe('bad_ssh_bind')
  expect(driver.check({ host: 'a', identityFile: 'key' })?.cause).toBe('bad_ssh_file')
  expect(driver.check({ host: 'a', url: 'ftp://a' })?.cause).toBe('bad_ssh_url')
  expect(driver.check({ host: 'example.com', url: 'https://{port}.example.com' })).toBeUndefined()
})

test('a server that refuses the forwarding says so, and a key that changed is refused loudly', async () => {
  await using strict = await startSshd('AllowTcpForwarding no')
  await acceptSshKey(strict, hostKeys)
  expect(await endOf(openDriver(ssh({ hostKeys }), sshOptionsOf(strict)).result)).toBe('ssh_forward_refused')
  await strict.stop()
  strict.changeHostKey()
  await strict.start()
  const known = await hostKeys.find(`[127.0.0.1]:${strict.port}`)
  const changed = await openDriver(ssh({ hostKeys }), sshOptionsOf(strict)).result
  expect(changed).toMatchObject({
    failed: {
      cause: 'host_key_changed',
      hostKey: { server: `[127.0.0.1]:${strict.port}`, type: 'ssh-ed25519', accepted: fingerprintOf(known!) }
    },
    retryable: false
  })
  const offered = 'failed' in changed ? changed.failed.hostKey?.fingerprint : undefined
  expect(offered).toMatch(/^SHA256:/)
  expect(offered).not.toBe(fingerprintOf(known!))
  await hostKeys.forget(`[127.0.0.1]:${strict.port}`)
  expect(await endOf(openDriver(ssh({ hostKeys }), sshOptionsOf(strict)).result)).toBe('host_key_unknown')
})

test('a key that ssh-keyscan can’t read is told as that, not as a changed one', async () => {
  await using server = await startSshd()
  // As some servers and firewalls do: whoever says that it is ssh-keyscan gets no answer.
  const proxy = createServer((client) => {
    client.on('error', () => {})
    client.once('data', (first) => {
      if (first.includes('keyscan')) return client.destroy()
      const way = connect(server.port, '127.0.0.1')
      way.on('error', () => client.destroy()).write(first)
      client.pipe(way).pipe(client)
    })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const options = { ...sshOptionsOf(server), port }
  const seen = await openDriver(ssh({ hostKeys }), options).result
  expect(seen).toMatchObject({
    failed: { cause: 'host_key_unseen', message: expect.stringMatching(/ssh-ed25519 SHA256:/) },
    retryable: true
  })
  // Its line put there by hand, as the remedy says.
  const line = `[127.0.0.1]:${port} ${server.hostKey}`
  await appendFile(hostKeys.file, `${line}\n`)
  const opened = await openDriver(ssh({ hostKeys }), options).result
  expect(opened).toMatchObject({ opened: { publicUrl: expect.stringMatching(/^http:/) } })
  if ('opened' in opened) await opened.opened.close()
  proxy.close()
})

test('a server that shows another kind of key than the accepted one has changed it', async () => {
  await using server = await startSshd()
  await acceptSshKey(server, hostKeys)
  await server.stop()
  server.changeHostKey('ecdsa')
  await server.start()
  expect(await endOf(openDriver(ssh({ hostKeys }), sshOptionsOf(server)).result)).toBe('host_key_changed')
})

test('no sign in the path of the data folder or of the key means anything to ssh', async () => {
  const odd = join(folder.path, '100% "mine" ${HOME} %h it’s')
  await mkdir(odd)
  const identityFile = join(folder.path, 'key 5%h')
  await copyFile(sshd.identityFile, identityFile)
  await chmod(identityFile, 0o600)
  const keys = new HostKeys(odd)
  await acceptSshKey(sshd, keys)
  const opened = await openDriver(ssh({ hostKeys: keys }), { ...sshOptionsOf(sshd), identityFile }).result
  expect(opened).toMatchObject({ opened: { publicUrl: expect.stringMatching(/^http:/) } })
  if ('opened' in opened) await opened.opened.close()
})

test('stopping while it opens leaves nothing behind', async () => {
  const opening = openDriver(ssh({ hostKeys }), sshOptionsOf(sshd))
  opening.abort()
  expect(await endOf(opening.result)).toBe('ssh_lost')
})

test('the URL is read from what a service prints, and what it prints later ends nothing', async () => {
  const lines = ['Welcome to https://pinggy.io', 'https://mine.example.com', 'http://mine.example.com', 'GET /kex_exchange_identification']
  await using service = await startSshd(`ForceCommand printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; cat`)
  await acceptSshKey(service, hostKeys)
  const { url: _none, ...options } = sshOptionsOf(service)
  const opening = openDriver(ssh({ hostKeys }), options)
  expect(await opening.result).toMatchObject({ opened: { publicUrl: 'https://mine.example.com' } })
  expect(opening.signals).toEqual([])
  await service.stop()
  const lost = await eventually(
    () => opening.signals[0],
    (signal) => signal !== undefined
  )
  expect(lost).toMatchObject({ kind: 'lost', reason: { cause: 'ssh_lost' } })
})

test('a server that takes the connection and says nothing is named within 10 s', { timeout: 30_000 }, async () => {
  const mute = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const startedAt = performance.now()
  const { port } = mute.address() as AddressInfo
  expect(await endOf(openDriver(ssh({ hostKeys }), { ...sshOptionsOf(sshd), port }).result)).toBe('host_timed_out')
  expect(performance.now() - startedAt).toBeLessThan(10_500)
  mute.close()
})
