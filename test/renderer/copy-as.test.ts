/** What is copied is run by what it is for: a shell, Node, Python. What arrives is compared byte for byte. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { type CopiedRequest, localUrl, redact } from '../../renderer/features/copy/copied-request.ts'
import { formatCopy } from '../../renderer/features/copy/formats.ts'
import type { CopyFormat } from '../../renderer/features/copy/use-copy-as.ts'
import { findPython } from '../helpers/python.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

let received: Received | undefined
const server = createServer((request: IncomingMessage, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const { rawHeaders } = request
    const headers = Array.from(
      { length: rawHeaders.length / 2 },
      (_, index) => [rawHeaders[index * 2] ?? '', rawHeaders[index * 2 + 1] ?? ''] as const
    )
    received = { method: request.method, url: request.url, headers, body: Buffer.concat(pieces) }
    response.end()
  })
})
let python = ''
beforeAll(async () => {
  python = await findPython('requests', 'python3-requests')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}, 240_000)
beforeEach(() => {
  received = undefined
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function requestOf(headers: readonly HeaderPair[], body: Uint8Array, path = "/webhook?a=1&b=it's"): CopiedRequest {
  const { port } = server.address() as AddressInfo
  return { method: 'POST', url: `http://127.0.0.1:${port}${path}`, headers, body, receivedAt: 0, scheme: 'generic', schemeOptions: {} }
}

async function run(format: CopyFormat, request: CopiedRequest): Promise<Received> {
  await using folder = await temporaryFolder()
  const runs = { curl: ['/bin/sh', 'run.sh'], fetch: [process.execPath, 'run.mjs'], python: [python, 'run.py'] } as const
  const [program, name] = runs[format as keyof typeof runs]
  const file = join(folder.path, name)
  await writeFile(file, `${formatCopy(request, format, false)}${format === 'curl' ? ' --silent --show-error --fail' : ''}`)
  await promisify(execFile)(program, [file], { timeout: 50_000 })
  if (!received) throw new Error('Nothing arrived.')
  return received
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const runnable = ['curl', 'fetch', 'python'] as const

const bodies: readonly (readonly [string, Uint8Array])[] = [
  ['quotes, dollars and backslashes', text(`{"a":"it's $HOME \\n \\" \`id\` %s !"}`)],
  ['line ends and more than ASCII', text('Grüße\r\n世界 🎉\u2028\u202e\n\n')],
  ['what looks like a file name', text('@/etc/passwd')],
  ['a byte order mark', text('\ufeff{}')],
  ['all byte values', Uint8Array.from({ length: 256 }, (_, index) => index)]
]

test.each(runnable.flatMap((format) => bodies.map(([name, body]) => [format, name, body] as const)))(
  'run, what is copied as %s sends the very bytes: %s',
  async (format, _name, body) => {
    const { method, url, body: arrived } = await run(format, requestOf([['Content-Type', 'application/json']], body))
    expect(method).toBe('POST')
    expect(url?.replaceAll('%27', "'")).toBe("/webhook?a=1&b=it's")
    expect(arrived.equals(Buffer.from(body))).toBe(true)
  }
)

test('by cURL headers arrive in order with case, repeats and odd bytes, and nothing is added', async () => {
  const headers: readonly HeaderPair[] = [
    ['X-Signature', `t=1,v1='"$(id)"`],
    ['x-tag', 'one'],
    ['X-Tag', 'two'],
    ['X-Empty', ''],
    ['X-Latin', 'caf\u00e9 100%'],
    ['X-Utf8', 'Gr\u00c3\u00bc\u00c3\u009fe'],
    ['Host', 'example.org'],
    ['Content-Length', '99']
  ]
  const { headers: sent, url } = await run('curl', requestOf(headers, text('{}'), '/a/../{b}[1]?c={d}'))
  expect(sent.filter(([name]) => name !== 'Host' && name !== 'Content-Length')).toEqual(headers.slice(0, 6))
  expect(sent.find(([name]) => name === 'Content-Length')?.[1]).toBe('2')
  expect(url).toBe('/a/../{b}[1]?c={d}')
})

test.each(['fetch', 'python'] as const)('by %s values arrive as they came, repeats joined', async (format) => {
  const headers: readonly HeaderPair[] = [
    ['X-Signature', `t=1,v1='"\\$(id)"`],
    ['x-tag', 'one'],
    ['X-Tag', 'two'],
    ['X-Latin', 'caf\u00e9']
  ]
  const { headers: sent } = await run(format, requestOf(headers, text('{}')))
  const value = (wanted: string): string | undefined => sent.find(([name]) => name.toLowerCase() === wanted)?.[1]
  expect([value('x-signature'), value('x-tag'), value('x-latin'), value('content-type')]).toEqual([
    `t=1,v1='"\\$(id)"`,
    'one, two',
    'caf\u00e9',
    undefined
  ])
})

test('a HAR file has one entry with headers in order and a body that can be had back', () => {
  const body = Uint8Array.from([0, 255, 1])
  const { log } = JSON.parse(formatCopy(requestOf([['Content-Type', 'application/x-odd']], body, '/w?a=1&a=2'), 'har', false))
  expect(log.version).toBe('1.2')
  expect(log.entries[0].request).toMatchObject({
    method: 'POST',
    queryString: [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' }
    ],
    headers: [{ name: 'Content-Type', value: 'application/x-odd' }],
    postData: { mimeType: 'application/x-odd', encoding: 'base64', text: 'AP8B' },
    bodySize: 3
  })
})

test.each(['curl', 'raw', 'fetch', 'python', 'har', 'vitest', 'pytest'] as const)(
  'redacted, no credential and no signature is in %s',
  (format) => {
    const headers: readonly HeaderPair[] = [
      ['Authorization', 'Bearer s3cret'],
      ['Stripe-Signature', 't=1,v1=s3cret'],
      ['X-Kept', 'kept']
    ]
    const request = { ...requestOf(headers, text('{}'), '/webhook?token=s3cret&a=b'), scheme: 'stripe' }
    expect(formatCopy(request, format, true)).not.toContain('s3cret')
    expect(formatCopy(request, format, true)).toContain('kept')
    expect(formatCopy(request, format, false)).toContain('s3cret')
  }
)

test('redacted, the cURL line sends to the very path and query that came, but for what it hides', async () => {
  const { url } = await run('curl', redact(requestOf([], text('{}'), '/webhook?next=/a?b=1&%74oken=s3cret&c=d?e')))
  expect(url).toBe('/webhook?next=/a?b=1&%74oken=redacted&c=d?e')
})

test.each([
  ['/w?a=1', 'http://127.0.0.1:5000/w?a=1'],
  ['http://user:pass@example.org/w?a=http://b/c', 'http://127.0.0.1:5000/w?a=http://b/c'],
  ['http://example.org', 'http://127.0.0.1:5000/'],
  ['http://example.org?a=1', 'http://127.0.0.1:5000/?a=1'],
  ['/w?a=#1', 'http://127.0.0.1:5000/w?a=%231']
])('what came to %s is copied for %s', (url, local) => {
  expect(localUrl('http://127.0.0.1:5000/', url)).toBe(local)
})
