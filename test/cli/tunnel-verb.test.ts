/** `hooklab tunnel`: the built command against a server process of its own, behind the real localtunnel server. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { startLocaltunnelServer, type LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { runCli, type CliRun } from '../helpers/run-cli.ts'

let hooklab: HooklabProcess
let server: LocaltunnelServer
beforeAll(async () => {
  server = await startLocaltunnelServer()
  hooklab = await startHooklab()
})
afterAll(async () => {
  await hooklab[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const run = (...args: string[]): Promise<CliRun> => runCli(['tunnel', ...args, '--data', hooklab.dataFolder])

test('closed, it says so, and there is nothing to test', async () => {
  expect(await run()).toMatchObject({ code: 1, stdout: 'Tunnel closed\n' })
  expect(await run('test')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no public URL to test') })
})

test('open, it is proven and tested, hop by hop, for people and for scripts', async () => {
  const body = { options: { host: server.host, subdomain: 'sunny-day' } }
  expect((await hooklab.api('/tunnel/open', { method: 'POST', body })).status).toBe(200)
  await expect.poll(async () => (await run('check')).code, { timeout: 30_000 }).toBe(0)
  expect((await run('status')).stdout).toBe(`Tunnel online: ${server.publicUrl('sunny-day')}\n`)

  const tested = await run('test')
  expect(tested.code).toBe(0)
  expect(tested.stdout).toMatch(
    /^✓ resolve .+\n✓ connect .+\n– tls .+\n✓ server .+\n✓ arrived .+\n– verified .+\n✓ stored .+\n✓ answered .+\n✓ back /
  )
  const { passed, hops } = JSON.parse((await run('test', '--json')).stdout)
  expect([passed, hops.length]).toEqual([true, 9])
  expect((await run('log')).stdout).toMatch(/^\d{4}-\d\d-\d\dT\S+ opening +Opening with localtunnel\.\n/)
})

test('a sample and a body of one’s own go all the way round through the public URL, signed for it', async () => {
  const endpoint = await hooklab.api('/endpoints', { method: 'POST', body: { name: 'calls', path: '/calls', scheme: 'twilio' } })
  const { id } = await endpoint.json()
  await hooklab.api(`/endpoints/${id}/secrets`, { method: 'POST', body: { value: 'token_of_the_account' } })
  const send = (...args: string[]): Promise<CliRun> =>
    runCli(['send', ...args, '--via', 'public', '--json', '--data', hooklab.dataFolder], { input: 'a=1&b=%C3%BC' })
  const own = ['--endpoint', 'calls', '--body', '-', '--header', 'Content-Type: application/x-www-form-urlencoded']
  for (const args of [['twilio', '--field', 'text=Hello'], own]) {
    const { code, stdout, stderr } = await send(...args)
    expect([code, stderr]).toEqual([0, ''])
    const { url, deliveryId, verdict } = JSON.parse(stdout)
    expect([url, verdict]).toMatchObject([`${server.publicUrl('sunny-day')}/calls`, { status: 'verified' }])
    expect(await (await hooklab.api(`/deliveries/${deliveryId}`)).json()).toMatchObject({ viaTunnel: true, provider: 'twilio' })
  }
})

test('what the public URL lets through is shown, changed and blocked', async () => {
  const shown = await run('exposure')
  expect(shown.code).toBe(0)
  expect(shown.stdout).toMatch(/^public URL {2}open\npaths {7}those of endpoints\npassword {4}nobody is asked\naddresses {3}all\n/)
  const set = await run('exposure', '--path-token', 'on', '--auth', 'me:a long enough one', '--allow', '192.0.2.7,2001:db8::/32', '--json')
  expect(JSON.parse(set.stdout)).toMatchObject({ basicAuth: { user: 'me', lost: false }, allowed: ['192.0.2.7', '2001:db8::/32'] })
  expect(set.stdout).not.toContain('a long enough one')
  const { pathToken } = JSON.parse(set.stdout)
  expect((await run('status')).stdout).toContain(`/${pathToken}\n`)
  expect((await run('block')).stdout).toMatch(/^public URL {2}blocked/)
  expect((await run('test')).stdout).toContain('the public URL is blocked')
  expect((await run('unblock')).stdout).toMatch(/^public URL {2}open/)
  const off = await run(
    'exposure',
    '--path-token',
    'off',
    '--auth',
    'off',
    '--allow',
    'all',
    '--max-per-minute',
    'off',
    '--paths',
    'endpoints'
  )
  expect(off.stdout).toContain('refused     1 blocked since the start')
})

test.each([
  [['exposure', '--paths', 'some'], '--paths takes endpoints, all'],
  [['exposure', '--auth', 'nobody'], '--auth takes USER:PASSWORD'],
  [['exposure', '--auth', 'me:short'], 'A password has 8 characters or more.'],
  [['exposure', '--allow', '10.0.0.300'], '“10.0.0.300” is no IP address or range'],
  [['exposure', '--max-per-minute', '0'], '--max-per-minute takes a number'],
  [['block', '--paths', 'all'], '--paths does not go with block.']
])('%j is refused in a sentence', async (args, said) => {
  const { code, stderr } = await run(...args)
  expect(code).toBeGreaterThan(0)
  expect(stderr).toContain(said)
})

test('an unknown action is told with those there are', async () => {
  expect(await run('dance')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Actions: status, check, test, log, block, unblock, exposure, fallbacks, back.')
  })
})

test('fallbacks are set, shown in use with the other URL, and left by hand', { timeout: 60_000 }, async () => {
  expect(await run('fallbacks')).toMatchObject({ code: 0, stdout: 'No fallbacks: no other tunnel is ever opened.\n' })
  for (const wrong of [
    ['manual,colour=red'],
    ['manual,url'],
    ['manual', '--patience', '5s'],
    ['manual', '--go-back', 'never'],
    ['pigeon'],
    ['manual,url=nowhere']
  ])
    // prettier-ignore
    expect((await run('fallbacks', ...wrong)).code).toBe(2)
  expect((await run('log', '--patience', '10s')).code).toBe(2)

  const plainUrl = hooklab.listenerUrl
  const spec = `manual,url=${plainUrl}`
  const set = await run('fallbacks', 'cloudflared,binary=/nowhere/cloudflared', spec, '--patience', '10s', '--go-back', '30m', '--json')
  expect(JSON.parse(set.stdout)).toEqual({
    chain: [
      { driver: 'cloudflared', options: { binary: '/nowhere/cloudflared' } },
      { driver: 'manual', options: { url: plainUrl } }
    ],
    patienceSeconds: 10,
    goBack: 'timed',
    goBackMinutes: 30
  })
  await expect.poll(async () => (await run('status')).stdout, { timeout: 20_000 }).toMatch(/^Tunnel online: /)
  await server.kill()
  await expect
    .poll(async () => (await run('status')).stdout, { timeout: 40_000 })
    .toBe(
      `Tunnel online (fallback 2 of 2, manual): ${plainUrl} It was ${server.publicUrl('sunny-day')} before: change it at your providers.\n`
    )
  expect((await run('fallbacks')).stdout).toMatch(
    /^wished {2}localtunnel,.* failed\. .+\n1 {7}cloudflared,.* failed\. cloudflared is not on.+\n2 {7}manual,.* in use\.\nEach is waited for 10 s\. .*every 30 min/
  )
  server = await startLocaltunnelServer({ port: server.port })
  expect((await run('back')).code).toBe(0)
  await expect.poll(async () => (await run('status')).stdout, { timeout: 40_000 }).toBe(`Tunnel online: ${server.publicUrl('sunny-day')}\n`)
  expect((await run('fallbacks', 'off')).stdout).toBe('No fallbacks: no other tunnel is ever opened.\n')
})
