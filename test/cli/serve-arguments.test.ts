import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultDataFolder } from '../../electron/cli/serve/data-folder.ts'
import { deliveryLine, printable, tunnelLine } from '../../electron/cli/serve/delivery-lines.ts'
import { browserCommand } from '../../electron/cli/serve/open-browser.ts'
import { readSecretArgument } from '../../electron/cli/serve/secret-argument.ts'
import { readServeOptions } from '../../electron/cli/serve/serve-options.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('flags', () => {
  test('without any, the usual ports may move and a browser is opened', () => {
    expect(readServeOptions([])).toEqual({
      listener: { port: 5000, fixed: false },
      control: { port: 4040, fixed: false },
      dataFolder: defaultDataFolder(),
      opensBrowser: true,
      json: false
    })
  })

  test('a port that is given is fixed, unless it is 0', () => {
    expect(readServeOptions(['--port', '5001', '--control-port=0'])).toMatchObject({
      listener: { port: 5001, fixed: true },
      control: { port: 0, fixed: false }
    })
  })

  test('--json and --no-open keep the browser closed', () => {
    expect(readServeOptions(['--json'])).toMatchObject({ json: true, opensBrowser: false })
    expect(readServeOptions(['--no-open']).opensBrowser).toBe(false)
  })

  test('the last of a repeated flag counts', () => {
    expect(readServeOptions(['--port', '1', '--port', '2']).listener.port).toBe(2)
  })

  test('endpoint and tunnel come as they were given', () => {
    const options = readServeOptions([
      '--scheme',
      'stripe',
      '--secret',
      'env:S',
      '--fault',
      'fail-twice, flaky',
      '--forward',
      'http://localhost:3000',
      '--tunnel',
      'localtunnel',
      '--tunnel-host',
      'https://t.example',
      '--subdomain',
      'mine'
    ])
    expect(options.endpoint).toEqual({
      scheme: 'stripe',
      secret: 'env:S',
      forward: 'http://localhost:3000',
      faults: ['fail_twice', 'flaky']
    })
    expect(options.tunnel).toEqual({ driver: 'localtunnel', host: 'https://t.example', subdomain: 'mine' })
  })
})

describe('the data folder', () => {
  const home = '/home/me'
  test.each([
    ['linux', {}, '/home/me/.local/share/hooklab'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/hooklab'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/me/.local/share/hooklab'],
    ['darwin', {}, '/home/me/Library/Application Support/Hooklab'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Hooklab']
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(defaultDataFolder({ platform, env, home }).replaceAll('\\', '/')).toBe(folder)
  })
})

describe('--secret', () => {
  test('takes a value as it is', async () => {
    expect(await readSecretArgument('whsec_ spaced ')).toBe('whsec_ spaced ')
  })

  test('takes a variable', async () => {
    expect(await readSecretArgument('env:S', { S: 'from env' })).toBe('from env')
  })

  test('takes a file, without the newline that an editor leaves', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'secret')
    await writeFile(path, 'from file\r\n')
    expect(await readSecretArgument(`file:${path}`)).toBe('from file')
  })

  test.each([
    ['env:MISSING', 'the environment variable MISSING is not set'],
    ['env:EMPTY', 'the environment variable EMPTY is not set'],
    ['file:/no/such/file', 'the file cannot be read']
  ])('%s is refused with a reason', async (argument, reason) => {
    await expect(readSecretArgument(argument, { EMPTY: '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(reason)
    })
  })

  test('an empty file is refused', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'secret')
    await writeFile(path, '\n')
    await expect(readSecretArgument(`file:${path}`)).rejects.toThrow('the file is empty')
  })
})

describe('the browser', () => {
  test.each([
    ['linux', {}, undefined],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', { DISPLAY: ':0', CI: 'true' }, undefined],
    ['darwin', {}, 'open'],
    ['darwin', { SSH_CONNECTION: 'a b c d' }, undefined],
    ['win32', {}, 'rundll32']
  ] as const)('on %s with %j is opened by %s', (platform, env, program) => {
    expect(browserCommand({ platform, env })?.[0]).toBe(program)
  })
})

describe('lines for people', () => {
  const delivery = {
    id: 'dlv_1',
    receivedAt: 0,
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    verdict: { status: 'failed', reason: 'signature_mismatch', detail: '' },
    responseStatus: 403,
    handshake: false,
    sizeBytes: 1536,
    durationMs: 1,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false
  } as const

  test('say what came and what became of it', () => {
    expect(deliveryLine({ ...delivery, eventType: 'invoice.paid', fault: 'delay' })).toMatch(
      /^\d\d:\d\d:\d\d {2}POST \/webhook {2}\S*403\S* {2}failed \(signature_mismatch\) {2}invoice\.paid {2}fault: delay {2}1\.5 kB$/
    )
  })

  test('no field of a delivery can steer the terminal', () => {
    const hostile = '\u001b[2J\u0007\r\nforged\u202e\u2066\u0085'
    const line = deliveryLine({ ...delivery, method: hostile, url: hostile, eventType: hostile })
    // The status alone may be coloured.
    expect(line.replaceAll('\u001b[33m', '').replaceAll('\u001b[39m', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(printable('a\u001b[0mb')).toBe('a␛[0mb')
  })

  test('say why a tunnel is not online, and what to do', () => {
    const reason = { cause: 'refused', message: 'The server refused.', remedy: 'Try later.' }
    expect(tunnelLine({ state: 'failed', driver: 'localtunnel', options: {}, urlChanges: 0, log: [], reason })).toBe(
      'Tunnel failed: The server refused. Try later.'
    )
    expect(tunnelLine({ state: 'online', driver: 'manual', options: {}, urlChanges: 0, log: [], publicUrl: 'https://x.example' })).toBe(
      'Tunnel online: https://x.example'
    )
  })
})
