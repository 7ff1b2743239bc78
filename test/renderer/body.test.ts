import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { formFields, multipartFields } from '../../renderer/features/detail/body-fields.ts'
import { bodyKindOf, isCompressed, viewsFor } from '../../renderer/features/detail/body-kind.ts'
import { isSensitiveHeader } from '../../renderer/lib/redaction.ts'
import { decodeText } from '../../renderer/lib/bytes.ts'

const kindOf = (contentType: string, body: string | Uint8Array): string => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return bodyKindOf({ contentType, ...decodeText(bytes) })
}

test.each([
  ['application/json', '{"a":1}', 'json'],
  ['application/problem+json; charset=utf-8', '[]', 'json'],
  ['application/json', 'not json at all', 'json'],
  ['', '  {"a":1}', 'json'],
  ['text/plain', 'hello', 'text'],
  ['application/x-www-form-urlencoded', 'a=1', 'form'],
  ['multipart/form-data; boundary=x', '--x--', 'multipart'],
  ['application/json', gzipSync('{}'), 'binary'],
  ['text/plain', 'nul\u0000', 'binary']
])('%j with %j is %s', (contentType, body, kind) => {
  expect(kindOf(contentType, body)).toBe(kind)
})

test('every kind can be looked at raw and in hexadecimal', () => {
  for (const kind of ['json', 'form', 'multipart', 'text', 'binary'] as const)
    expect(viewsFor(kind)).toEqual(expect.arrayContaining(['raw', 'hex']))
})

test('form fields are decoded, broken escapes left as they are', () => {
  expect(formFields('a=1+2&b=%C3%BC&b=%zz&=x&c').map(({ name, value }) => [name, value])).toEqual([
    ['a', '1 2'],
    ['b', 'ü'],
    ['b', '%zz'],
    ['', 'x'],
    ['c', '']
  ])
})

test('multipart parts are read with name, file name, type and exact size', async () => {
  const form = new FormData()
  form.set('note', 'Grüße\r\nzwei')
  form.set('file', new Blob([Uint8Array.of(0, 255, 13, 10, 45, 45)], { type: 'image/png' }), 'a "b".png')
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const fields = multipartFields(new Uint8Array(await request.clone().arrayBuffer()), request.headers.get('content-type') ?? '')
  expect(fields[0]).toMatchObject({ name: 'note', value: 'Grüße\r\nzwei' })
  expect(fields[1]).toMatchObject({ name: 'file', contentType: 'image/png', sizeBytes: 6 })
  expect(fields[1]?.fileName).toContain('a ')
})

test('compression is seen in the header, however it is written', () => {
  expect(isCompressed([['content-encoding', 'GZIP']])).toBe(true)
  expect(isCompressed([['Content-Encoding', 'identity, br']])).toBe(true)
  expect(isCompressed([['Content-Encoding', 'identity']])).toBe(false)
})

test('credentials and signatures are masked, plain headers are not', () => {
  for (const name of [
    'Authorization',
    'Cookie',
    'Stripe-Signature',
    'X-Hub-Signature-256',
    'webhook-signature',
    'X-Shopify-Hmac-Sha256',
    'X-Api-Key',
    'X-Gitlab-Token'
  ])
    expect(isSensitiveHeader(name)).toBe(true)
  for (const name of ['Content-Type', 'User-Agent', 'webhook-id', 'X-GitHub-Event']) expect(isSensitiveHeader(name)).toBe(false)
})
