/** What the supervisor does with time; real servers are in the files beside this. Long because one fake world serves every state. */
import { expect, test } from 'vitest'
import { tunnelDriverInfo, tunnel as tunnelShape } from '../../electron/contract/index.ts'
import { HostKeys } from '../../electron/core/tunnel/drivers/host-keys.ts'
import { createTunnelDrivers } from '../../electron/core/tunnel/drivers/registry.ts'
import { reasonOf } from '../../electron/core/tunnel/reasons.ts'
import { setUp, setUpOnline, wish, type Setting } from '../helpers/fake-supervisor.ts'
import { answers, failedToOpen } from '../helpers/fake-tunnel.ts'

function lose({ fake }: Setting): void {
  fake.opened.at(-1)?.onSignal({ kind: 'lost', reason: reasonOf('connections_lost', { host: 'fake.example' }) })
}

test('a quiet tunnel is proven every thirty seconds', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  expect(fake.proofs).toBe(1)
  await clock.advance(29_999)
  expect(fake.proofs).toBe(1)
  await clock.advance(1)
  expect(fake.proofs).toBe(2)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', lastProofAt: clock.now(), roundTripMs: 7 })
  await clock.advance(300_000)
  expect(fake.proofs).toBe(12)
})

test('a delivery is as good as a proof', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  for (let second = 0; second < 120; second += 20) {
    supervisor.noteDelivery(clock.now())
    await clock.advance(20_000)
  }
  expect(fake.proofs).toBe(1)
  await clock.advance(10_000)
  expect(fake.proofs).toBe(2)
})

test('even a busy tunnel is proven now and then', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  for (let second = 0; second < 300; second++) {
    supervisor.noteDelivery(clock.now())
    await clock.advance(1_000)
  }
  expect(fake.proofs).toBe(3)
})

test('proofs that fail while deliveries come through cut nobody off', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  fake.weather = 'hangs'
  void supervisor.check()
  for (let second = 0; second < 60; second++) {
    supervisor.noteDelivery(clock.now())
    await clock.advance(1_000)
  }
  expect(supervisor.tunnel).toMatchObject({ state: 'degraded', reason: { cause: 'timed_out' } })
  expect(fake.closes).toBe(0)
  fake.weather = undefined
  supervisor.wake('network')
  await clock.advance(0)
  expect(supervisor.tunnel.state).toBe('online')
})

test('deliveries by the hundred are shown once a second', async () => {
  const { clock, shown, supervisor } = await setUpOnline()
  const before = shown.length
  for (let at = 0; at < 600; at++) {
    supervisor.noteDelivery(clock.now())
    await clock.advance(2)
  }
  await clock.advance(1_000)
  expect(shown.length - before).toBe(2)
  expect(supervisor.tunnel.lastDeliveryAt).toBe(clock.now() - 1_002)
})

test('a proof that never comes back is given up, and the tunnel is opened again after the second', async () => {
  const { clock, fake, supervisor, states } = await setUpOnline()
  fake.weather = 'hangs'
  await clock.advance(30_000 + 4_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'degraded', reason: { cause: 'timed_out' } })
  await clock.advance(1_000 + 4_000)
  expect(supervisor.tunnel.state).toBe('reconnecting')
  expect(fake.closes).toBe(1)
  fake.weather = undefined
  await clock.advance(1_000)
  expect(supervisor.tunnel.state).toBe('online')
  expect(supervisor.tunnel.reason).toBeUndefined()
  expect(fake.opened.map(({ again }) => again)).toEqual([undefined, 'https://sunny.fake.example'])
  expect(states().slice(-4)).toEqual(['degraded', 'reconnecting', 'checking', 'online'])
})

test('waking proves at once and says so meanwhile', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  supervisor.wake('resume')
  expect(supervisor.tunnel.state).toBe('checking')
  await clock.advance(0)
  expect(fake.proofs).toBe(2)
  expect(supervisor.tunnel.state).toBe('online')
})

test('lost connections are a doubt until the proof is back', async () => {
  const setting = await setUpOnline()
  setting.fake.opened[0]?.onSignal({ kind: 'shaken', open: 2, wanted: 10 })
  expect(setting.supervisor.tunnel).toMatchObject({ state: 'degraded', reason: { cause: 'connections_shaken' } })
  expect(setting.supervisor.tunnel.reason?.message).toContain('2 of 10')
  await setting.clock.advance(0)
  expect(setting.supervisor.tunnel.state).toBe('online')
})

