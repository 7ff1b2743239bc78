/** What a caller that looks like a browser meets: looked at once, told, and never a matter of state. */
import { expect, test } from 'vitest'
import { setUp, wish } from '../helpers/fake-supervisor.ts'
import { answers } from '../helpers/fake-tunnel.ts'

test('once in an opening it looks what a browser meets; a page before it is told and changes no state', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.browserWeather = answers(511)
  supervisor.open(wish)
  await clock.advance(0)
  expect(supervisor.tunnel).toMatchObject({ state: 'online', browserView: { passes: false, status: 511 } })
  expect(supervisor.tunnel.log.at(-1)).toMatchObject({ cause: 'browser_page', text: expect.stringContaining('meet a page') })
  await clock.advance(120_000)
  expect(fake.browserLooks).toBe(1)

  fake.browserWeather = undefined
  await supervisor.close()
  expect(supervisor.open(wish).browserView).toBeUndefined()
  await clock.advance(0)
  expect(supervisor.tunnel.browserView).toMatchObject({ passes: true })
  expect(fake.browserLooks).toBe(2)
})

test('a look as a browser that got no answer says nothing, and is made again', async () => {
  const { clock, fake, supervisor } = setUp()
  fake.browserWeather = { error: new Error('cut') }
  supervisor.open(wish)
  await clock.advance(0)
  expect(supervisor.tunnel.browserView).toBeUndefined()
  fake.browserWeather = undefined
  await clock.advance(30_000)
  expect(supervisor.tunnel.browserView).toMatchObject({ passes: true })
})
