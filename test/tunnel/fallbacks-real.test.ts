/** A chain of fallbacks over real servers: localtunnel's own, OpenSSH's, a program that is not there, and a plain URL. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenTunnelInput, Settings, Tunnel } from '../../electron/contract/index.ts'
import { HostKeys } from '../../electron/core/tunnel/drivers/host-keys.ts'
import { createTunnelDrivers } from '../../electron/core/tunnel/drivers/registry.ts'
import { startLocaltunnelServer, type LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { startSshd, type Sshd } from '../helpers/sshd.ts'
import { acceptSshKey, sshOptionsOf } from '../helpers/ssh-access.ts'
import { temporaryFolder, type TemporaryFolder } from '../helpers/temporary-folder.ts'
import { callPublicUrl, startTunnelSession, type TunnelSession } from '../helpers/tunnel-session.ts'

const missing = { driver: 'cloudflared', options: { binary: '/nowhere/cloudflared' } }
const patienceSeconds = 3

let folder: TemporaryFolder
let sshd: Sshd
let hostKeys: HostKeys
beforeAll(async () => {
  folder = await temporaryFolder()
  sshd = await startSshd()
  hostKeys = new HostKeys(folder.path)
  await acceptSshKey(sshd, hostKeys)
})
afterAll(async () => {
  await sshd[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

function start(chain: Settings['tunnelFallbacks']['chain'], previous?: TunnelSession['supervisor']['remembered']): Promise<TunnelSession> {
  const drivers = createTunnelDrivers({
    dataFolder: folder.path,
    secretOf: () => Promise.resolve(undefined),
    hostKeys,
    loadNgrok: () => Promise.reject(new Error('not installed'))
  })
  return startTunnelSession({
    drivers,
    fallbacks: () => ({ chain, patienceSeconds, goBack: 'when_lost', goBackMinutes: 10 }),
    ...(previous && { previous })
  })
}

const isOnlineBy =
  (driver: string, url?: string) =>
  (tunnel: Tunnel): boolean =>
    tunnel.state === 'online' && tunnel.driver === driver && (url === undefined || tunnel.publicUrl === url)

async function hears(tunnel: Tunnel): Promise<boolean> {
  return (await callPublicUrl(`${tunnel.publicUrl}/webhook`, { body: Buffer.from('{"event":"x"}') })).status === 200
}

test(
  'one of two localtunnel servers is killed, the other takes over, and gives way when the first is back',
  { timeout: 120_000 },
  async () => {
    const first = await startLocaltunnelServer()
    await using second = await startLocaltunnelServer({ domain: 'other.localhost' })
    const wish = { driver: 'localtunnel', options: { host: first.host, subdomain: 'sunny-day' } }
    await using session = await start([
      missing,
      { driver: 'localtunnel', options: { host: second.host } },
      { driver: 'ssh', options: sshOptionsOf(sshd) }
    ])
    const { supervisor } = session
    supervisor.open(wish)
    const ownUrl = first.publicUrl('sunny-day')
    await session.until(isOnlineBy('localtunnel', ownUrl))

    await first.kill()
    const other = await session.until((tunnel) => isOnlineBy('localtunnel')(tunnel) && tunnel.publicUrl !== ownUrl, 60_000)
    expect(other.urlChanged).toMatchObject({ from: ownUrl, to: other.publicUrl })
    expect(other.chain).toMatchObject({
      current: 2,
      steps: [{ state: 'failed' }, { state: 'failed', reason: { cause: 'cloudflared_missing' } }, {}, {}]
    })
    expect(await hears(other)).toBe(true)
    const remembered = supervisor.remembered
    expect(remembered).toMatchObject({ ...wish, publicUrl: other.publicUrl })

    let back: LocaltunnelServer | undefined
    try {
      back = await startLocaltunnelServer({ port: first.port })
      supervisor.goBack()
      const again = await session.until(isOnlineBy('localtunnel', ownUrl), 60_000)
      expect(again.urlChanged).toBeUndefined()
      expect(await hears(again)).toBe(true)
      // The fallback is let go of: its server does not know the name any more.
      const status = `${second.host}/api/tunnels/${new URL(other.publicUrl ?? '').hostname.split('.')[0]}/status`
      await expect.poll(() => fetch(status).then((answer) => answer.status), { timeout: 20_000 }).toBe(404)
      await supervisor.close()

      // Another run: the wished one again, and the log of the way there.
      await using next = await start([{ driver: 'ssh', options: sshOptionsOf(sshd) }], remembered)
      next.supervisor.open(wish)
      expect(await next.until(isOnlineBy('localtunnel', ownUrl), 60_000)).toMatchObject({
        urlChanged: { from: other.publicUrl, to: ownUrl }
      })
    } finally {
      await back?.[Symbol.asyncDispose]()
    }
  }
)

test('missing programs and tokens are passed over; ssh takes over and gives way to a plain URL', { timeout: 120_000 }, async () => {
  const chain: OpenTunnelInput[] = [
    { driver: 'ngrok', options: {} },
    { driver: 'ssh', options: sshOptionsOf(sshd) }
  ]
  await using session = await start(chain)
  const plainUrl = `http://127.0.0.1:${session.listener.port}`
  chain.push({ driver: 'manual', options: { url: plainUrl } })
  session.supervisor.open(missing)
  const bySsh = await session.until(isOnlineBy('ssh'), 60_000)
  expect(bySsh.chain?.steps.map(({ state, reason }) => [state, reason?.cause])).toEqual([
    ['failed', 'cloudflared_missing'],
    ['failed', 'token_missing'],
    ['in_use', undefined],
    ['untried', undefined]
  ])
  expect(await hears(bySsh)).toBe(true)

  await sshd.stop()
  const byHand = await session.until(isOnlineBy('manual'), 60_000)
  expect(byHand).toMatchObject({ publicUrl: plainUrl, urlChanged: { from: bySsh.publicUrl, to: plainUrl } })
  const texts = byHand.log.map(({ text }) => text).join('\n')
  expect(texts).toMatch(/Cloudflare Tunnel can’t be had\..*Fallback 1 of 3 is tried: ngrok\.\n(?:.*\n)*.*Fallback 2 of 3 is tried: ssh/)
  expect(texts).toMatch(/ssh does not receive any more\..*Fallback 3 of 3 is tried: My own URL\./)
  expect(await session.supervisor.close()).toMatchObject({ state: 'closed', ...missing })
})
