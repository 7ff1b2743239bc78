/** The parts of the rules by themselves: addresses, the cap, what is told of refusals, what is read back. */
import { describe, expect, test } from 'vitest'
import type { ExposureRule } from '../../electron/contract/index.ts'
import { createAddressList, plainAddress, readAddressEntries } from '../../electron/core/exposure/address-list.ts'
import { callerSource } from '../../electron/core/exposure/caller.ts'
import { withoutToken } from '../../electron/core/exposure/guard.ts'
import { createMinuteCap } from '../../electron/core/exposure/minute-cap.ts'
import { createRefusals } from '../../electron/core/exposure/refusals.ts'
import { changeRules, defaultRules, readRules } from '../../electron/core/exposure/rules.ts'
import { fakeClock } from '../helpers/fake-clock.ts'

describe('addresses', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1:8080 ', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['2001:0DB8:0000::0001', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', undefined],
    ['192.0.2', undefined],
    ['192.0.2.01', undefined],
    ['0x7f.1', undefined],
    ['hooks.example.com', undefined],
    ['', undefined]
  ])('%j is %j', (text, address) => expect(plainAddress(text)).toBe(address))

  test.each([
    ['192.0.2.0/24', ['192.0.2.0', '192.0.2.255', '::ffff:192.0.2.9'], ['192.0.3.0', '::192.0.2.9']],
    ['::ffff:192.0.2.0/120', ['192.0.2.9', '::ffff:192.0.2.9'], ['192.0.3.0']],
    ['::ffff:192.0.2.1', ['192.0.2.1'], ['192.0.2.2']],
    ['2001:db8::/32', ['2001:db8:ffff::1', '[2001:DB8::1]:1'], ['2001:db9::1', '192.0.2.1']],
    ['0.0.0.0/0', ['8.8.8.8'], ['2001:db8::1', 'x']],
    ['::/0', ['2001:db8::1'], ['x']]
  ])('%s has %j and not %j', (entry, inside, outside) => {
    const list = createAddressList([entry])
    expect(inside.filter((address) => !list.has(address))).toEqual([])
    expect(outside.filter((address) => list.has(address))).toEqual([])
  })

  test.each([
    '10.0.0.300',
    'example.com',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '2001:db8::/129',
    '::ffff:10.0.0.0/95',
    '10.0.0.0/8/8',
    'fe80::1%eth0',
    '*',
    '10.0.0.1-10.0.0.9'
  ])('the entry %j is refused by its own words', (entry) =>
    expect(readAddressEntries(['192.0.2.1', entry])).toEqual({
      wrong: expect.stringMatching(/^“.+” (is no IP address or range\.|has no usable length) ?.*/)
    })
  )

  test('entries are trimmed, and kept once', () => {
    expect(readAddressEntries([' 192.0.2.1', '192.0.2.1 ', '', '2001:DB8::/32'])).toEqual({ entries: ['192.0.2.1', '2001:db8::/32'] })
  })
})

describe('who is believed', () => {
  test('one driver by its own header, and no header of one tunnel for callers of the other', () => {
    expect(callerSource(['cloudflared'], 'automatic')).toMatchObject({ certainty: 'certain', header: 'cf-connecting-ip' })
    expect(callerSource(['cloudflared'], 'x-forwarded-for')).toMatchObject({ certainty: 'as_the_server_says', header: 'x-forwarded-for' })
    expect(callerSource(['ngrok', 'localtunnel'], 'automatic')).toMatchObject({
      certainty: 'as_the_server_says',
      header: 'x-forwarded-for'
    })
    expect(callerSource(['localtunnel', 'cloudflared'], 'automatic')).toMatchObject({ certainty: 'unknown' })
    expect(callerSource(['localtunnel', 'cloudflared'], 'cf-connecting-ip')).toMatchObject({ certainty: 'as_the_server_says' })
  })
})

