/** A chain of fallbacks in a world that does as a test says; real servers are in fallbacks-real.test.ts. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tunnel as tunnelShape, type Settings, type Tunnel } from '../../electron/contract/index.ts'
import { silentLog } from '../../electron/core/log.ts'
import { backoffMs } from '../../electron/core/tunnel/backoff.ts'
import { createTunnelSupervisor } from '../../electron/core/tunnel/chain-supervisor.ts'
import { reasonOf } from '../../electron/core/tunnel/reasons.ts'
import type { TunnelSupervisorOptions } from '../../electron/core/tunnel/supervisor-options.ts'
import { fakeClock } from '../helpers/fake-clock.ts'
import { answers, failedToOpen, fakeTunnel, type FakeTunnel } from '../helpers/fake-tunnel.ts'

const wish = { driver: 'own', options: { subdomain: 'sunny' } }
const spareWish = { driver: 'spare', options: {} }
const lastWish = { driver: 'last', options: {} }
const ownUrl = 'https://sunny.own.example'
const spareUrl = 'https://any.spare.example'

function setUp(fallbacks: Partial<Settings['tunnelFallbacks']> = {}, options: Partial<TunnelSupervisorOptions> = {}) {
  const clock = fakeClock()
  const [own, spare, last] = [fakeTunnel('own'), fakeTunnel('spare'), fakeTunnel('last')]
  const all: readonly FakeTunnel[] = [own, spare, last]
  let kept: Settings['tunnelFallbacks'] = { chain: [spareWish, lastWish], patienceSeconds: 60, goBack: 'when_lost', goBackMinutes: 10, ...fallbacks } // prettier-ignore
  const supervisor = createTunnelSupervisor({
    clock,
    log: silentLog,
    listenerPort: 1,
    drivers: all.map(({ driver }) => driver),
    send: (probe) => (all.find(({ driver }) => probe.url.includes(`.${driver.info.id}.example`)) ?? own).send(probe),
    backoff: (step, pace) => backoffMs(step, pace, () => 0),
    fallbacks: () => kept,
    ...options
  })
  for (const fake of all) fake.answerFor(supervisor)
  const shown: Tunnel[] = []
  supervisor.onChange((tunnel) => shown.push(tunnel))
  const keep = (next: Partial<Settings['tunnelFallbacks']>): void => {
    kept = { ...kept, ...next }
    supervisor.reconsider()
  }
  return { clock, own, spare, last, all, supervisor, shown, keep }
}

/** Online by the wished one, which is then lost for good; the fallback is in use. */
async function setUpFallenBack(fallbacks: Partial<Settings['tunnelFallbacks']> = {}) {
  const setting = setUp(fallbacks)
  const { clock, own, supervisor } = setting
  supervisor.open(wish)
  await clock.advance(60_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: ownUrl })
  own.next = failedToOpen
  own.opened.at(-1)?.onSignal({ kind: 'lost', reason: reasonOf('connections_lost', { host: 'own.example' }) })
  await clock.advance(61_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: spareUrl })
  return setting
}

const texts = ({ log }: Tunnel): string[] => log.map(({ text }) => text)

test('a wished tunnel that can’t be had is followed by the first fallback that can', async () => {
  const { clock, own, spare, supervisor } = setUp()
  own.next = failedToOpen
  spare.weather = answers(502)
  expect(supervisor.open(wish)).toMatchObject({ state: 'opening', driver: 'own', chain: { current: 0 } })
  await clock.advance(10_000)
  expect(supervisor.tunnel).toMatchObject({
    state: 'online',
    driver: 'last',
    urlChanges: 0,
    chain: {
      current: 2,
      goingBack: false,
      steps: [
        { ...wish, state: 'failed', reason: { cause: 'host_refused' } },
        { ...spareWish, state: 'failed', reason: { cause: 'bad_gateway' } },
        { ...lastWish, state: 'in_use' }
      ]
    }
  })
  expect(supervisor.tunnel.urlChanged).toBeUndefined()
  expect(texts(supervisor.tunnel)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^The own can’t be had\. .* refuses connections\. Fallback 1 of 2 is tried: The spare\.$/),
      expect.stringMatching(/^The spare can’t be had\. .* answered 502.* Fallback 2 of 2 is tried: The last\.$/)
    ])
  )
})

