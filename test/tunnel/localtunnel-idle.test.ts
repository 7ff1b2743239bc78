/** The longest test of the suite: what a hundred quiet seconds do to a tunnel (F1). */
import { setTimeout as idle } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { startPlainListener } from '../helpers/proof-listener.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

test('after a hundred idle seconds a burst is answered whole; Node’s own server settings do not last that long (F1)', async () => {
  await using server = await startLocaltunnelServer()
  await using session = await startTunnelSession()
  await using plain = await startTunnelSession({}, () => startPlainListener('127.0.0.1'))
  session.open({ host: server.host, subdomain: 'sunny-day' })
  plain.open({ host: server.host, subdomain: 'plain-day' })
  await Promise.all([session.until(isOnline), plain.until(isOnline)])

  // The one sleep of the suite: the passing of time is what is tested. Node cuts silent connections after 60 to 90 seconds.
  await idle(100_000)

  const burst = Array.from({ length: 20 }, (_, at) =>
    callPublicUrl(`${server.publicUrl('sunny-day')}/${at}`, { body: Buffer.from(String(at)) })
  )
  expect((await Promise.all(burst)).map(({ status }) => status)).toEqual(burst.map(() => 200))
  expect(session.history.filter(({ reason }) => reason !== undefined)).toEqual([])
  expect(plain.history.some(({ reason }) => reason !== undefined)).toBe(true)
}, 200_000)