test('a lost tunnel is asked for again after 1 and 2 seconds, and each 3 seconds from there', async () => {
  const setting = await setUpOnline()
  const { clock, fake, supervisor } = setting
  fake.next = failedToOpen
  lose(setting)
  const waits: number[] = []
  let last = clock.now()
  while (waits.length < 8) {
    const before = fake.opened.length
    await clock.advance(500)
    if (fake.opened.length === before) continue
    waits.push(clock.now() - last)
    last = clock.now()
  }
  expect(waits).toEqual([1_000, 2_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000])
  expect(supervisor.tunnel).toMatchObject({
    state: 'reconnecting',
    publicUrl: 'https://sunny.fake.example',
    reason: { cause: 'host_refused' }
  })
  fake.next = undefined
  supervisor.wake('network')
  await clock.advance(0)
  expect(supervisor.tunnel.state).toBe('online')
})

test('check answers with the state after a proof of its own', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  const checked = supervisor.check()
  await clock.advance(0)
  expect((await checked).state).toBe('online')
  expect(fake.proofs).toBe(2)
  fake.weather = answers(502)
  const failed = supervisor.check()
  await clock.advance(0)
  expect((await failed).reason?.cause).toBe('bad_gateway')
  await supervisor.close()
  expect((await supervisor.check()).state).toBe('closed')
})

test('check ends when the tunnel is closed meanwhile', async () => {
  const { fake, supervisor } = await setUpOnline()
  fake.weather = 'hangs'
  const checked = supervisor.check()
  await supervisor.close()
  expect(['closing', 'closed']).toContain((await checked).state)
})

test('a page that asks callers for a password keeps the name and says so until it is gone', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  fake.weather = answers(511)
  await clock.advance(30 * 60_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'degraded', reason: { cause: 'interstitial' } })
  expect(fake.opened).toHaveLength(1)
  fake.weather = undefined
  await clock.advance(60_000)
  expect(supervisor.tunnel.state).toBe('online')
})

test('a server that forgot the tunnel is asked again at once', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  fake.weather = { status: 503, headers: { 'x-localtunnel-status': 'Tunnel Unavailable' }, body: Buffer.from(''), roundTripMs: 1 }
  await clock.advance(30_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'reconnecting', reason: { cause: 'tunnel_unavailable' } })
})

test('opening what is open changes nothing; opening something else ends it first', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  expect(supervisor.open(wish).state).toBe('online')
  expect(fake.opened).toHaveLength(1)
  supervisor.open({ driver: 'fake', options: { subdomain: 'rainy' } })
  expect(fake.closes).toBe(1)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: 'https://rainy.fake.example', urlChanges: 0 })
  expect(supervisor.tunnel.log).toContainEqual(expect.objectContaining({ text: 'The fake is given up: another tunnel was asked for.' }))
})

test('unknown drivers and bad options are refused, and what is open stays', async () => {
  const { supervisor } = await setUpOnline()
  expect(() => supervisor.open({ driver: 'carrier-pigeon', options: {} })).toThrow(/There is no tunnel driver “carrier-pigeon”.*fake/)
  expect(() => supervisor.open({ driver: 'fake', options: { subdomain: 'bad' } })).toThrow(/cannot be a tunnel name/)
  expect(supervisor.tunnel.state).toBe('online')
})

test('a driver that throws is a reason, not a crash', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.next = 'throws'
  supervisor.open(wish)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'failed', reason: { cause: 'driver_failed' } })
})

test('a sender that throws is a failed proof', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.weather = 'rejects'
  supervisor.open(wish)
  await clock.advance(1_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'failed', reason: { cause: 'probe_failed' } })
})

test('closing does not wait for a connection that never ends', async () => {
  const { clock, fake, supervisor } = await setUpOnline()
  fake.closingHangs = true
  const closed = supervisor.close()
  expect(supervisor.tunnel.state).toBe('closing')
  await clock.advance(3_000)
  expect((await closed).state).toBe('closed')
})

