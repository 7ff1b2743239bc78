/** A server with a long grace, waiting requests and answers of its own, as the public one's operator runs it. */
import { expect, test, vi } from 'vitest'
import { startPatientServer, type PatientServer, type PatientServerOptions } from '../helpers/patient-server.ts'
import { startProofListener } from '../helpers/proof-listener.ts'
import { callPublicUrl, isOnline, startTunnelSession, type TunnelSession } from '../helpers/tunnel-session.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Setting extends AsyncDisposable {
  readonly server: PatientServer
  readonly session: TunnelSession
  readonly url: string
}

async function startOnline(
  options: PatientServerOptions = {},
  session: Parameters<typeof startTunnelSession> = [{ proveEveryMs: 500 }]
): Promise<Setting> {
  const server = await startPatientServer(options)
  const started = await startTunnelSession(...session)
  started.open({ host: server.host, subdomain: 'sunny-day' })
  await started.until(isOnline)
  return {
    server,
    session: started,
    url: server.publicUrl('sunny-day'),
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    }
  }
}

test('a name that is kept for a grace is waited for, and had again when the grace is over (F5)', async () => {
  await using setting = await startOnline({ graceMs: 3_000 })
  const { server, session, url } = setting
  server.cutOff('sunny-day')
  const waiting = await session.until(({ reason }) => reason?.cause === 'name_not_free_yet')
  expect(waiting).toMatchObject({ state: 'reconnecting', publicUrl: url })
  const again = await session.until(isOnline)
  expect(again).toMatchObject({ publicUrl: url, urlChanges: 0 })
  expect(server.registrations.every((name) => name === 'sunny-day')).toBe(true)
  expect((await callPublicUrl(`${url}/webhook`)).status).toBe(200)
})

test('another name after as many tries as the setting says, told loudly, and none at all when it says to wait (F5)', async () => {
  let wish: { readonly kind: 'wait' } | { readonly kind: 'replace'; readonly afterTries: number } = { kind: 'wait' }
  await using setting = await startOnline({ graceMs: 600_000 }, [{ backoff: () => 100, lostName: () => wish }])
  const { server, session, url } = setting
  server.cutOff('sunny-day')
  await expect.poll(() => server.registrations.length, { timeout: 30_000 }).toBeGreaterThan(12)
  expect(session.supervisor.tunnel).toMatchObject({ state: 'reconnecting', publicUrl: url, reason: { cause: 'name_not_free_yet' } })
  wish = { kind: 'replace', afterTries: 1 }
  const changed = await session.until(isOnline)
  expect(changed).toMatchObject({ urlChanges: 1, urlChanged: { from: url, to: changed.publicUrl } })
})

test('503 with the server’s own header means that it has forgotten the tunnel: it is registered again at once (F2)', async () => {
  await using setting = await startOnline()
  const { server, session, url } = setting
  server.forget('sunny-day')
  const lost = await session.until(({ state }) => state === 'reconnecting')
  expect(lost.reason).toMatchObject({ cause: 'tunnel_unavailable', message: expect.stringContaining('503: Tunnel Unavailable') })
  const again = await session.until(isOnline)
  expect(again).toMatchObject({ publicUrl: url, urlChanges: 0 })
})

test('after a new registration nothing holds on to the old port, which may be another tenant’s by then (F12)', async () => {
  await using setting = await startOnline()
  const { server, session } = setting
  server.forget('sunny-day')
  expect(server.leftBehind).toBeGreaterThan(0)
  await session.until(({ state }) => state === 'reconnecting')
  await session.until(isOnline)
  await expect.poll(() => server.leftBehind).toBe(0)
})

test('headers come as the server passes them on, and are recorded so (F13)', async () => {
  await using setting = await startOnline()
  await callPublicUrl(`${setting.url}/webhook`, { headers: { 'X-Signature': 'AbC', 'X-Twice': 'one' } })
  const { headers } = setting.session.listener.seen.at(-1) ?? { headers: [] }
  expect(headers.find(([name]) => name.toLowerCase() === 'x-signature')?.[1]).toBe('AbC')
  expect(headers.find(([name]) => name.toLowerCase() === 'host')?.[1]).toBe(new URL(setting.url).host)
})

test('429 for too many waiting requests is said, keeps the connections, and is over when they are answered', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await using setting = await startOnline({}, [{ proveEveryMs: 500 }, () => startProofListener({ held })])
  const { server, session, url } = setting
  const calls = Array.from({ length: 20 }, (_, at) => callPublicUrl(`${url}/${at}`, { body: Buffer.from(String(at)) }))
  const busy = await session.until(({ state }) => state === 'degraded')
  expect(busy.reason).toMatchObject({ cause: 'busy', remedy: expect.stringContaining('hang or delay fault') })
  release()
  await session.until(isOnline)
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 200))
  expect(server.registrations).toEqual(['sunny-day'])
})

test('502 because no connection is of use any more: looked at again, then connected anew under the same name (F6)', async () => {
  await using setting = await startOnline({ waitMs: 200, graceMs: 500 })
  const { server, session, url } = setting
  server.withhold('sunny-day')
  const doubt = await session.until(({ state }) => state === 'degraded')
  expect(doubt.reason?.cause).toBe('bad_gateway')
  await session.until(({ state }) => state === 'reconnecting')
  expect(await session.until(isOnline)).toMatchObject({ publicUrl: url, urlChanges: 0 })
})

test('a network that swallows everything is noticed within two intervals, said, and healed', async () => {
  const everyMs = 5_000
  await using setting = await startOnline({ graceMs: 1_000 }, [{ proveEveryMs: everyMs }])
  const { server, session, url } = setting
  server.swallow(true)
  const swallowedAt = performance.now()
  const noticed = await session.until(({ state }) => state !== 'online')
  expect(performance.now() - swallowedAt).toBeLessThan(2 * everyMs)
  expect(noticed).toMatchObject({
    state: 'degraded',
    reason: { cause: 'timed_out', message: expect.stringContaining('Nothing came back') }
  })
  await session.until(({ state }) => state === 'reconnecting')
  server.swallow(false)
  expect(await session.until(isOnline, 40_000)).toMatchObject({ publicUrl: url })
  expect((await callPublicUrl(`${url}/webhook`)).status).toBe(200)
})

test('headers that such a server adds to answers change nothing of the body', async () => {
  await using setting = await startOnline()
  const answer = await callPublicUrl(`${setting.url}/webhook`, { body: Buffer.from([0, 255, 10, 13]) })
  expect(answer.headers['x-localtunnel-agent-ips']).toBeDefined()
  expect(JSON.parse(answer.text)).toMatchObject({ sizeBytes: 4 })
})
