import type { LookupFunction } from 'node:net'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { isLoopbackUrl, kindOf, parseTargetUrl, resolveTarget } from '../../electron/core/forwarding/target-address.ts'
import { silentLog } from '../../electron/core/log.ts'
import { outgoing } from '../helpers/outgoing.ts'
import { ok, rawTarget } from '../helpers/raw-target.ts'

/** A resolver that answers every name with these addresses. */
function answering(...addresses: string[]): LookupFunction {
  return (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    )
}

describe('kinds of address', () => {
  test.each(['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0.0.0.0', '::'])('%s is loopback', (address) => {
    expect(kindOf(address)).toBe('loopback')
  })

  test.each([
    '10.0.0.1',
    '192.168.1.1',
    '8.8.8.8',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    'fd00::1',
    '2001:db8::1',
    '::127.0.0.1',
    '128.0.0.1'
  ])('%s is remote', (address) => {
    expect(kindOf(address)).toBe('remote')
  })

  test.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '100.100.100.200',
    '168.63.129.16',
    'fd00:ec2::254',
    'no address'
  ])('%s is guarded', (address) => {
    expect(kindOf(address)).toBe('guarded')
  })
})

describe('where a request may go', () => {
  const local = { allowRemote: false }
  const remote = { allowRemote: true }

  test.each([
    'http://10.0.0.1',
    'http://[::ffff:10.0.0.1]:3000',
    'http://[::ffff:a00:1]',
    'http://167772161/',
    'http://0xa.1/',
    'https://example.com'
  ])('%s is refused without a word from the developer', async (url) => {
    const target = new URL(url)
    await expect(resolveTarget(target, local, answering('93.184.216.34'))).rejects.toMatchObject({
      code: 'TARGET_NOT_ALLOWED',
      message: expect.stringMatching(/not on this machine, so nothing was sent\. Send to a loopback address/)
    })
    expect(await resolveTarget(target, remote, answering('93.184.216.34'))).toHaveLength(1)
  })

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]',
    'http://[fe80::1]',
    'http://metadata.google.internal/',
    'http://metadata./'
  ])('%s is refused even when remote targets are allowed', async (url) => {
    await expect(resolveTarget(new URL(url), remote, answering('8.8.8.8'))).rejects.toMatchObject({
      code: 'TARGET_NOT_ALLOWED',
      message: expect.stringContaining('metadata')
    })
  })

  test('a guarded address opens to its own confirmation only', async () => {
    const url = new URL('http://169.254.10.20:8080')
    expect(await resolveTarget(url, { ...local, confirmedAddresses: ['169.254.10.20'] })).toEqual([{ address: '169.254.10.20', family: 4 }])
    await expect(resolveTarget(url, { ...remote, confirmedAddresses: ['169.254.10.21'] })).rejects.toMatchObject({
      code: 'TARGET_NOT_ALLOWED'
    })
  })

  test('a name is judged by what it resolves to', async () => {
    const url = new URL('http://app.test')
    await expect(resolveTarget(url, local, answering('10.0.0.1'))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    await expect(resolveTarget(url, local, answering('::ffff:10.0.0.1'))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    await expect(resolveTarget(url, remote, answering('169.254.169.254'))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    expect(await resolveTarget(url, local, answering('127.0.0.1', '::1'))).toHaveLength(2)
  })

  test('of a name with mixed addresses only the allowed ones are dialled', async () => {
    const found = await resolveTarget(new URL('http://app.test'), local, answering('10.0.0.1', '127.0.0.1', '169.254.169.254'))
    expect(found).toEqual([{ address: '127.0.0.1', family: 4 }])
  })

  test('the connection goes to the address that was judged, whatever the resolver says next', async () => {
    await using target = await rawTarget(ok)
    const answers = [answering('127.0.0.1'), answering('10.255.255.1')]
    const sender = createSender({ clock: systemClock, log: silentLog, lookup: (...args) => answers.shift()?.(...args) })
    const { outcome } = await sender.send(outgoing(`http://rebound.test:${target.port}/`))
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
    expect(answers).toHaveLength(1)
    expect(target.requests[0]?.headers[0]).toEqual(['host', `rebound.test:${target.port}`])
  })

  test('a refusal is thrown by sending, before anything is dialled', async () => {
    await using target = await rawTarget(ok)
    const sender = createSender({ clock: systemClock, log: silentLog, lookup: answering('192.0.2.1') })
    await expect(sender.send(outgoing(`http://app.test:${target.port}`))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    await expect(sender.send(outgoing('http://[::ffff:10.0.0.1]'))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    expect(target.connections).toBe(0)
  })
})

test.each([
  ['http://localhost:3000', true],
  ['http://shop.localhost./x', true],
  ['http://127.9.9.9', true],
  ['http://[::1]:1', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://0.0.0.0:80', true],
  ['http://2130706433', true],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false]
])('%s names this machine outright: %j', (url, expected) => {
  expect(isLoopbackUrl(new URL(url))).toBe(expected)
})

describe('the URL of a target', () => {
  test.each(['', 'localhost:3000', 'ftp://localhost', 'file:///etc/passwd', '/webhook', 'http://', 'javascript:alert(1)', 'http://[::1'])(
    '%j is none, and the message shows one',
    (text) => {
      expect(() => parseTargetUrl(text)).toThrow(
        expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('http://localhost:3000') })
      )
    }
  )

  test.each(['http://user:pass@localhost:3000', 'http://user@localhost', 'http://localhost:3000@evil.example/', 'http://:x@localhost'])(
    '%j has credentials and is refused',
    (text) => {
      expect(() => parseTargetUrl(text)).toThrow(
        expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('Authorization') })
      )
    }
  )

  test('loses its fragment, which is nobody else’s business', () => {
    expect(parseTargetUrl(' http://localhost:3000/a?b#c ').href).toBe('http://localhost:3000/a?b')
  })
})
