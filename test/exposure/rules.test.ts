/** The rules of the public URL, on the whole product behind a real sshd, which passes on every byte that a caller sends. Long because
 * all rules share that one server. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Exposure, ExposurePatch } from '../../electron/contract/index.ts'
import { exchangeRaw, openRaw } from '../helpers/raw-http.ts'
import { malformedRequests } from '../helpers/malformed-requests.ts'
import { noRules } from '../helpers/no-rules.ts'
import { nextAnswer, requestText, sshTunnelApp, statusOf, type SshTunnelApp } from '../helpers/ssh-tunnel-app.ts'

const json = { body: '{"event":"paid"}' }

let session: SshTunnelApp
let before: Exposure

beforeAll(async () => {
  session = await sshTunnelApp()
}, 60_000)

afterAll(() => session[Symbol.asyncDispose]())

beforeEach(async () => {
  before = await set({})
})

const set = (patch: ExposurePatch): Promise<Exposure> => session.running.client.tunnel.updateExposure({ ...noRules, ...patch })
const calls = (...request: Parameters<typeof requestText>) => statusOf(session.publicPort, ...request)
const callsLocally = (...request: Parameters<typeof requestText>) => statusOf(session.running.port, ...request)

async function refusedSince(): Promise<Partial<Exposure['refused']>> {
  const { refused } = await session.running.client.tunnel.exposure()
  const added = Object.entries(refused).map(([rule, count]) => [rule, count - before.refused[rule as keyof Exposure['refused']]])
  return Object.fromEntries(added.filter(([, count]) => count !== 0))
}

async function newest() {
  const { items } = await session.running.client.deliveries.list({ limit: 1 })
  return session.running.client.deliveries.get({ id: items[0]?.id ?? '' })
}

const deliveries = async (): Promise<number> => (await session.running.client.status()).counts.deliveries

describe('known paths', () => {
  test('a caller that writes Host: localhost does not pass as local: an unknown path is 404 and no delivery', async () => {
    const count = await deliveries()
    expect(await calls('POST', '/admin.php?token=1', { headers: ['X-Forwarded-Host: localhost'] })).toBe(404)
    expect(await refusedSince()).toEqual({ path: 1 })
    expect(await deliveries()).toBe(count)
    const { refusals } = await session.running.client.tunnel.exposure()
    expect(refusals[0]).toMatchObject({ rule: 'path', method: 'POST', path: '/admin.php' })
    expect(await calls('POST', '/webhook', json)).toBe(200)
    expect(await newest()).toMatchObject({ viaTunnel: true, url: '/webhook', publicBase: `http://hooks.localhost:${session.publicPort}` })
  })

  test('locally an unknown path is kept, and so it is through the tunnel where the developer says so', async () => {
    const count = await deliveries()
    expect(await callsLocally('POST', '/unknown', json)).toBe(404)
    expect(await newest()).toMatchObject({ viaTunnel: false, url: '/unknown' })
    await set({ paths: 'all' })
    expect(await calls('POST', '/unknown', json)).toBe(404)
    expect(await newest()).toMatchObject({ viaTunnel: true, url: '/unknown' })
    expect(await deliveries()).toBe(count + 2)
  })

  test('an endpoint that is off has no path, and one that is made has it at once', async () => {
    const { client } = session.running
    const { id } = await client.endpoints.create({ name: 'new', path: '/new' })
    expect(await calls('POST', '/new/below', json)).toBe(200)
    await client.endpoints.update({ id, enabled: false })
    expect(await calls('POST', '/new', json)).toBe(404)
    expect(await refusedSince()).toEqual({ path: 1 })
    await client.endpoints.remove({ id })
  })
})

describe('the token', () => {
  test('is part of the public URL, and what came with it is stored as the endpoint sees it', async () => {
    const told = session.running.nextChange('tunnel.changed')
    const { pathToken } = await set({ pathToken: 'on' })
    const publicUrl = `http://hooks.localhost:${session.publicPort}/${pathToken}`
    expect((await told).tunnel.publicUrl).toBe(publicUrl)
    expect((await session.running.client.status()).tunnel.publicUrl).toBe(publicUrl)

    for (const path of [
      '/webhook',
      `/${pathToken}x/webhook`,
      `/webhook/${pathToken}`,
      `//${pathToken}/webhook`,
      `/${pathToken?.toUpperCase()}/webhook`
    ])
      expect(await calls('POST', path, json), path).toBe(404)
    expect(await refusedSince()).toEqual({ token: 5 })
    expect(await calls('POST', `/${pathToken}/webhook/%2F..?a=1&b=%20`, json)).toBe(200)
    expect(await newest()).toMatchObject({ url: '/webhook/%2F..?a=1&b=%20', viaTunnel: true, publicBase: publicUrl })
    expect(await calls('POST', `http://other.example/${pathToken}/webhook`, json)).toBe(200)
    expect(await callsLocally('POST', '/webhook', json)).toBe(200)
  })

  test('a new one holds at once; the proof goes by it', async () => {
    const { pathToken } = await set({ pathToken: 'on' })
    expect(await calls('POST', `/${pathToken}/webhook`, json)).toBe(200)
    const { pathToken: next } = await session.running.client.tunnel.updateExposure({ pathToken: 'new' })
    expect(await calls('POST', `/${pathToken}/webhook`, json)).toBe(404)
    expect(await calls('POST', `/${next}/webhook`, json)).toBe(200)
    expect(await session.running.client.tunnel.check()).toMatchObject({ state: 'online' })
  })

  test('an endpoint at / takes what stands behind it', async () => {
    const { client } = session.running
    const { id } = await client.endpoints.create({ name: 'root', path: '/', requireJson: false })
    const { pathToken } = await set({ pathToken: 'on' })
    expect(await calls('POST', `/${pathToken}?a=1`)).toBe(200)
    expect(await newest()).toMatchObject({ url: '/?a=1', endpointId: id })
    await client.endpoints.remove({ id })
  })
})

describe('user and password', () => {
  const basic = (text: string): string => `Authorization: Basic ${Buffer.from(text).toString('base64')}`

  test('let in whoever knows them, and nobody else', async () => {
    await set({ basicAuth: { user: 'prövider', password: 'päss:word 1' } })
    const refused = await exchangeRaw(session.publicPort, requestText('POST', '/webhook', json))
    expect(refused.text).toMatch(/^HTTP\/1\.1 401 /)
    expect(refused.text).toContain('WWW-Authenticate: Basic realm="Hooklab"')
    for (const line of [
      basic('prövider:wrong'),
      basic('x:päss:word 1'),
      'Authorization: Bearer x',
      'Authorization: Basic',
      'Authorization: Basic ====='
    ])
      expect(await calls('POST', '/webhook', { ...json, headers: [line] }), line).toBe(401)
    const right = basic('prövider:päss:word 1')
    expect(await calls('POST', '/webhook', { ...json, headers: [right, basic('a:b')] })).toBe(401)
    expect(await refusedSince()).toEqual({ credentials: 7 })
    expect(await calls('POST', '/webhook', { ...json, headers: [right.replace('Basic', 'basic ')] })).toBe(200)
    expect((await newest()).headers).toContainEqual(['Authorization', expect.stringMatching(/^basic {2}/)])
    expect(await callsLocally('POST', '/webhook', json)).toBe(200)
    await session.running.client.tunnel.updateExposure({ basicAuth: null })
    expect(await calls('POST', '/webhook', json)).toBe(200)
  })

  test('an endpoint whose provider signs in Authorization is warned of', async () => {
    const { client } = session.running
    const { id } = await client.endpoints.create({ name: 'boards', path: '/boards', scheme: 'monday' })
    expect((await set({ basicAuth: { user: 'a', password: 'long enough' } })).warnings).toEqual([expect.stringMatching(/^boards reads /)])
    await client.endpoints.remove({ id })
  })
})

describe('allowed addresses', () => {
  test('with a tunnel that tells nothing of its callers the list refuses everybody, and says so', async () => {
    const { caller, warnings } = await set({ allowed: ['0.0.0.0/0', '::/0'] })
    expect(caller.certainty).toBe('unknown')
    expect(warnings).toEqual([expect.stringContaining('refuses everybody')])
    expect(await calls('POST', '/webhook', { ...json, headers: ['X-Forwarded-For: 192.0.2.1', 'CF-Connecting-IP: 192.0.2.1'] })).toBe(403)
    expect(await refusedSince()).toEqual({ address: 1 })
    expect(await callsLocally('POST', '/webhook', json)).toBe(200)
  })

  test.each([
    ['192.0.2.7', 200],
    ['198.51.100.9, 192.0.2.7', 200],
    ['::ffff:192.0.2.7', 200],
    ['[2001:db8:0::7]:443', 200],
    ['192.0.2.7:51000', 200],
    ['192.0.2.7, 198.51.100.9', 403],
    ['192.0.3.1', 403],
    ['2001:db9::1', 403],
    ['unknown', 403],
    ['', 403]
  ])('by the header that the developer chose, X-Forwarded-For: %s is answered %i', async (value, status) => {
    await set({ allowed: ['192.0.2.0/24', '2001:db8::/32'], callerHeader: 'x-forwarded-for' })
    expect(await calls('POST', '/webhook', { ...json, headers: [`X-Forwarded-For: ${value}`] })).toBe(status)
  })

  test('of two lines the last counts, which the nearest server wrote', async () => {
    await set({ allowed: ['192.0.2.7'], callerHeader: 'x-forwarded-for' })
    const lines = ['X-Forwarded-For: 192.0.2.7', 'X-Forwarded-For: 198.51.100.9']
    expect(await calls('POST', '/webhook', { ...json, headers: lines })).toBe(403)
    expect(await calls('POST', '/webhook', { ...json, headers: lines.toReversed() })).toBe(200)
  })
})

test('the cap holds under requests that come all at once, and says when to come again', async () => {
  await set({ maxPerMinute: 5 })
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => exchangeRaw(session.publicPort, requestText('POST', '/webhook', json), { timeoutMs: 15_000 }))
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
  expect(await refusedSince()).toEqual({ rate: 15 })
  for (const { text } of answers.filter(({ status }) => status === 429)) {
    const seconds = Number(/Retry-After: (\d+)/.exec(text)?.[1])
    expect(seconds).toBeGreaterThanOrEqual(50)
    expect(seconds).toBeLessThanOrEqual(61)
  }
  expect(await callsLocally('POST', '/webhook', json)).toBe(200)
  await set({})
  expect(await calls('POST', '/webhook', json)).toBe(200)
})

describe('refusals', () => {
  test('a connection serves on after one: let in, refused, let in', async () => {
    const { pathToken } = await set({ pathToken: 'on' })
    const socket = await openRaw(session.publicPort)
    const ask = async (path: string): Promise<string> => {
      socket.write(requestText('POST', path, json))
      return nextAnswer(socket)
    }
    expect(await ask(`/${pathToken}/webhook`)).toMatch(/^HTTP\/1\.1 200 /)
    expect(await ask('/webhook')).toMatch(/^HTTP\/1\.1 404 /)
    expect(await ask(`/${pathToken}/webhook`)).toMatch(/^HTTP\/1\.1 200 /)
    // All at once: the answers keep the order.
    socket.write(requestText('POST', '/webhook', json) + requestText('POST', `/${pathToken}/webhook`, json))
    let text = ''
    while (!text.includes('HTTP/1.1 200 ')) text += await nextAnswer(socket)
    expect(text).toMatch(/^HTTP\/1\.1 404 /)
    socket.destroy()
  })

  test('a chunked body of 64 MB is refused by its head: the answer is there before the body is', async () => {
    await set({ blocked: true })
    const socket = await openRaw(session.publicPort)
    socket.on('error', () => undefined)
    socket.write(requestText('POST', '/webhook', { headers: ['Transfer-Encoding: chunked'] }))
    expect(await nextAnswer(socket)).toMatch(/^HTTP\/1\.1 503 [^]*Connection: close/)
    // Whoever goes on nevertheless is not read on.
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')])
    const closed = new Promise((resolve) => socket.on('close', resolve))
    let sent = 0
    for (let written = 0; written < 1024; written += 1) socket.write(chunk, (error) => (sent += error ? 0 : 1))
    await closed
    // What has left stands in the buffers of three programs and two kernels.
    expect(sent).toBeLessThan(512)
  })

  test('who asks whether to go on is told no', async () => {
    await set({ blocked: true })
    const headers = ['Expect: 100-continue', 'Content-Length: 10000000']
    const { text } = await exchangeRaw(session.publicPort, requestText('POST', '/webhook', { headers }), { timeoutMs: 15_000 })
    expect(text).toMatch(/^HTTP\/1\.1 503 [^]*Connection: close/)
    await set({})
    const { text: goOn } = await exchangeRaw(
      session.publicPort,
      requestText('POST', '/webhook', { ...json, headers: headers.slice(0, 1) }),
      { timeoutMs: 15_000 }
    )
    expect(goOn).toContain('HTTP/1.1 200 ')
  })

  test('are told in the listener log: the first at once, a flood not line by line', async () => {
    const lines = async () => (await session.running.client.listenerLog()).items.filter(({ kind }) => kind === 'tunnel_blocked')
    await set({ blocked: true })
    expect(await calls('GET', '/webhook')).toBe(503)
    const { length } = await lines()
    expect(length).toBeGreaterThan(0)
    await Promise.all(Array.from({ length: 30 }, () => calls('GET', '/webhook')))
    expect(await lines()).toHaveLength(length)
    expect(await refusedSince()).toEqual({ blocked: 31 })
  })

  test('are told as a change', async () => {
    const told = session.running.nextChange('exposure.changed', ({ exposure }) => exposure.refused.path > before.refused.path)
    await calls('GET', '/.env')
    expect((await told).exposure.refusals[0]).toMatchObject({ rule: 'path', path: '/.env' })
  })
})

describe('blocked', () => {
  test('everything through the tunnel is 503, whatever it is; local requests are served, and the tunnel stays proven', async () => {
    const count = await deliveries()
    await set({ blocked: true })
    const { client } = session.running
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD', 'CONNECT']) expect(await calls(method, '/webhook'), method).toBe(503)
    expect(await callsLocally('POST', '/webhook', json)).toBe(200)
    expect(await deliveries()).toBe(count + 1)
    expect(await client.tunnel.check()).toMatchObject({ state: 'online' })
    await client.tunnel.updateExposure({ blocked: false })
    expect(await calls('POST', '/webhook', json)).toBe(200)
  })

  test('and so is what is no HTTP at all', async () => {
    await set({ blocked: true })
    const answers = await Promise.all(
      malformedRequests
        .slice(0, 40)
        .map(async (bytes) => ({ bytes, ...(await exchangeRaw(session.publicPort, bytes, { endAfter: true, timeoutMs: 5_000 })) }))
    )
    const answered = answers.filter(({ status }) => status !== undefined)
    expect(answered.filter(({ status }) => status !== 503)).toEqual([])
    expect(answered.length).toBeGreaterThan(30)
  })

  test('a stranger who asks for a proof gets nothing', async () => {
    await set({ blocked: true })
    expect(await calls('GET', `/.hooklab/probe/${'0'.repeat(32)}`)).toBe(503)
  })
})

describe('the self-test', () => {
  test('passes with every rule that a legal caller can pass', async () => {
    await set({ pathToken: 'on', basicAuth: { user: 'a', password: 'long enough' }, maxPerMinute: 100 })
    expect(await session.running.client.tunnel.selfTest({})).toMatchObject({ passed: true })
    expect(await session.running.client.samples.send({ provider: 'generic', via: 'public' })).toMatchObject({ status: 200 })
    expect(await refusedSince()).toEqual({})
  })

  test.each([
    [{ blocked: true }, 'the public URL is blocked'],
    [{ allowed: ['192.0.2.1'] }, 'the caller’s address is not on the list'],
    [{ basicAuth: { user: 'a', password: 'long enough' } }, 'user name and password are missing or wrong']
  ] satisfies [ExposurePatch, string][])('with %j it says which rule refused it', async (patch, said) => {
    const { client } = session.running
    // An endpoint whose own scheme uses Authorization can't carry the password as well.
    const { id } = await client.endpoints.create({ name: 'boards', path: '/boards', scheme: 'monday' })
    await client.endpoints.addSecret({ id, value: 'a secret of some length' })
    await set(patch)
    const { passed, summary, hops } = await client.tunnel.selfTest({ endpointId: id })
    expect(passed).toBe(false)
    expect(summary).toContain(`which refused it: ${said}`)
    expect(hops.find(({ station }) => station === 'arrived')).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('The tunnel works.')
    })
    await client.endpoints.remove({ id })
  })
})
