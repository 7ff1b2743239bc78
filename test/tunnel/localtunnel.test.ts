/** The whole way: a provider's request, a stock localtunnel server, the localtunnel package, the listener. */
import { createHash, randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { createFindWay } from '../../electron/core/exposure/arrival.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { startPlainListener } from '../helpers/proof-listener.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

// Each test starts a server and a thread, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('a tunnel is online once a proof came back through its public URL, and requests get through it', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host, subdomain: 'sunny-day' })
  expect(session.supervisor.tunnel.state).toBe('opening')

  const tunnel = await session.until(isOnline)
  expect(tunnel.publicUrl).toBe(server.publicUrl('sunny-day'))
  expect(tunnel.lastProofAt).toBeGreaterThan(0)
  expect(session.history.map(({ state }) => state)).toEqual(['opening', 'checking', 'online'])

  const answer = await callPublicUrl(`${tunnel.publicUrl}/webhook`, { body: Buffer.from('{}') })
  expect(answer.status).toBe(200)
  expect(session.listener.seen).toHaveLength(1)
  const [{ headers }] = session.listener.seen as [(typeof session.listener.seen)[number]]
  expect(createFindWay(() => session.supervisor.ways)(headers.flat(), false)).toBeDefined()
})

test.each([undefined, '', ' '])('without a wish (%j) the server chooses the name', async (subdomain) => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host, ...(subdomain !== undefined && { subdomain }) })
  const { publicUrl } = await session.until(isOnline)
  expect(publicUrl).toMatch(/^http:\/\/[a-z0-9-]+\.tunnel\.localhost:\d+$/)
})

test('bodies of 9 MB and of every byte value arrive byte-identical, the Host untouched (F8)', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host, subdomain: 'sunny-day' })
  const { publicUrl } = await session.until(isOnline)
  const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)
  for (const body of [everyByte, randomBytes(64), Buffer.from([0xff, 0xfe, 0x00, 0x80]), randomBytes(9_000_000)]) {
    const answer = await callPublicUrl(`${publicUrl}/webhook`, { body })
    expect(JSON.parse(answer.text)).toEqual({ sizeBytes: body.byteLength, bodyHash: createHash('sha256').update(body).digest('hex') })
  }
  const hosts = session.listener.seen.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === 'host')?.[1])
  expect(new Set(hosts)).toEqual(new Set([`sunny-day.tunnel.localhost:${server.port}`]))
})

test.each(['127.0.0.1', '::1'] as const)(
  'the listener is reached on %s, whatever this machine takes localhost to be (F9)',
  async (address) => {
    await using server = await startLocaltunnelServer()
    await using session = await startTunnelSession({}, () => startPlainListener(address))
    session.open({ host: server.host, subdomain: 'sunny-day' })
    const { publicUrl } = await session.until(isOnline)
    expect((await callPublicUrl(publicUrl ?? '')).status).toBe(200)
  }
)

test('a hundred requests at once, ten times the connections that the server takes, are all answered', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host, subdomain: 'sunny-day' })
  const { publicUrl } = await session.until(isOnline)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => callPublicUrl(`${publicUrl}/${at}`, { body: randomBytes(1_000) }))
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(new Set(session.listener.seen.map(({ url }) => url)).size).toBe(100)
})

test('a server that advertises more connections than it takes is not flooded with dials (F7)', async () => {
  await using server = await startLocaltunnelServer({ maxSockets: 12 })
  await using session = await startTunnelSession()
  session.open({ host: server.host, subdomain: 'sunny-day' })
  const { publicUrl } = await session.until(isOnline)
  const requests = 300
  for (let at = 0; at < requests; at++) expect((await callPublicUrl(`${publicUrl}/${at}`)).status).toBe(200)
  // Unlimited, two superfluous connections alone are dialled thousands of times in that while.
  const { dials } = await server.seen()
  expect(dials).toBeLessThan(12 + requests + 50)
})

test('two tunnels on one server do not mix', async () => {
  await using server = await startLocaltunnelServer()
  await using one = await startTunnelSession()
  await using two = await startTunnelSession()
  one.open({ host: server.host, subdomain: 'number-one' })
  two.open({ host: server.host, subdomain: 'number-two' })
  await Promise.all([one.until(isOnline), two.until(isOnline)])
  await callPublicUrl(`${server.publicUrl('number-two')}/for-two`)
  expect(one.listener.seen).toEqual([])
  expect(two.listener.seen.map(({ url }) => url)).toEqual(['/for-two'])
  expect(createFindWay(() => one.supervisor.ways)(two.listener.seen[0]!.headers.flat(), false)).toBeUndefined()
})
