/** The whole way: a provider's request, a stock localtunnel server, the localtunnel package, a listener. */
import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

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
  expect(session.supervisor.isThroughTunnel(session.listener.seen[0]!.headers)).toBe(true)
})

test('bodies of 9 MB and of every byte value arrive byte-identical (F8)', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host })
  const { publicUrl } = await session.until(isOnline)
  const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)
  for (const body of [everyByte, randomBytes(64), Buffer.from([0xff, 0xfe, 0x00, 0x80]), randomBytes(9_000_000)]) {
    const answer = await callPublicUrl(`${publicUrl}/webhook`, { body })
    expect(JSON.parse(answer.text)).toEqual({ sizeBytes: body.byteLength, bodyHash: createHash('sha256').update(body).digest('hex') })
  }
})
