import { expect, test } from 'vitest'
import { setUp, wish } from '../helpers/fake-supervisor.ts'
import { answers } from '../helpers/fake-tunnel.ts'

test('a connection that can come back by itself keeps its URL, for as long as its driver says', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.healsWithinMs = 120_000
  supervisor.open(wish)
  await clock.advance(0)
  fake.weather = answers(502)
  await clock.advance(60_000)
  expect(supervisor.tunnel).toMatchObject({ state: 'reconnecting', reason: { cause: 'bad_gateway' } })
  expect(supervisor.tunnel.log.at(-1)?.text).toMatch(/^Not receiving; waiting for it to connect again by itself\./)
  expect(fake.closes).toBe(0)
  fake.weather = undefined
  fake.opened[0]?.onSignal({ kind: 'restored' })
  await clock.advance(0)
  expect(supervisor.tunnel.state).toBe('online')
  fake.weather = answers(502)
  await clock.advance(30_000 + 119_000)
  expect([fake.closes, fake.opened.length]).toEqual([0, 1])
  await clock.advance(10_000)
  expect([fake.closes > 0, fake.opened.length > 1]).toEqual([true, true])
  fake.weather = undefined
  await clock.advance(60_000)
  expect(supervisor.tunnel.state).toBe('online')
})