test('closing ends a dial that hangs, and what comes late is ended too', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.next = 'hangs'
  supervisor.open(wish)
  await clock.advance(0)
  expect((await supervisor.close()).state).toBe('closed')
  expect(supervisor.tunnel.log).toMatchObject([
    { state: 'opening' },
    { state: 'closing', text: 'Closing: it was closed by hand while it was being opened.', cause: 'closed_by_hand' },
    { state: 'closed' }
  ])
  expect(fake.opened[0]?.signal.aborted).toBe(true)
  await clock.advance(600_000)
  expect(fake.opened).toHaveLength(1)
  expect(clock.pending).toBe(0)
})

test('closed and opened again without a wish, the same URL is asked for', async () => {
  const { clock, fake, supervisor } = setUp()
  supervisor.open({ driver: 'fake', options: {} })
  await clock.advance(0)
  await supervisor.close()
  supervisor.open({ driver: 'fake', options: {} })
  await clock.advance(0)
  expect(fake.opened.map(({ again }) => again)).toEqual([undefined, 'https://any.fake.example'])
})

test('an earlier run’s URL is asked for again, and a different one is told loudly', async () => {
  const previous = { driver: 'fake', options: {}, publicUrl: 'https://before.fake.example' }
  const { clock, fake, supervisor } = setUp({ previous })
  fake.next = {
    opened: {
      publicUrl: 'https://other.fake.example',
      instead: { wantedName: 'before', held: 'free' },
      close: () => Promise.resolve()
    }
  }
  supervisor.open({ driver: 'fake', options: {} })
  await clock.advance(1_000)
  expect(fake.opened[0]?.again).toBe('https://before.fake.example')
  expect(supervisor.tunnel).toMatchObject({ state: 'opening', reason: { cause: 'name_not_free_yet' } })
  expect(supervisor.tunnel.publicUrl).toBeUndefined()
  await clock.advance(120_000)
  expect(supervisor.tunnel).toMatchObject({
    state: 'online',
    urlChanges: 1,
    urlChanged: { from: 'https://before.fake.example', to: 'https://other.fake.example' }
  })
  expect(supervisor.acknowledge().urlChanged).toBeUndefined()
})

test('what is shown has the shape of the contract in every state', async () => {
  const setting = await setUpOnline()
  setting.supervisor.noteDelivery(setting.clock.now())
  setting.fake.weather = answers(502)
  await setting.clock.advance(60_000)
  lose(setting)
  await setting.supervisor.close()
  expect(new Set(setting.states()).size).toBeGreaterThan(5)
  for (const shown of setting.shown) expect(tunnelShape.parse(shown)).toEqual(shown)
})

test('every driver says what it costs, in the shape of the contract', () => {
  const hostKeys = new HostKeys('/nowhere')
  const drivers = createTunnelDrivers({ dataFolder: '/nowhere', secretOf: () => Promise.resolve(undefined), hostKeys, loadNgrok: () => Promise.reject(new Error('none')) }) // prettier-ignore
  const { supervisor } = setUp({ drivers })
  expect(supervisor.drivers.map(({ id }) => id)).toEqual(['localtunnel', 'cloudflared', 'ngrok', 'ssh', 'manual'])
  for (const info of supervisor.drivers) {
    expect(tunnelDriverInfo.parse(info)).toEqual(info)
    expect(info.costs.length).toBeGreaterThan(0)
  }
})

test('the log keeps the last two hundred entries', async () => {
  const setting = await setUpOnline()
  for (let round = 0; round < 100; round++) {
    lose(setting)
    await setting.clock.advance(1_000)
  }
  const { log } = setting.supervisor.tunnel
  expect(log).toHaveLength(200)
  expect(log.at(-1)).toMatchObject({ state: 'online' })
  expect(log.find(({ state }) => state === 'reconnecting')).toMatchObject({ cause: 'connections_lost' })
})

test('signals of a connection that was replaced mean nothing', async () => {
  const setting = await setUpOnline()
  const [first] = setting.fake.opened
  lose(setting)
  await setting.clock.advance(1_000)
  expect(setting.supervisor.tunnel.state).toBe('online')
  first?.onSignal({ kind: 'lost', reason: reasonOf('connections_lost', { host: 'fake.example' }) })
  expect(setting.supervisor.tunnel.state).toBe('online')
})
