import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { toCurl, toRawHttp } from '../../renderer/features/detail/copy-as.ts'

interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

let received: Received | undefined
const server = createServer((request: IncomingMessage, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    received = { method: request.method, url: request.url, rawHeaders: request.rawHeaders, body: Buffer.concat(pieces) }
    response.end()
  })
})
beforeEach(async () => {
  received = undefined
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

async function runCurl(headers: readonly HeaderPair[], body: Uint8Array): Promise<Received> {
  const { port } = server.address() as AddressInfo
  const line = toCurl({ method: 'POST', url: `http://127.0.0.1:${port}/webhook?a=1&b=it's`, headers, body })
  await promisify(execFile)('/bin/sh', ['-c', `${line} --silent --fail`], { timeout: 20_000 })
  if (!received) throw new Error('Nothing arrived.')
  return received
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

test.each([
  ['JSON with quotes, dollars and backslashes', text(`{"a":"it's $HOME \\n \`id\` %s !"}`)],
  ['text with line ends and more than ASCII', text('Grüße\r\n世界\n\n')],
  ['a body that looks like a file name', text('@/etc/passwd')],
  ['all byte values', Uint8Array.from({ length: 256 }, (_, index) => index)]
])('the cURL line, run by a shell, sends the very bytes: %s', async (_name, body) => {
  const { method, url, body: arrived } = await runCurl([['Content-Type', 'application/json']], body)
  expect(method).toBe('POST')
  expect(url).toBe("/webhook?a=1&b=it's")
  expect(arrived.equals(Buffer.from(body))).toBe(true)
})

test('headers arrive in order with case and repeats, and nothing is added', async () => {
  const headers: readonly HeaderPair[] = [
    ['X-Signature', `t=1,v1='"$(id)"`],
    ['x-tag', 'one'],
    ['X-Tag', 'two'],
    ['Host', 'example.org'],
    ['Content-Length', '99']
  ]
  const { rawHeaders } = await runCurl(headers, text('{}'))
  const sent = Array.from({ length: rawHeaders.length / 2 }, (_, index) => [rawHeaders[index * 2], rawHeaders[index * 2 + 1]])
  expect(sent.filter(([name]) => name !== 'Host' && name !== 'Content-Length')).toEqual(headers.slice(0, 3))
  expect(sent.find(([name]) => name === 'Content-Length')?.[1]).toBe('2')
})

test('redacted, no credential and no signature is in it', () => {
  const headers: readonly HeaderPair[] = [
    ['Authorization', 'Bearer s3cret'],
    ['Stripe-Signature', 't=1,v1=s3cret'],
    ['Content-Type', 'application/json']
  ]
  const request = { method: 'POST', url: 'http://127.0.0.1:5000/webhook', headers, body: text('{}') }
  expect(toCurl(request, { redacted: true })).not.toContain('s3cret')
  expect(toRawHttp(request, { redacted: true })).not.toContain('s3cret')
  expect(toRawHttp(request)).toContain('Authorization: Bearer s3cret\r\n')
})