test('a tunnel that is lost for longer than the patience is followed by the fallback, and the other URL is told', async () => {
  const { own, spare, supervisor, shown } = await setUpFallenBack()
  expect(supervisor.tunnel).toMatchObject({ urlChanges: 1, urlChanged: { from: ownUrl, to: spareUrl }, chain: { current: 1 } })
  expect(texts(supervisor.tunnel).join('\n')).toMatch(/does not receive any more.*\n(?:.*\n)*.*The public URL changed from/)
  expect([own.open, spare.open]).toEqual([0, 1])
  expect(supervisor.remembered).toMatchObject({ ...wish, publicUrl: spareUrl })
  expect(supervisor.remembered?.known).toEqual([{ ...spareWish, publicUrl: spareUrl }, { ...wish, publicUrl: ownUrl }]) // prettier-ignore
  for (const tunnel of shown) expect(tunnelShape.parse(tunnel)).toEqual(tunnel)
})

test('going back by hand leaves the fallback only when the wished one is proven', async () => {
  const { clock, own, spare, supervisor } = await setUpFallenBack()
  supervisor.goBack()
  await clock.advance(1_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: spareUrl, chain: { goingBack: false } })
  expect(texts(supervisor.tunnel).at(-1)).toMatch(/^The own can’t be had yet; The spare stays\. .*refuses/)
  own.next = undefined
  own.weather = 'hangs'
  expect(supervisor.goBack().chain).toMatchObject({ goingBack: true, current: 1, steps: [{ state: 'trying' }, { state: 'in_use' }, {}] })
  await clock.advance(1_000)
  expect([own.open, spare.open]).toEqual([1, 1])
  expect(supervisor.ways.map(({ publicUrl }) => publicUrl)).toEqual([spareUrl, ownUrl])
  own.weather = undefined
  await clock.advance(10_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', driver: 'own', publicUrl: ownUrl, chain: { current: 0 }, urlChanges: 2 })
  // What providers have is right again.
  expect(supervisor.tunnel.urlChanged).toBeUndefined()
  expect([own.open, spare.open]).toEqual([1, 0])
  await supervisor.close()
  expect(clock.pending).toBe(0)
})

test('on a clock, the wished one is tried beside the fallback', async () => {
  const { clock, own, supervisor, shown } = await setUpFallenBack({ goBack: 'timed', goBackMinutes: 2 })
  const { chain } = supervisor.tunnel
  expect((chain?.goBackAt ?? 0) - (chain?.steps[1]?.at ?? 0)).toBe(120_000)
  const before = own.opened.length
  await clock.advance(10 * 60_000)
  expect(own.opened.length - before).toBe(5)
  own.next = undefined
  const from = shown.length
  await clock.advance(120_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: ownUrl })
  expect(shown.slice(from).every(({ state }) => state === 'online')).toBe(true)
})

test('when all have failed, each one’s cause is said, and they are tried again with growing rests', async () => {
  const { clock, all, own, supervisor } = setUp({ chain: [spareWish, { driver: 'pigeon', options: {} }] })
  for (const fake of all) fake.next = failedToOpen
  supervisor.open(wish)
  await clock.advance(1_000)
  expect(supervisor.tunnel).toMatchObject({
    state: 'failed',
    ...wish,
    reason: { cause: 'all_failed' },
    chain: { againAt: clock.now() + 4_000 }
  })
  expect(supervisor.tunnel.reason?.message).toMatch(
    /None of the 3.*The own: .*refuses.*The spare: .*refuses.*pigeon: There is no tunnel driver/
  )
  await clock.advance(3_600_000)
  expect(own.opened.length).toBeGreaterThan(50)
  expect(own.opened.length).toBeLessThan(70)
  const before = own.opened.length
  supervisor.wake('network')
  await clock.advance(0)
  expect(own.opened.length).toBe(before + 1)
  await supervisor.close()
  expect(supervisor.tunnel).toMatchObject({ state: 'closed', ...wish })
  expect(supervisor.tunnel.chain).toBeUndefined()
  expect(clock.pending).toBe(0)
})

