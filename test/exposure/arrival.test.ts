import { expect, test } from 'vitest'
import { createFindWay, type Way } from '../../electron/core/exposure/arrival.ts'

const localtunnel: Way = { state: 'online', driver: 'localtunnel', options: {}, publicUrl: 'https://sunny.loca.lt/t-1' }
const manual: Way = { state: 'online', driver: 'manual', options: { url: 'https://sunny.loca.lt' }, publicUrl: 'https://sunny.loca.lt' }
const named: Way = { ...manual, driver: 'cloudflared', options: { hostname: 'sunny.loca.lt' } }

function arrived(tunnel: Way, ...rawHeaders: string[]): boolean {
  return createFindWay(() => [tunnel])(rawHeaders, false) !== undefined
}

test.each([
  ['Host', 'sunny.loca.lt'],
  ['host', 'SUNNY.loca.lt'],
  ['host', 'sunny.loca.lt:443'],
  ['host', 'sunny.loca.lt.'],
  ['X-Forwarded-Host', 'sunny.loca.lt'],
  ['x-forwarded-host', 'inner.example, sunny.loca.lt']
])('%s: %s came through the tunnel', (name, value) => {
  for (const tunnel of [localtunnel, manual, named]) expect(arrived(tunnel, 'accept', '*/*', name, value)).toBe(true)
})

test.each([
  ['host', 'localhost:5000'],
  ['host', 'loca.lt'],
  ['host', 'a.sunny.loca.lt'],
  ['host', 'sunny.loca.lt.evil.example'],
  ['host', ''],
  ['x-original-host', 'sunny.loca.lt']
])('%s: %s did not, where tunnels have a door of their own', (name, value) => {
  expect(arrived(localtunnel, name, value)).toBe(false)
})

test.each(['x-forwarded-for', 'X-Real-IP', 'Forwarded', 'CF-Connecting-IP', 'Via'])(
  'with %s a request to localhost came through a tunnel that is run elsewhere',
  (name) => {
    for (const tunnel of [manual, named]) {
      expect(arrived(tunnel, 'host', 'localhost:5000', name, '192.0.2.1')).toBe(true)
      expect(arrived({ ...tunnel, state: 'closed' }, 'host', 'localhost:5000', name, '192.0.2.1')).toBe(false)
    }
    expect(arrived(localtunnel, 'host', 'localhost:5000', name, '192.0.2.1')).toBe(false)
  }
)

test.each([
  'localhost',
  'LOCALHOST:5000',
  'webhooks.localhost:5000',
  '127.0.0.1:5000',
  '127.0.0.2',
  '[::1]:5000',
  'host.docker.internal:5000'
])('Host %s is this machine, also while a tunnel that is run elsewhere is open', (host) =>
  expect(arrived(manual, 'host', host)).toBe(false)
)

test.each(['hooks.example.com', 'localhost.example.com', '192.168.1.7:5000', '127.0.0.1.example.com', ''])('Host %j is not', (host) =>
  expect(arrived(manual, 'host', host)).toBe(true)
)

test('no Host at all is not this machine either', () => expect(arrived(manual, 'accept', '*/*')).toBe(true))

test('another public URL is taken at once', () => {
  let tunnel = localtunnel
  const find = createFindWay(() => [tunnel])
  expect(find(['host', 'rainy.loca.lt'], false)).toBeUndefined()
  tunnel = { ...localtunnel, publicUrl: 'https://rainy.loca.lt' }
  expect(find(['host', 'rainy.loca.lt'], false)).toBe(tunnel)
  expect(find(['host', 'sunny.loca.lt'], false)).toBeUndefined()
})

test('what comes by the door came through a tunnel, whatever it says: the one that it names, else the one that is shown', () => {
  const beside: Way = { ...localtunnel, driver: 'ssh', publicUrl: 'https://rainy.example' }
  const find = createFindWay(() => [localtunnel, beside])
  expect(find(['host', 'localhost:5000'], true)).toBe(localtunnel)
  expect(find([], true)).toBe(localtunnel)
  expect(find(['host', 'rainy.example'], true)).toBe(beside)
  expect(find(['host', 'rainy.example'], false)).toBe(beside)
  const closed: Way = { state: 'closed', driver: 'ssh', options: {} }
  expect(createFindWay(() => [closed])(['host', 'localhost'], true)).toBe(closed)
})
