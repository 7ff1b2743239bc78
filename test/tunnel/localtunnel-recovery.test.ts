/** After a loss: the same URL again, proven, and said plainly until then. */
import { expect, test, vi } from 'vitest'
import { withDeadline } from '../helpers/deadline.ts'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import type { LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'
import type { TunnelSession } from '../helpers/tunnel-session.ts'

// Servers and threads are started over and over, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

const isReconnecting = ({ state }: { state: string }): boolean => state === 'reconnecting'

async function restart(server: LocaltunnelServer): Promise<LocaltunnelServer> {
  await server.kill()
  return startLocaltunnelServer({ port: server.port })
}

async function startOnline(server: LocaltunnelServer, options: Parameters<typeof startTunnelSession>[0] = {}): Promise<TunnelSession> {
  const session = await startTunnelSession(options)
  session.open({ host: server.host, subdomain: 'sunny-day' })
  await session.until(isOnline)
  return session
}

test('a restarted server is noticed and the same URL proven again (F2, F3)', async () => {
  const first = await startLocaltunnelServer()
  await using session = await startOnline(first)
  await first.kill()
  const lost = await session.until(isReconnecting)
  expect(lost.reason?.cause).toBe('connections_lost')
  expect(lost.publicUrl).toBe(first.publicUrl('sunny-day'))

  await using second = await startLocaltunnelServer({ port: first.port })
  const again = await session.until(isOnline)
  expect(again.publicUrl).toBe(first.publicUrl('sunny-day'))
  expect(again.urlChanges).toBe(0)
  expect((await callPublicUrl(`${second.publicUrl('sunny-day')}/webhook`)).status).toBe(200)
  expect(session.listener.seen.at(-1)?.url).toBe('/webhook')
  expect(again.log.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['opening', 'checking', 'online', 'reconnecting', 'checking', 'online'])
  )
})

test('a random name is asked for again, too', async () => {
  let server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  session.open({ host: server.host })
  const { publicUrl } = await session.until(isOnline)
  const lost = session.until(isReconnecting)
  server = await restart(server)
  await lost
  const again = await session.until(isOnline)
  expect(again.publicUrl).toBe(publicUrl)
  await server.kill()
})

test('a server that goes silent is noticed, said and healed', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startOnline(server)
  server.freeze()
  session.supervisor.wake('resume')
  const lost = await session.until(isReconnecting)
  expect(lost.reason?.cause).toBe('timed_out')
  server.thaw()
  const healed = await session.until(isOnline, 25_000)
  expect(healed.publicUrl).toBe(server.publicUrl('sunny-day'))
})

/** A session whose name somebody else has taken while it was away, about to ask for it again. */
async function startRobbed(): Promise<{ server: LocaltunnelServer; session: TunnelSession; squatter: TunnelSession; url: string }> {
  const first = await startLocaltunnelServer()
  let waitMs = 60_000
  const session = await startOnline(first, { backoff: () => waitMs })
  await first.kill()
  await session.until(isReconnecting)
  const server = await startLocaltunnelServer({ port: first.port })
  const squatter = await startOnline(server)
  waitMs = 100
  session.supervisor.wake('network')
  const waiting = await session.until(({ reason }) => reason?.cause === 'name_not_free_yet')
  expect(waiting.state).toBe('reconnecting')
  return { server, session, squatter, url: server.publicUrl('sunny-day') }
}

test('a name that somebody else has meanwhile is waited for, and had again when it is free (F5)', async () => {
  const { server, session, squatter, url } = await startRobbed()
  await squatter.supervisor.close()
  const again = await session.until(isOnline)
  expect(again.publicUrl).toBe(url)
  expect(again.urlChanges).toBe(0)
  expect(session.history.some(({ urlChanged }) => urlChanged !== undefined)).toBe(false)
  for (const part of [session, squatter, server]) await part[Symbol.asyncDispose]()
})

test('a name that stays taken is given up after the grace: loudly, and the other URL is proven (F5)', async () => {
  const { server, session, squatter, url } = await startRobbed()
  const changed = await session.until(isOnline)
  expect(changed.publicUrl).not.toBe(url)
  expect(changed.urlChanges).toBe(1)
  expect(changed.urlChanged).toMatchObject({ from: url, to: changed.publicUrl })
  expect(changed.log.some(({ cause, text }) => cause === 'url_changed' && text.includes(url))).toBe(true)
  expect((await callPublicUrl(changed.publicUrl ?? '')).status).toBe(200)
  expect(squatter.listener.seen).toEqual([])
  const seen = session.supervisor.acknowledge()
  expect(seen.urlChanged).toBeUndefined()
  expect(seen.urlChanges).toBe(1)
  for (const part of [session, squatter, server]) await part[Symbol.asyncDispose]()
})

test('closing works at once in every state', async () => {
  const server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  const { supervisor } = session
  const closes = (): Promise<unknown> => withDeadline(supervisor.close(), 3_000, 'close took too long')

  session.open({ host: server.host, subdomain: 'sunny-day' })
  await closes()
  session.open({ host: server.host, subdomain: 'rainy-day' })
  await session.until(({ state }) => state === 'checking' || state === 'online')
  await closes()
  session.open({ host: server.host, subdomain: 'windy-day' })
  await session.until(isOnline)
  await server.kill()
  await session.until(isReconnecting)
  await closes()
  await closes()
  expect(supervisor.tunnel.state).toBe('closed')
  expect(supervisor.tunnel.publicUrl).toBeUndefined()
})

test('a closed tunnel leaves its name free for the next', async () => {
  await using server = await startLocaltunnelServer()
  await using one = await startOnline(server)
  await one.supervisor.close()
  await using two = await startTunnelSession()
  two.open({ host: server.host, subdomain: 'sunny-day' })
  expect((await two.until(isOnline)).publicUrl).toBe(server.publicUrl('sunny-day'))
})