test('the next run begins with the wished one, under its own URL, and tells that the URL is another one again', async () => {
  const { supervisor: earlier } = await setUpFallenBack()
  const { remembered } = earlier
  const { clock, supervisor } = setUp({}, { previous: remembered ?? { ...wish, publicUrl: '' } })
  expect(supervisor.tunnel).toMatchObject({ state: 'closed', ...wish })
  supervisor.open(wish)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', publicUrl: ownUrl, urlChanged: { from: spareUrl, to: ownUrl } })
})

test('a chain that is set or changed while a tunnel is wanted holds from then on', async () => {
  const { clock, own, supervisor, keep } = setUp({ chain: [] })
  own.next = failedToOpen
  supervisor.open(wish)
  await clock.advance(600_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'failed', reason: { cause: 'host_refused' } })
  expect(supervisor.tunnel.chain).toBeUndefined()
  keep({ chain: [spareWish] })
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', driver: 'spare' })
  keep({ chain: [lastWish, spareWish] })
  expect(supervisor.tunnel).toMatchObject({ state: 'online', chain: { current: 2 } })
  keep({ chain: [lastWish] })
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', driver: 'last', chain: { current: 1 } })
})

test('a fallback that can’t be used is refused before it is kept', () => {
  const { supervisor } = setUp()
  expect(() => supervisor.requireUsable([spareWish, { driver: 'own', options: { subdomain: 'bad' } }])).toThrow(/cannot be a tunnel name/)
  expect(() => supervisor.requireUsable([{ driver: 'pigeon', options: {} }])).toThrow(/no tunnel driver “pigeon”.*own, spare, last/)
})

test('opening the wished one while a fallback is in use goes back; opening another wish ends all', async () => {
  const { clock, own, spare, last, supervisor } = await setUpFallenBack()
  own.next = undefined
  supervisor.open(wish)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', driver: 'own' })
  supervisor.open(lastWish)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', driver: 'last', chain: { current: 0, steps: [lastWish, spareWish] } })
  expect([own.open, spare.open, last.open]).toEqual([0, 0, 1])
})

const weather = fc.constantFrom('fine', 'refuses', 'deaf', 'hangs')
const storms = fc.array(fc.record({ who: fc.nat({ max: 2 }), weather, lost: fc.boolean(), forMs: fc.integer({ min: 0, max: 200_000 }) }), { maxLength: 12 }) // prettier-ignore

test('in any weather: online is never shown over a URL that is deaf, and when it clears the tunnel is online again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Settings['tunnelFallbacks']['goBack']>('by_hand', 'when_lost', 'timed'),
      storms,
      async (goBack, storm) => {
        const { clock, all, supervisor, shown } = setUp({ goBack, goBackMinutes: 1, patienceSeconds: 20 })
        const deafSince = new Map<FakeTunnel, number>()
        supervisor.open(wish)
        for (const { who, weather: next, lost, forMs } of storm) {
          const fake = all[who]
          if (fake === undefined) continue
          fake.next = next === 'refuses' ? failedToOpen : next === 'hangs' ? 'hangs' : undefined
          fake.weather = next === 'deaf' ? answers(502) : undefined
          if (next === 'deaf') deafSince.set(fake, deafSince.get(fake) ?? clock.now())
          else deafSince.delete(fake)
          if (lost) fake.opened.at(-1)?.onSignal({ kind: 'lost', reason: reasonOf('connections_lost', { host: 'x.example' }) })
          for (let passed = 0; passed < forMs; passed += 5_000) {
            await clock.advance(5_000)
            const { state, driver, chain } = supervisor.tunnel
            const used = all.find((other) => other.driver.info.id === driver)
            const deafFor = clock.now() - ((used && deafSince.get(used)) ?? clock.now())
            expect(deafFor > 35_000 && state === 'online').toBe(false)
            expect(all.reduce((sum, { open }) => sum + open, 0)).toBeLessThanOrEqual(chain?.goingBack === true ? 2 : 1)
          }
        }
        for (const fake of all) fake.next = fake.weather = undefined
        await clock.advance(400_000)
        expect(supervisor.tunnel.state).toBe('online')
        for (const tunnel of shown) expect(tunnel.log.length).toBeLessThanOrEqual(200)
        await supervisor.close()
        expect(all.map(({ open }) => open)).toEqual([0, 0, 0])
        await clock.advance(2_000)
        expect([supervisor.tunnel.state, clock.pending]).toEqual(['closed', 0])
      }
    ),
    { numRuns: 40 }
  )
})
