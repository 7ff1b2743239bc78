/** Real connections on loopback; only the waiting is by a clock of the test's own. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { expect, test } from 'vitest'
import { keepSockets, pauseMs } from '../../electron/core/tunnel/drivers/socket-ledger.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { fakeClock } from '../helpers/fake-clock.ts'
import type { FakeClock } from '../helpers/fake-clock.ts'
import { freePort } from '../helpers/odd-server.ts'

interface Pool {
  readonly clock: FakeClock
  readonly server: Server
  /** At the server's side, open now. */
  readonly accepted: Set<Socket>
  readonly told: readonly string[]
  dials(): number
  /** Connections that ended, as the ledger saw it. */
  ends(): number
  /** Resolves once `holds` does; looks again whenever a connection comes or goes. */
  until(holds: () => boolean): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

async function startPool(wanted: number, onConnection: (socket: Socket, nth: number) => void = () => {}): Promise<Pool> {
  const clock = fakeClock()
  const server = createServer()
  const accepted = new Set<Socket>()
  const told: string[] = []
  let dials = 0
  let ends = 0
  let look = (): void => {}
  server.on('connection', (socket) => {
    accepted.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      accepted.delete(socket)
      look()
    })
    onConnection(socket, dials)
    look()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const clients = new Set<Socket>()
  keepSockets({
    wanted,
    clock,
    dial() {
      dials++
      const socket = connect(port, '127.0.0.1')
      clients.add(socket)
      socket.on('error', () => {})
      socket.on('data', () => look())
      socket.once('connect', () => look())
      socket.once('close', () => {
        clients.delete(socket)
        // After the ledger's own listener has seen it.
        setImmediate(() => {
          ends++
          look()
        })
      })
      return socket
    },
    onSockets: (open) => told.push(`open ${open}`),
    onLost: () => told.push('lost')
  })
  return {
    clock,
    server,
    accepted,
    told,
    dials: () => dials,
    ends: () => ends,
    until: (holds) =>
      withDeadline(
        new Promise((resolve) => {
          look = () => holds() && resolve()
          look()
        }),
        10_000,
        'the pool did not get there'
      ),
    async [Symbol.asyncDispose]() {
      for (const socket of clients) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

test('pauses double with each useless connection, up to a quarter of a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map(pauseMs)).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
})

test('the pool is filled, and told of once', async () => {
  await using pool = await startPool(4)
  await pool.until(() => pool.accepted.size === 4 && pool.told.length > 0)
  await pool.clock.advance(60_000)
  expect(pool.told).toEqual(['open 1'])
  expect(pool.dials()).toBe(4)
})

test('a connection that served a request is replaced at once', async () => {
  await using pool = await startPool(2, (socket, nth) => nth <= 2 && socket.write('request'))
  await pool.until(() => pool.accepted.size === 2)
  for (const socket of pool.accepted) socket.end('bye')
  await pool.until(() => pool.dials() >= 3)
  // The last of a burst waits five milliseconds for its turn.
  await pool.clock.advance(10)
  await pool.until(() => pool.dials() === 4)
  expect(pool.told).not.toContain('lost')
})

test('connections that are refused a place are dialled ever more rarely', async () => {
  const places = 2
  await using pool: Pool = await startPool(3, (socket) => pool_full(socket))
  function pool_full(socket: Socket): void {
    if (pool.accepted.size > places) socket.destroy()
  }
  await pool.until(() => pool.dials() === 3 && pool.accepted.size === places)
  for (let second = 0; second < 120; second++) {
    await pool.clock.advance(1_000)
    await pool.until(() => pool.accepted.size === places)
  }
  expect(pool.dials()).toBeLessThan(25)
  expect(pool.told).toEqual(['open 1'])
})

test('fewer than half for a second is told once', async () => {
  await using pool = await startPool(4)
  await pool.until(() => pool.accepted.size === 4)
  await pool.clock.advance(10_000)
  pool.server.close()
  const [first, second, third] = pool.accepted
  for (const socket of [first, second, third]) socket?.destroy()
  await pool.until(() => pool.ends() === 3)
  await pool.clock.advance(3_000)
  await pool.until(() => pool.told.length > 1)
  expect(pool.told).toEqual(['open 1', 'open 1'])
})

test('when the server is gone, that is told at once', async () => {
  await using pool = await startPool(3)
  await pool.until(() => pool.accepted.size === 3)
  await pool.clock.advance(10_000)
  pool.server.close()
  for (const socket of pool.accepted) socket.destroy()
  await pool.until(() => pool.ends() === 3)
  await pool.clock.advance(20)
  await pool.until(() => pool.told.includes('lost'))
  const dialled = pool.dials()
  await pool.clock.advance(600_000)
  expect(pool.dials()).toBe(dialled)
  expect(pool.told.filter((what) => what === 'lost')).toHaveLength(1)
})

test('a port that nobody listens on is lost after one dial a place', async () => {
  const port = await freePort()
  const clock = fakeClock()
  let dials = 0
  await withDeadline(
    new Promise<void>((resolve) => {
      keepSockets({
        wanted: 5,
        clock,
        dial: () => {
          dials++
          return connect(port, '127.0.0.1').on('error', () => {})
        },
        onSockets: () => {},
        onLost: resolve
      })
    }),
    10_000,
    'not told'
  )
  expect(dials).toBe(5)
})
