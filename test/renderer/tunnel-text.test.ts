/** What the tunnel screen makes of URLs with credentials, and of the chain of fallbacks. */
import { expect, test } from 'vitest'
import type { TunnelDriverInfo } from '../../electron/contract/index.ts'
import { randomPassword, urlWithCredentials } from '../../renderer/features/tunnel/credentials-url.ts'
import { fallbackIds, optionsText, stepName, stepOf } from '../../renderer/features/tunnel/fallback-text.ts'

const driver = (id: string, fields: TunnelDriverInfo['fields']): TunnelDriverInfo => ({
  id,
  label: id.toUpperCase(),
  summary: '',
  costs: [],
  fields
})
const drivers = [
  driver('a', [
    { name: 'host', label: 'Server', placeholder: 'https://a.example', required: false },
    { name: 'port', label: 'Port', placeholder: '22', required: false }
  ]),
  driver('b', [])
]

test('credentials in a URL are read back by a URL parser, whatever signs they have', () => {
  for (const password of ['plain', 'with:all/sorts@of?signs#here%', "it's (all) $& $1 *", 'пароль ✓']) {
    const url = new URL(urlWithCredentials('https://calm.example/t-1/webhook', { user: 'me@home', password }))
    expect(decodeURIComponent(url.username)).toBe('me@home')
    expect(decodeURIComponent(url.password)).toBe(password)
    expect(url.host + url.pathname).toBe('calm.example/t-1/webhook')
  }
})

test('a made password needs no encoding and is another one each time', () => {
  const passwords = Array.from({ length: 50 }, randomPassword)
  expect(new Set(passwords).size).toBe(50)
  for (const password of passwords) expect(password).toMatch(/^[\w-]{24}$/)
})

test('equal fallbacks have ids of their own, which stay theirs when the order of options differs', () => {
  const chain = [
    { driver: 'a', options: { host: 'x', port: 1 } },
    { driver: 'b', options: {} },
    { driver: 'a', options: { port: 1, host: 'x' } }
  ]
  const ids = fallbackIds(chain)
  expect(new Set(ids).size).toBe(3)
  expect(fallbackIds(chain.toReversed())).toEqual([ids[0], ids[1], ids[2]])
})

test('a step is named by its server only where two have the same driver', () => {
  const steps = [
    { driver: 'a', options: {} },
    { driver: 'a', options: { host: 'http://127.0.0.1:5' } },
    { driver: 'b', options: {} }
  ]
  expect(steps.map((step) => stepName(drivers, steps, step))).toEqual(['A (a.example)', 'A (127.0.0.1:5)', 'B'])
  expect(optionsText(drivers, { driver: 'a', options: { port: 7, host: 'x' } })).toBe('x, 7')
})

test('the wished tunnel is no fallback, even where it asks for the same', () => {
  const [wished, other] = [
    { driver: 'a', options: {} },
    { driver: 'b', options: {} }
  ] as const
  const chain = {
    steps: [
      { ...wished, state: 'failed' as const },
      { ...other, state: 'in_use' as const }
    ],
    current: 1,
    goingBack: false
  }
  expect(stepOf(chain, wished)).toBeUndefined()
  expect(stepOf(chain, other)?.state).toBe('in_use')
  expect(stepOf(undefined, other)).toBeUndefined()
})
