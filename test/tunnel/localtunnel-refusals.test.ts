/** A registration that comes to nothing: a named reason within ten seconds, no second try, and closing always works. */
import type { RequestListener, ServerResponse } from 'node:http'
import { expect, test, vi } from 'vitest'
import type { Tunnel } from '../../electron/contract/index.ts'
import { AppError } from '../../electron/core/errors.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { freePort, startOddServer, startSilentServer, startUntrustedServer } from '../helpers/odd-server.ts'
import { isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'
import type { TunnelSession } from '../helpers/tunnel-session.ts'

// Each test starts a server and a thread, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** What a developer is told within the time they are promised, with a little for a busy machine. */
const promisedMs = 12_000

async function outcome(session: TunnelSession, host: string, subdomain?: string): Promise<Tunnel> {
  session.open({ host, ...(subdomain !== undefined && { subdomain }) })
  const tunnel = await session.until(({ state }) => state === 'failed' || state === 'online', promisedMs)
  expect(tunnel.state).toBe('failed')
  expect(tunnel.reason?.message).toMatch(/\S/)
  expect(tunnel.reason?.remedy).toMatch(/\S/)
  expect(tunnel.publicUrl).toBeUndefined()
  return tunnel
}

function html(status: number, body = '<!doctype html><title>Welcome</title>'): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(body)
}

function json(status: number, body: unknown): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

test('a name that the server refuses is told in its own words, after one request (F4)', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  // Our rule allows it; the stock server wants six characters when there is a hyphen.
  const { reason } = await outcome(session, server.host, 'a-bc')
  expect(reason?.cause).toBe('name_refused')
  expect(reason?.message).toContain('a-bc')
  expect(reason?.message).toContain('Invalid subdomain')
  expect((await server.seen()).requests).toHaveLength(1)
})

test.each(['abc', 'Sunny-Day', 'sunny_day', 'sunny.day', '-sunny', 'sunny-', 'ж'.repeat(5), 'a'.repeat(64)])(
  'the name “%s” is refused before anything is dialled',
  async (subdomain) => {
    await using session = await startTunnelSession()
    expect(() => session.supervisor.open({ driver: 'localtunnel', options: { subdomain } })).toThrow(AppError)
    expect(session.supervisor.tunnel.state).toBe('closed')
  }
)

test.each(['localtunnel.me', 'ftp://localtunnel.me', 'http://', 'http://user:word@host', 'https://host/?new', 'https://host/#x'])(
  'the host “%s” is refused before anything is dialled',
  async (host) => {
    await using session = await startTunnelSession()
    expect(() => session.supervisor.open({ driver: 'localtunnel', options: { host } })).toThrow(/is not the address of a tunnel server/)
  }
)

test('a name that another client is using is told, and nothing else is taken instead (F5)', async () => {
  await using server = await startLocaltunnelServer()
  await using other = await startTunnelSession()
  other.open({ host: server.host, subdomain: 'sunny-day' })
  await other.until(isOnline)
  await using session = await startTunnelSession()
  const { reason, urlChanges } = await outcome(session, server.host, 'sunny-day')
  expect(reason?.cause).toBe('name_taken')
  expect(reason?.message).toContain('sunny-day')
  expect(urlChanges).toBe(0)
  expect(other.supervisor.tunnel.state).toBe('online')
})

test('a host where nothing listens', async () => {
  await using session = await startTunnelSession()
  const { reason } = await outcome(session, `http://127.0.0.1:${await freePort()}`)
  expect(reason?.cause).toBe('host_refused')
})

test('a host name that does not exist', async () => {
  await using session = await startTunnelSession()
  expect((await outcome(session, 'http://no-such-host.invalid')).reason?.cause).toBe('host_not_found')
})

test('a host with a certificate that nobody trusts', async () => {
  await using server = await startUntrustedServer()
  await using session = await startTunnelSession()
  expect((await outcome(session, server.host)).reason?.cause).toBe('host_tls_failed')
})

