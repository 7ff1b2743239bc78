import { get } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withDeadline } from '../helpers/deadline.ts'
import { rawCall } from '../helpers/raw-call.ts'
import { startSmallControlServer, type SmallControlServer } from './small-control-server.ts'

let small: SmallControlServer
let url: string
let bearer: { authorization: string }
let cookie: string

beforeAll(async () => {
  small = await startSmallControlServer()
  url = small.server.url
  bearer = { authorization: `Bearer ${small.server.token}` }
  const opened = await rawCall({ url: `${url}/session`, method: 'POST', headers: bearer })
  cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(() => small[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }
const everywhere = ['/', '/assets/index-Ab12.js', '/api/notes', '/api/openapi.json', '/rpc/read', '/session', '/no/such/page']

describe('the Host header', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('%s with the own port is answered', async (name) => {
    expect((await rawCall({ url: `${url}/api/notes`, headers: { ...bearer, host: `${name}:${small.server.port}` } })).status).toBe(200)
  })

  const foreign = [
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost',
    'localhost:1',
    '127.0.0.1.nip.io:PORT',
    'localhost.:PORT',
    'a@localhost:PORT',
    '0.0.0.0:PORT'
  ]
  test.each(foreign)('"%s" is refused everywhere, with the right token too', async (name) => {
    const host = name.replace('PORT', String(small.server.port))
    for (const path of everywhere) {
      const answer = await rawCall({ url: url + path, headers: { ...bearer, host } })
      expect([path, answer.status]).toEqual([path, 403])
      expect(JSON.parse(answer.text)).toEqual({ code: 'FORBIDDEN', message: expect.stringContaining('127.0.0.1') })
    }
  })

  test('a second Host line is refused', async () => {
    const answer = await rawBytes(small.server.port, [
      `Host: 127.0.0.1:${small.server.port}`,
      'Host: evil.example',
      `Authorization: ${bearer.authorization}`
    ])
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403) /)
  })

  test('a request without Host is refused', async () => {
    expect(await rawBytes(small.server.port, [`Authorization: ${bearer.authorization}`])).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('the Origin header', () => {
  test.each([
    'http://evil.example',
    'null',
    'http://localhost',
    'http://localhost:5000',
    'https://localhost:PORT',
    'http://127.0.0.1.evil.example:PORT',
    'file://'
  ])('%s is refused everywhere, with the right token too', async (name) => {
    const origin = name.replace('PORT', String(small.server.port))
    for (const path of everywhere)
      expect([path, (await rawCall({ url: url + path, headers: { ...bearer, origin } })).status]).toEqual([path, 403])
  })

  test.each(['127.0.0.1', 'localhost', '[::1]'])('http://%s with the own port is answered', async (name) => {
    const origin = `http://${name}:${small.server.port}`
    expect((await rawCall({ url: `${url}/api/notes`, headers: { ...bearer, origin } })).status).toBe(200)
  })
})

describe('Sec-Fetch-Site', () => {
  test.each(['cross-site', 'same-site', 'anything'])('%s is refused everywhere', async (site) => {
    for (const path of everywhere) {
      expect([path, (await rawCall({ url: url + path, headers: { ...bearer, 'sec-fetch-site': site } })).status]).toEqual([path, 403])
    }
  })

  test.each(['same-origin', 'none'])('%s is answered', async (site) => {
    expect((await rawCall({ url: `${url}/api/notes`, headers: { ...bearer, 'sec-fetch-site': site } })).status).toBe(200)
  })
})

describe('the token', () => {
  const wrong = ['', 'Bearer', 'Bearer ', 'Bearer wrong', `Basic TOKEN`, 'Bearer TOKEN2', 'Bearer  TOKEN', 'TOKEN']
  test.each(wrong)('"%s" is refused on every call', async (template) => {
    const authorization = template.replace('TOKEN', small.server.token)
    for (const path of [
      '/api/notes',
      '/api/openapi.json',
      '/api/deliveries/known/body',
      '/api/changes',
      '/api',
      '/rpc/read',
      '/rpc',
      '/api/none'
    ]) {
      const answer = await rawCall({ url: url + path, headers: authorization === '' ? {} : { authorization } })
      expect([path, answer.status]).toEqual([path, 401])
      expect(JSON.parse(answer.text)).toEqual({ code: 'UNAUTHORIZED', message: expect.stringContaining('token') })
    }
  })

  test('in a query it opens nothing', async () => {
    expect((await rawCall({ url: `${url}/api/notes?token=${small.server.token}` })).status).toBe(401)
  })

  test('is not needed for the page itself, which holds nothing', async () => {
    const answer = await rawCall({ url: `${url}/` })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain(small.server.token)
  })

  test('a given one is used as it is', async () => {
    await using own = await startSmallControlServer('a-token-that-a-script-knows')
    expect(own.server.token).toBe('a-token-that-a-script-knows')
    expect(
      (await rawCall({ url: `${own.server.url}/api/notes`, headers: { authorization: 'Bearer a-token-that-a-script-knows' } })).status
    ).toBe(200)
  })
})

describe('the session cookie', () => {
  test('is HttpOnly, SameSite=Strict, for the whole site, named by port, and is not the token', async () => {
    const answer = await rawCall({ url: `${url}/session`, method: 'POST', headers: bearer })
    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^hooklab-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)])
    expect(answer.headers['set-cookie']?.[0]).toContain(`hooklab-${small.server.port}=`)
    expect(answer.headers['set-cookie']?.[0]).not.toContain(small.server.token)
  })

  test.each([{}, { authorization: 'Bearer wrong' }])('is not given for %j', async (headers) => {
    const answer = await rawCall({ url: `${url}/session`, method: 'POST', headers })
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('is not given for a cookie', async () => {
    expect((await rawCall({ url: `${url}/session`, method: 'POST', headers: { cookie, 'x-hooklab': '1' } })).status).toBe(401)
  })

  test('is given for POST alone', async () => {
    expect((await rawCall({ url: `${url}/session`, headers: bearer })).status).toBe(404)
  })

  test('reads', async () => {
    expect((await rawCall({ url: `${url}/api/notes`, headers: { cookie } })).status).toBe(200)
    expect((await rawCall({ url: `${url}/api/deliveries/known/body`, headers: { cookie: `other=1; ${cookie}; more=2` } })).status).toBe(200)
  })

  test.each([
    ['/api/notes', 'POST', '{"note":"x"}'],
    ['/api/notes?q=x', 'DELETE', ''],
    ['/rpc/write', 'POST', '{"json":{"note":"x"}}']
  ])('writes to %s only with an own Origin or a header that no foreign page can add', async (path, method, body) => {
    const write = (headers: Record<string, string>) => rawCall({ url: url + path, method, headers: { cookie, ...json, ...headers }, body })
    const refused = await write({})
    expect(refused.status).toBe(403)
    expect(JSON.parse(refused.text)).toEqual({ code: 'FORBIDDEN', message: expect.stringContaining('X-Hooklab') })
    expect((await write({ origin: 'http://localhost:3000' })).status).toBe(403)
    expect((await write({ origin: url })).status).toBe(200)
    expect((await write({ 'x-hooklab': '1' })).status).toBe(200)
  })

  test.each(['hooklab-PORT=', 'hooklab-PORT=wrong', 'hooklab-1=VALUE', 'xhooklab-PORT=VALUE', 'VALUE'])(
    '"%s" opens nothing',
    async (template) => {
      const wrong = template.replace('PORT', String(small.server.port)).replace('VALUE', cookie.split('=')[1] ?? '')
      expect((await rawCall({ url: `${url}/api/notes`, headers: { cookie: wrong } })).status).toBe(401)
    }
  )

  test('of another run opens nothing', async () => {
    await using other = await startSmallControlServer()
    const value = cookie.split('=')[1] ?? ''
    expect(
      (await rawCall({ url: `${other.server.url}/api/notes`, headers: { cookie: `hooklab-${other.server.port}=${value}` } })).status
    ).toBe(401)
  })
})

describe('a one-time URL', () => {
  test('opens one session and is no token', async () => {
    const ticket = new URL(small.server.oneTimeInterfaceUrl()).hash.replace('#token=', '')
    const headers = { authorization: `Bearer ${ticket}` }
    expect((await rawCall({ url: `${url}/api/notes`, headers })).status).toBe(401)
    expect((await rawCall({ url: `${url}/session`, method: 'POST', headers })).status).toBe(204)
    expect((await rawCall({ url: `${url}/session`, method: 'POST', headers })).status).toBe(401)
  })
})

describe('other origins', () => {
  test.each(['GET', 'OPTIONS', 'POST'])('get no permission from %s, on no path', async (method) => {
    for (const path of everywhere) {
      for (const origin of [undefined, url, 'http://evil.example']) {
        const { headers } = await rawCall({
          url: url + path,
          method,
          headers: { ...bearer, ...(origin === undefined ? {} : { origin }), 'access-control-request-method': 'POST' }
        })
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      }
    }
  })
})

test('both loopback families answer, and no other address does', async () => {
  const { port } = small.server
  expect((await rawCall({ url: `http://[::1]:${port}/`, headers: { host: `[::1]:${port}` } })).status).toBe(200)
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const address of ['127.0.0.2', ...others.map((other) => other.address)]) {
    await expect(rawCall({ url: `http://${address}:${port}/`, headers: { host: `127.0.0.1:${port}` } })).rejects.toBeInstanceOf(Error)
  }
})

test('closing ends open connections and frees the port', async () => {
  const own = await startSmallControlServer()
  const { port, url: ownUrl, token } = own.server
  const ended = new Promise<void>((resolve, reject) => {
    const call = get(`${ownUrl}/api/changes`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.once('close', resolve)
      response.on('error', () => resolve())
      response.once('data', () => void own[Symbol.asyncDispose]())
    })
    call.once('error', reject)
  })
  await withDeadline(ended, 5_000, 'The stream outlived the server.')
  await expect(rawCall({ url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

/** The answer to a GET with exactly these header lines. */
function rawBytes(port: number, lines: readonly string[]): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.end(`GET /api/notes HTTP/1.1\r\n${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)
    )
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.once('close', () => resolve(text))
    socket.once('error', reject)
  })
  return withDeadline(answer, 10_000, 'No answer came.')
}