describe('the cap', () => {
  test('no 60 seconds hold more, and the answer says when there is room', async () => {
    const clock = fakeClock()
    const cap = createMinuteCap(clock)
    const takenAt: number[] = []
    for (let second = 0; second < 300; second += 1) {
      for (let each = 0; each < 3; each += 1) if (cap.take(10).taken) takenAt.push(clock.now())
      await clock.advance(1_000)
    }
    for (const at of takenAt) expect(takenAt.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(10)
    expect(takenAt.length).toBeGreaterThanOrEqual(45)

    await clock.advance(120_000)
    for (let each = 0; each < 10; each += 1) expect(cap.take(10)).toEqual({ taken: true })
    const refused = cap.take(10)
    const waitSeconds = 'retryAfterSeconds' in refused ? refused.retryAfterSeconds : 0
    expect(waitSeconds).toBeGreaterThanOrEqual(60)
    await clock.advance(waitSeconds * 1_000)
    expect(cap.take(10)).toEqual({ taken: true })
  })

  test('none lets all in', () => {
    const cap = createMinuteCap(fakeClock())
    for (let each = 0; each < 1_000; each += 1) expect(cap.take(0)).toEqual({ taken: true })
  })
})

describe('refusals', () => {
  const refusal = { rule: 'path', method: 'GET', path: '/.env' } as const

  test('a flood of ten minutes is one line a minute and one change a second', async () => {
    const clock = fakeClock()
    const lines: [ExposureRule, string][] = []
    let changes = 0
    const refusals = createRefusals({ clock, write: (rule, text) => lines.push([rule, text]), onChange: () => (changes += 1) })
    for (let second = 0; second < 600; second += 1) {
      for (let each = 0; each < 100; each += 1) refusals.note(refusal)
      await clock.advance(1_000)
    }
    expect(lines.length).toBeGreaterThanOrEqual(10)
    expect(lines.length).toBeLessThanOrEqual(11)
    expect(lines[0]).toEqual(['path', 'GET /.env refused: no endpoint has this path.'])
    expect(lines[1]?.[1]).toBe('5999 more requests refused: no endpoint has this path.')
    expect(changes).toBeLessThanOrEqual(601)
    expect(refusals.counts.path).toBe(60_000)
    expect(refusals.last).toHaveLength(10)
  })

  test('each rule has a line of its own, and what is not told yet is told at the end', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const refusals = createRefusals({ clock, write: (rule, text) => lines.push(`${rule}: ${text}`), onChange: () => undefined })
    for (const rule of ['path', 'path', 'rate', 'blocked'] as const) refusals.note({ ...refusal, rule })
    expect(lines).toHaveLength(3)
    refusals.close()
    expect(lines.at(-1)).toBe('path: 1 more request refused: no endpoint has this path.')
    await clock.advance(120_000)
    expect(lines).toHaveLength(4)
  })
})

describe('the token in a path', () => {
  test.each([
    ['/t-1/webhook?x=/t-1', '/webhook?x=/t-1'],
    ['/t-1', '/'],
    ['/t-1/', '/'],
    ['/t-1?a', '/?a'],
    ['/t-1//a', '//a'],
    ['http://h/t-1/a', 'http://h/a'],
    ['http://h/t-1', 'http://h/'],
    ['/t-12/a', undefined],
    ['/a/t-1', undefined],
    ['//t-1/a', undefined],
    ['/T-1/a', undefined],
    ['/t%2D1/a', undefined],
    ['*', undefined],
    ['', undefined],
    ['?/t-1', undefined]
  ])('%j is %j', (url, rest) => expect(withoutToken(url, 't-1')).toBe(rest))
})

describe('what was saved', () => {
  test('is read back; what can’t be understood blocks', async () => {
    const rules = await changeRules(defaultRules, { pathToken: 'on', basicAuth: { user: 'a', password: 'b'.repeat(8) } }, () =>
      Promise.resolve('sealed')
    )
    expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual({ rules, damaged: false })
    expect(readRules(undefined)).toEqual({ rules: defaultRules, damaged: false })
    for (const damaged of [{}, 'x', { ...rules, allowed: ['10.0.0.300'] }, { ...rules, maxPerMinute: 'many' }])
      expect(readRules(damaged)).toEqual({ rules: { ...defaultRules, blocked: true }, damaged: true })
    expect(readRules({ ...rules, blocked: 'maybe' }).rules.blocked).toBe(true)
  })

  test('tokens differ, and are of one shape', async () => {
    const seal = () => Promise.resolve('')
    const made = await Promise.all(Array.from({ length: 50 }, () => changeRules(defaultRules, { pathToken: 'new' }, seal)))
    expect(new Set(made.map(({ pathToken }) => pathToken)).size).toBe(50)
    for (const { pathToken } of made) expect(pathToken).toMatch(/^t-[0-9a-z]{19}$/)
  })
})
