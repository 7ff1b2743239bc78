/** A signed sample through the public URL, each station told: on the real product behind the real localtunnel server. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SelfTest, SelfTestStation } from '../../electron/contract/index.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { startLocaltunnelServer, type LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { startOddServer } from '../helpers/odd-server.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let server: LocaltunnelServer
let running: RunningApp
let endpointId: string

beforeAll(async () => {
  server = await startLocaltunnelServer()
  running = await runningApp()
  const { items } = await running.client.endpoints.list()
  endpointId = items[0]?.id ?? ''
})

afterAll(async () => {
  await running[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

async function open(driver: string, options: Record<string, string>): Promise<void> {
  await running.client.tunnel.close()
  await running.client.tunnel.open({ driver, options })
}

async function openProven(driver: string, options: Record<string, string>): Promise<void> {
  const proven = running.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'online')
  await open(driver, options)
  await proven
}

const selfTest = (): Promise<SelfTest> => withDeadline(running.client.tunnel.selfTest({}), 20_000, 'the self-test took too long')

function stateOf({ hops }: SelfTest, station: SelfTestStation): string {
  return hops.find((hop) => hop.station === station)?.state ?? 'none'
}

test('without a public URL there is nothing to test', async () => {
  await expect(running.client.tunnel.selfTest({})).rejects.toThrow('There is no public URL to test. Open the tunnel first.')
})

test('a sample goes out, is verified, stored and answered, and comes back: each station in order, with its time', async () => {
  const secret = await running.client.endpoints.addSecret({ id: endpointId, value: 'a secret of some length' })
  await openProven('localtunnel', { host: server.host, subdomain: 'sunny-day' })
  const result = await selfTest()
  expect(result).toMatchObject({ passed: true, url: `${server.publicUrl('sunny-day')}/webhook` })
  expect(result.hops.map(({ station, state }) => `${station} ${state}`)).toEqual([
    'resolve passed',
    'connect passed',
    'tls skipped',
    'server passed',
    'arrived passed',
    'verified passed',
    'stored passed',
    'answered passed',
    'back passed'
  ])
  const times = result.hops.flatMap(({ atMs }) => atMs ?? [])
  expect(times.length).toBeGreaterThanOrEqual(5)
  expect(Math.max(...times)).toBeLessThanOrEqual(result.totalMs)
  const delivery = await running.client.deliveries.get({ id: result.deliveryId ?? '' })
  expect(delivery).toMatchObject({ verdict: { status: 'verified' }, viaTunnel: true, responseStatus: 200 })

  await running.client.endpoints.removeSecret({ id: endpointId, secretId: secret.id })
  const unsigned = await selfTest()
  expect(unsigned.passed).toBe(true)
  expect(unsigned.hops.find(({ station }) => station === 'verified')).toMatchObject({
    state: 'skipped',
    text: expect.stringContaining('no signing secret')
  })
})

test('a fault at the endpoint is told as what it is: the tunnel works', async () => {
  await openProven('localtunnel', { host: server.host, subdomain: 'sunny-day' })
  const fault = await running.client.faults.create({
    id: endpointId,
    kind: 'status',
    params: { status: 503 },
    scope: { always: true },
    enabled: true
  })
  const result = await selfTest()
  await running.client.faults.remove({ id: endpointId, faultId: fault.id })
  expect(result.passed).toBe(false)
  expect(stateOf(result, 'stored')).toBe('passed')
  expect(result.hops.find(({ state }) => state === 'failed')).toMatchObject({
    station: 'answered',
    remedy: expect.stringContaining('The tunnel works')
  })
  expect(stateOf(result, 'back')).toBe('missed')
})

test.for<[string, (url: string) => string, SelfTestStation, string]>([
  ['a page that is somebody else’s', (url) => url, 'arrived', 'something else is behind that URL'],
  ['a name that does not exist', () => 'http://no-such-name.invalid', 'resolve', 'The name no-such-name.invalid cannot be found.'],
  ['a port where nobody listens', () => 'http://127.0.0.1:1', 'connect', '127.0.0.1:1 refuses connections.'],
  ['https where there is none', (url) => url.replace('http:', 'https:'), 'tls', 'encryption']
])('%s is where it stops', async ([, urlOf, station, text]) => {
  await using other = await startOddServer((_, response) => response.end('<html>Welcome</html>'))
  await open('manual', { url: urlOf(other.host) })
  const result = await selfTest()
  expect(result.passed).toBe(false)
  const stop = result.hops.find(({ state }) => state === 'failed')
  expect(stop).toMatchObject({ station, text: expect.stringContaining(text) })
  expect(stop?.remedy).toBeTruthy()
  expect(result.summary).toBe(stop?.text)
  expect(result.deliveryId).toBeUndefined()
})

test('an answer that the tunnel service puts in the place of ours is told', async () => {
  // Passes the request on, as a proxy does, and answers by itself.
  await using proxy = await startOddServer((incoming, response) => {
    const chunks: Uint8Array[] = []
    incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    incoming.on('end', () => {
      const { host: _, ...headers } = incoming.headers
      const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
      void fetch(running.url + incoming.url, {
        method: incoming.method ?? 'GET',
        headers: pairs.filter(([name]) => name !== 'connection' && name !== 'content-length'),
        ...(incoming.method === 'POST' && { body: Buffer.concat(chunks) })
      }).then(() => response.writeHead(504).end('too slow for me'))
    })
  })
  await open('manual', { url: proxy.host })
  const result = await selfTest()
  expect(stateOf(result, 'answered')).toBe('passed')
  expect(result.hops.at(-1)).toMatchObject({ station: 'back', state: 'failed', text: 'The listener answered 200, but 504 came back.' })
})
