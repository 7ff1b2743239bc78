/** Bodies that go out slowly or not to their end, as the bytes arrive at a bare socket. */
import { createServer, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import { outgoing } from '../helpers/outgoing.ts'
import { ok, rawTarget } from '../helpers/raw-target.ts'

const sender = createSender({ clock: systemClock, log: silentLog })
afterAll(() => sender.close())

describe('a slow upload', () => {
  test('arrives whole, in pieces that do not come at once', async () => {
    const times: number[] = []
    await using target = await rawTarget(ok, { onConnection: (socket) => socket.on('data', () => times.push(performance.now())) })
    const body = Buffer.from('0123456789abcdefghij')
    const { outcome, sentHeaders } = await sender.send(
      outgoing(target.url, { body, transmission: { kind: 'slow', pieces: 5, overMs: 200 } })
    )
    expect(outcome).toEqual({ kind: 'responded', status: 200 })
    const [request] = target.requests
    expect(request?.body.equals(body)).toBe(true)
    expect(request?.headers).toEqual(sentHeaders)
    expect(request?.headers.at(-1)).toEqual(['content-length', '20'])
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(100)
  })

  test('ends at the deadline of the attempt', async () => {
    await using target = await rawTarget(ok)
    const transmission = { kind: 'slow', pieces: 7, overMs: 60_000 } as const
    const { outcome } = await sender.send(outgoing(target.url, { transmission, timeoutMs: 100 }))
    expect(outcome.kind).toBe('timed_out')
    expect(target.requests).toEqual([])
  })
})

describe('a dropped upload', () => {
  test('announces its length, sends the first bytes, and closes', async () => {
    await using app = await collector()
    const body = Buffer.from('0123456789')
    const { outcome } = await sender.send(outgoing(app.url, { headers: [], body, transmission: { kind: 'dropped', afterBytes: 4 } }))
    expect(outcome).toEqual({ kind: 'aborted', detail: 'The connection was closed on purpose after 4 of 10 bytes of the body.' })
    expect(await app.received).toBe(`POST / HTTP/1.1\r\nhost: 127.0.0.1:${app.port}\r\nconnection: close\r\ncontent-length: 10\r\n\r\n0123`)
  })

  test('nothing listening is still told as that', async () => {
    const { outcome } = await sender.send(outgoing('http://127.0.0.1:1', { transmission: { kind: 'dropped', afterBytes: 2 } }))
    expect(outcome.kind).toBe('refused')
  })
})

/** Takes one connection and tells all its bytes once it is closed. */
async function collector(): Promise<AsyncDisposable & { readonly url: string; readonly port: number; readonly received: Promise<string> }> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const server: Server = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received: promise,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    }
  }
}
