/** A URL that the developer has: nothing is opened, the same proof is asked. */
import { request as forward } from 'node:http'
import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { createFindWay } from '../../electron/core/exposure/arrival.ts'
import { freePort, startOddServer, startSilentServer, startUntrustedServer } from '../helpers/odd-server.ts'
import { callPublicUrl, isOnline, startTunnelSession } from '../helpers/tunnel-session.ts'

/** A developer's own reverse proxy, before the listener at `port`. */
function proxyTo(port: () => number, stripPrefix = ''): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '/').slice(stripPrefix.length)
    const headers = { ...request.headers, 'x-forwarded-host': request.headers.host ?? '', host: `localhost:${port()}` }
    const onward = forward({ port: port(), path, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  }
}

test('a URL that leads to the listener is online, and its requests are known to come through it', async () => {
  await using session = await startTunnelSession()
  await using proxy = await startOddServer(proxyTo(() => session.listener.port))
  session.open({ url: `${proxy.host}/` }, 'manual')
  expect((await session.until(isOnline)).publicUrl).toBe(proxy.host)
  await callPublicUrl(`${proxy.host}/webhook`)
  expect(createFindWay(() => session.supervisor.ways)(session.listener.seen[0]!.headers.flat(), false)).toBeDefined()
})

test('a URL with a path is fine, whether the proxy keeps the path or not', async () => {
  for (const prefix of ['', '/hooks']) {
    await using session = await startTunnelSession()
    await using proxy = await startOddServer(proxyTo(() => session.listener.port, prefix))
    session.open({ url: `${proxy.host}/hooks` }, 'manual')
    expect((await session.until(isOnline)).publicUrl).toBe(`${proxy.host}/hooks`)
  }
})

test('a proxy that stops is noticed, and its return as well', async () => {
  await using session = await startTunnelSession({ backoff: () => 100 })
  let up = true
  const proxying = proxyTo(() => session.listener.port)
  await using proxy = await startOddServer((request, response) => (up ? proxying(request, response) : response.writeHead(502).end()))
  session.open({ url: proxy.host }, 'manual')
  await session.until(isOnline)
  up = false
  session.supervisor.wake('network')
  expect((await session.until(({ state }) => state === 'reconnecting')).reason?.cause).toBe('bad_gateway')
  up = true
  expect((await session.until(isOnline)).urlChanges).toBe(0)
})

test.each<[what: string, answer: RequestListener, cause: string]>([
  ['another page', (_, response) => response.end('hello'), 'foreign_page'],
  ['an echo of the question', (request, response) => response.end(JSON.stringify([request.url, request.headers])), 'foreign_page'],
  ['404', (_, response) => response.writeHead(404).end(), 'not_found'],
  ['a redirect', (_, response) => response.writeHead(301, { location: 'http://127.0.0.1:1/' }).end(), 'redirected'],
  ['a password page', (_, response) => response.writeHead(401).end(), 'interstitial'],
  ['503', (_, response) => response.writeHead(503).end(), 'unavailable'],
  ['a cut connection', (_, response) => void response.destroy(), 'reset']
])('a URL that leads to %s is not online', async (_what, answer, cause) => {
  await using server = await startOddServer(answer)
  await using session = await startTunnelSession()
  session.open({ url: server.host }, 'manual')
  const tunnel = await session.until(({ state }) => state === 'failed')
  expect(tunnel.reason?.cause).toBe(cause)
  expect(session.history.some(isOnline)).toBe(false)
})

test('another Hooklab behind the URL is not this one', async () => {
  await using other = await startTunnelSession()
  await using proxy = await startOddServer(proxyTo(() => other.listener.port))
  await using session = await startTunnelSession()
  session.open({ url: proxy.host }, 'manual')
  expect((await session.until(({ state }) => state === 'failed')).reason?.cause).toBe('foreign_page')
})

test('nothing there, no such name, no answer, no trust: each has its name', async () => {
  await using silent = await startSilentServer()
  await using untrusted = await startUntrustedServer()
  const cases = [
    [`http://127.0.0.1:${await freePort()}`, 'refused'],
    ['http://no-such-host.invalid', 'dns_failed'],
    [silent.host, 'timed_out'],
    [untrusted.host, 'tls_failed']
  ] as const
  for (const [url, cause] of cases) {
    await using session = await startTunnelSession()
    session.open({ url }, 'manual')
    expect((await session.until(({ state }) => state === 'failed', 12_000)).reason?.cause).toBe(cause)
  }
})

test.each([undefined, '', 'example.com', 'ftp://example.com', 'https://user:word@example.com'])('%j is no URL to open', async (url) => {
  await using session = await startTunnelSession()
  expect(() => session.open({ ...(url !== undefined && { url }) }, 'manual')).toThrow(/is not a public URL/)
})
