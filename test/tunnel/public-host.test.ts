import { expect, test } from 'vitest'
import { namesPublicHost } from '../../electron/core/tunnel/public-host.ts'

const publicUrl = 'https://sunny.loca.lt'

test.each([
  ['Host', 'sunny.loca.lt'],
  ['host', 'SUNNY.loca.lt'],
  ['host', 'sunny.loca.lt:443'],
  ['host', 'sunny.loca.lt.'],
  ['X-Forwarded-Host', 'sunny.loca.lt'],
  ['x-forwarded-host', 'inner.example, sunny.loca.lt']
])('%s: %s came through the tunnel', (name, value) => {
  expect(
    namesPublicHost(
      [
        ['accept', '*/*'],
        [name, value]
      ],
      publicUrl
    )
  ).toBe(true)
})

test.each([
  ['host', 'localhost:5000'],
  ['host', 'loca.lt'],
  ['host', 'a.sunny.loca.lt'],
  ['host', 'sunny.loca.lt.evil.example'],
  ['host', ''],
  ['x-original-host', 'sunny.loca.lt']
])('%s: %s did not', (name, value) => {
  expect(namesPublicHost([[name, value]], publicUrl)).toBe(false)
})
