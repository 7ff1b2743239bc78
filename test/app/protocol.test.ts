/** The `app://` scheme serves the interface's folder and nothing else. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveInterface } from '../../electron/app/protocol.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temporary-folder.ts'

let folder: TemporaryFolder
let answer: (request: Request) => Promise<Response>

beforeAll(async () => {
  folder = await temporaryFolder()
  const interfaceFolder = join(folder.path, 'renderer')
  await mkdir(join(interfaceFolder, 'assets'), { recursive: true })
  await writeFile(join(folder.path, 'secret.json'), '"outside"')
  await writeFile(join(interfaceFolder, 'index.html'), '<!doctype html><title>Hooklab</title>')
  await writeFile(join(interfaceFolder, 'assets', 'index.js'), 'export {}')
  await writeFile(join(interfaceFolder, 'assets', 'font.woff2'), 'font')
  await writeFile(join(interfaceFolder, 'notes.exe'), 'MZ')
  answer = serveInterface(interfaceFolder)
})
afterAll(() => folder[Symbol.asyncDispose]())

test.each([
  ['app://hooklab/', 'text/html; charset=utf-8'],
  ['app://hooklab/index.html', 'text/html; charset=utf-8'],
  ['app://hooklab/#/settings', 'text/html; charset=utf-8'],
  ['app://hooklab/assets/index.js', 'text/javascript; charset=utf-8'],
  ['app://hooklab/assets/font.woff2', 'font/woff2']
])('%s is %s', async (url, type) => {
  const response = await answer(new Request(url))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0)
})

test.each([
  'app://hooklab/missing.js',
  'app://hooklab/assets',
  'app://hooklab/assets/',
  'app://hooklab/notes.exe',
  'app://hooklab/../secret.json',
  'app://hooklab/..%2fsecret.json',
  'app://hooklab/%2e%2e/secret.json',
  'app://hooklab/%2e%2e%2fsecret.json',
  'app://hooklab/assets/..%5c..%5csecret.json',
  'app://hooklab/assets/..%2f..%2fsecret.json',
  'app://hooklab//etc/passwd',
  'app://hooklab/index.html%00.js',
  'app://hooklab/%',
  'app://other/index.html'
])('%s is refused without a body', async (url) => {
  const response = await answer(new Request(url))
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
})

test.each(['POST', 'PUT', 'DELETE'])('%s is refused', async (method) => {
  expect((await answer(new Request('app://hooklab/', { method }))).status).toBe(405)
})

test('HEAD answers the headers alone', async () => {
  const response = await answer(new Request('app://hooklab/', { method: 'HEAD' }))
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})

test('every answer forbids foreign content and guessing of types', async () => {
  for (const url of ['app://hooklab/', 'app://hooklab/assets/index.js']) {
    const { headers } = await answer(new Request(url))
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await answer(new Request('app://hooklab/missing.js'))).headers.get('x-content-type-options')).toBe('nosniff')
})
