/** The ngrok driver against a STAND-IN of its package, with the errors that ngrok documents. Nothing here has spoken to ngrok. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ngrok, type NgrokPackage } from '../../electron/core/tunnel/drivers/ngrok.ts'
import { endOf, openDriver } from '../helpers/open-driver.ts'

type Forward = NgrokPackage['forward']

const driverWith = (forward: Forward, token: string | undefined = 'an-authtoken') =>
  ngrok({ secretOf: () => Promise.resolve(token), loadNgrok: () => Promise.resolve({ forward }) })

test('it forwards to the listener, with the token and the domain, and closing closes the listener', async () => {
  const seen: unknown[] = []
  let closed = 0
  const forward: Forward = (config) => {
    seen.push(config)
    return Promise.resolve({ url: () => 'https://mine.ngrok.app', close: () => Promise.resolve(void (closed += 1)) })
  }
  expect(await endOf(openDriver(driverWith(forward), { hostname: 'mine.ngrok.app' }, 5123).result)).toBe('https://mine.ngrok.app')
  expect(seen).toMatchObject([{ addr: '127.0.0.1:5123', authtoken: 'an-authtoken', domain: 'mine.ngrok.app' }])
  expect(closed).toBe(1)
})

test.each([
  ['ERR_NGROK_105', 'token_invalid'],
  ['ERR_NGROK_108', 'account_limit'],
  ['ERR_NGROK_334', 'domain_in_use'],
  ['ERR_NGROK_8012', 'listener_refused'],
  ['ERR_NGROK_99999', 'ngrok_refused']
])('%s is named', async (code, cause) => {
  const refuse: Forward = () => Promise.reject(new Error(`failed to connect session\n\n${code}`))
  expect(await endOf(openDriver(driverWith(refuse), {}).result)).toBe(cause)
})

test('a lost session shakes the tunnel', async () => {
  let tell: (status: string) => void = () => {}
  const forward: Forward = ({ onStatusChange }) => {
    tell = onStatusChange
    return Promise.resolve({ url: () => 'https://mine.ngrok.app', close: () => Promise.resolve() })
  }
  const opening = openDriver(driverWith(forward), {})
  await opening.result
  tell('closed')
  expect(opening.signals).toEqual([{ kind: 'shaken', open: 0, wanted: 1 }])
})

test('no token, and no package, are said before anything is dialled', async () => {
  const never: Forward = () => Promise.reject(new Error('dialled'))
  const withoutToken = ngrok({ secretOf: () => Promise.resolve(undefined), loadNgrok: () => Promise.resolve({ forward: never }) })
  expect(await endOf(openDriver(withoutToken, {}).result)).toBe('token_missing')
  const withoutPackage = ngrok({ secretOf: () => Promise.resolve('x'), loadNgrok: () => Promise.reject(new Error('not found')) })
  expect(await endOf(openDriver(withoutPackage, {}).result)).toBe('ngrok_missing')
})

test('what comes after the stop is closed', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<Forward>>>()
  const opening = openDriver(
    driverWith(() => promise),
    {}
  )
  const closed = Promise.withResolvers<void>()
  await Promise.resolve()
  opening.abort()
  resolve({ url: () => 'https://late.ngrok.app', close: () => Promise.resolve(closed.resolve()) })
  expect(await endOf(opening.result)).toBe('host_timed_out')
  await closed.promise
})

test('the installed package has the parts that are used', ({ skip }) => {
  const file = new URL('../../node_modules/@ngrok/ngrok/index.d.ts', import.meta.url)
  if (!existsSync(file)) skip('@ngrok/ngrok is not installed on this system')
  const types = readFileSync(file, 'utf8')
  for (const part of [
    'export declare function forward(',
    'onStatusChange?: (status: string) => void',
    'url(): string | null',
    'close(): Promise<void>',
    'authtoken?:',
    'domain?:',
    'addr?:'
  ])
    // prettier-ignore
    expect(types).toContain(part)
})