test.each<[what: string, answer: RequestListener, cause: string]>([
  ['a web page', html(200), 'not_a_tunnel_server'],
  ['a page that is not found', html(404), 'not_a_tunnel_server'],
  ['JSON of another kind', json(200, { ok: true }), 'not_a_tunnel_server'],
  ['a registration without a port', json(200, { id: 'abcd', url: 'http://abcd.example' }), 'not_a_tunnel_server'],
  ['a registration with an impossible port', json(200, { id: 'abcd', url: 'http://abcd.example', port: 70_000 }), 'not_a_tunnel_server'],
  ['a registration with a URL that is none', json(200, { id: 'abcd', url: 'javascript:alert(1)', port: 1 }), 'not_a_tunnel_server'],
  ['nothing at all', (_, response) => response.writeHead(204).end(), 'not_a_tunnel_server'],
  ['an error', html(500), 'registration_refused'],
  ['an outage', html(503), 'registration_refused'],
  ['too many registrations', json(429, { message: 'slow down' }), 'rate_limited'],
  ['a redirect to itself', (request, response) => response.writeHead(302, { location: request.url }).end(), 'host_unreachable'],
  ['an endless page', (_, response) => void response.writeHead(200).end('x'.repeat(1_000_000)), 'host_unreachable'],
  ['a cut connection', (_, response) => void response.destroy(), 'host_unreachable']
])('a host that answers with %s', async (_what, answer, cause) => {
  await using server = await startOddServer(answer)
  await using session = await startTunnelSession()
  const { reason } = await outcome(session, server.host, 'sunny-day')
  expect(reason?.cause).toBe(cause)
  expect(reason?.message).toContain(`127.0.0.1:${server.port}`)
})

test('a host that never answers is given up on time (F4)', async () => {
  await using server = await startSilentServer()
  await using session = await startTunnelSession()
  expect((await outcome(session, server.host)).reason?.cause).toBe('host_timed_out')
  expect(server.connections).toBe(1)
})

test('a registration whose port cannot be reached says that a firewall may be in the way (F17)', async () => {
  const port = await freePort()
  await using server = await startOddServer(json(200, { id: 'sunny-day', port, url: 'http://sunny-day.example', max_conn_count: 10 }))
  await using session = await startTunnelSession()
  const { reason } = await outcome(session, server.host, 'sunny-day')
  expect(reason?.cause).toBe('port_blocked')
  expect(reason?.remedy).toContain('firewall')
})

test('a server that takes connections and ends them at once is given up too', async () => {
  await using port = await startOddServer((_, response) => response.destroy())
  await using server = await startOddServer(
    json(200, { id: 'sunny-day', port: port.port, url: 'http://sunny-day.invalid', max_conn_count: 100 })
  )
  await using session = await startTunnelSession()
  await outcome(session, server.host, 'sunny-day')
  expect(port.connections).toBeLessThan(100)
})

test('closing while the server has not answered yet stops everything: no further request comes (F11)', async () => {
  const held: ServerResponse[] = []
  await using server = await startOddServer((_, response) => void held.push(response))
  await using session = await startTunnelSession()
  const arrived = server.nextRequest()
  session.open({ host: server.host })
  await arrived
  const again = server.nextRequest()
  await withDeadline(session.supervisor.close(), 3_000, 'close took too long')
  expect(session.supervisor.tunnel.state).toBe('closed')
  for (const response of held) response.writeHead(503).end()
  // The package by itself asks again a second after such an answer.
  await expect(withDeadline(again, 2_500, 'quiet')).rejects.toThrow('quiet')
})

test('a refused registration is not repeated (F4, F18)', async () => {
  await using server = await startOddServer(html(503))
  await using session = await startTunnelSession()
  const arrived = server.nextRequest()
  session.open({ host: server.host })
  await arrived
  const again = server.nextRequest()
  await session.until(({ state }) => state === 'failed')
  await expect(withDeadline(again, 2_500, 'quiet')).rejects.toThrow('quiet')
})

test('a failed tunnel opens when asked again', async () => {
  await using session = await startTunnelSession()
  const port = await freePort()
  await outcome(session, `http://127.0.0.1:${port}`, 'sunny-day')
  await using server = await startLocaltunnelServer({ port })
  session.open({ host: server.host, subdomain: 'sunny-day' })
  expect((await session.until(isOnline)).reason).toBeUndefined()
})

test('a failed tunnel opens by itself when the network comes back', async () => {
  await using session = await startTunnelSession()
  const port = await freePort()
  await outcome(session, `http://127.0.0.1:${port}`, 'sunny-day')
  await using server = await startLocaltunnelServer({ port })
  session.supervisor.wake('network')
  expect((await session.until(isOnline)).publicUrl).toBe(server.publicUrl('sunny-day'))
})
