import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTunnelName, readRegistration } from '../../electron/core/tunnel/drivers/localtunnel-registration.ts'
import { plainUrl } from '../../electron/core/tunnel/drivers/plain-url.ts'

const good = { id: 'sunny-day', port: 4_567, url: 'https://sunny-day.loca.lt', max_conn_count: 10 }

test('what a server answers is read, and what it adds is left out', () => {
  expect(readRegistration({ ...good, extra: 1, __proto__: { port: 1 } })).toEqual(good)
  expect(readRegistration({ ...good, ip: '192.0.2.1' })).toEqual({ ...good, ip: '192.0.2.1' })
  expect(readRegistration({ ...good, url: 'https://sunny-day.loca.lt/' })).toEqual(good)
})

test.each([
  [0, 1],
  [-5, 1],
  [undefined, 1],
  ['10', 1],
  [1.5, 1],
  [1_000_000, 32]
])('of %j connections wanted, %i are opened', (wanted, count) => {
  expect(readRegistration({ ...good, max_conn_count: wanted })?.max_conn_count).toBe(count)
})

test.each([
  { id: '' },
  { id: 7 },
  { id: 'x'.repeat(300) },
  { port: 0 },
  { port: 65_536 },
  { port: '80' },
  { port: Number.NaN },
  { url: undefined },
  { url: 'javascript:alert(1)' },
  { url: 'file:///etc' },
  { url: 'sunny' }
])('%j is no registration', (change) => {
  expect(readRegistration({ ...good, ...change })).toBeUndefined()
})

test('an address that is none is not dialled', () => {
  expect(readRegistration({ ...good, ip: 'evil.example' })).toEqual(good)
})

test('property: nothing that a server can say makes reading throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.anything()), (answer) => {
      expect(() => readRegistration(answer)).not.toThrow()
    })
  )
})

test.each([
  ['abcd', true],
  ['a'.repeat(63), true],
  ['my-hook-1', true],
  ['abc', false],
  ['a'.repeat(64), false],
  ['My-hook', false],
  ['my_hook', false],
  ['-hook', false],
  ['hook-', false],
  ['hook\n', false]
])('the name %j: %s', (name, valid) => {
  expect(isTunnelName(name)).toBe(valid)
})

test.each([
  ['https://loca.lt', 'https://loca.lt'],
  [' http://10.0.0.1:8080/ ', 'http://10.0.0.1:8080'],
  ['https://example.com/hooks/', 'https://example.com/hooks'],
  ['https://user@example.com', undefined],
  ['https://example.com/?q', undefined],
  ['ws://example.com', undefined],
  ['example.com', undefined],
  ['', undefined],
  [undefined, undefined]
])('the address %j is %j', (text, read) => {
  expect(plainUrl(text)?.text).toBe(read)
})
