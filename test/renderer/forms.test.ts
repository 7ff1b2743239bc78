import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { fieldError, formErrors } from '../../renderer/components/field-errors.ts'
import { relativeText } from '../../renderer/components/relative-time.tsx'
import { endpointUrls, pathProblem } from '../../renderer/features/endpoints/endpoint-urls.ts'
import { curlLine } from '../../renderer/features/onboarding/curl-line.ts'
import { readAddress } from '../../renderer/features/targets/target-address.ts'

const refused = (message: string) => new ORPCError('BAD_REQUEST', { message })

describe('errors of the server', () => {
  test('go to the fields they name', () => {
    expect(formErrors(refused('url: "x" is no URL.; name: Too long'), ['url', 'name'])).toEqual({
      fields: { url: '"x" is no URL.', name: 'Too long' }
    })
  })
  test('go to the whole form when they name none of its fields', () => {
    expect(formErrors(refused('concurrency: Too small'), ['url'])).toEqual({ fields: {}, rest: 'concurrency: Too small' })
    expect(formErrors(refused('The path /a belongs to the endpoint b. Choose another path.'), ['path'])).toEqual({
      fields: {},
      rest: 'The path /a belongs to the endpoint b. Choose another path.'
    })
  })
  test('lose their field’s name where the field stands by itself', () => {
    expect(fieldError(refused('path: must start with /'))).toBe('Must start with /')
    expect(fieldError(refused('The scheme option "header" is not right.'))).toBe('The scheme option "header" is not right.')
  })
})

describe('addresses', () => {
  const status = { listenerUrl: 'http://127.0.0.1:5000' }
  test('an endpoint has a public URL only while the tunnel has one', () => {
    expect(endpointUrls({ path: '/a' }, status, undefined)).toEqual({ local: 'http://127.0.0.1:5000/a' })
    expect(endpointUrls({ path: '/a' }, status, { state: 'closed', publicUrl: 'https://x.example' })).toEqual({
      local: 'http://127.0.0.1:5000/a'
    })
    expect(endpointUrls({ path: '/' }, status, { state: 'online', publicUrl: 'https://x.example' })).toEqual({
      local: 'http://127.0.0.1:5000/',
      public: 'https://x.example/'
    })
  })
  test.each(['orders', '/a b', '/a?b', '/a#b'])('%s is no path', (path) => expect(pathProblem(path)).toBeDefined())
  test('a plain path is one', () => expect(pathProblem('/orders/v2')).toBeUndefined())

  test.each(['http://localhost:3000', 'http://127.0.0.1', 'https://[::1]:8443/x', 'http://app.localhost'])('%s is loopback', (url) => {
    expect(readAddress(url).kind).toBe('loopback')
  })
  test.each(['https://example.com', 'http://10.0.0.1', 'http://127.0.0.1.example.com'])('%s is remote', (url) => {
    expect(readAddress(url).kind).toBe('remote')
  })
  test.each(['localhost:3000', 'ftp://localhost', ''])('“%s” is unreadable', (url) => expect(readAddress(url).kind).toBe('unreadable'))
})

test('a cURL line survives quotes in the body and the URL', () => {
  expect(curlLine({ url: "http://127.0.0.1:5000/it's", body: `{"it's":1}` })).toBe(
    String.raw`curl -X POST 'http://127.0.0.1:5000/it'\''s' \
  -H 'Content-Type: application/json' \
  -d '{"it'\''s":1}'`
  )
})

test.each([
  [0, 'now'],
  [12_000, '12 s ago'],
  [240_000, '4 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [25 * 3_600_000, '1 day ago'],
  [-30_000, 'in 30 s']
])('%d ms ago reads “%s”', (ms, text) => expect(relativeText(1_790_000_000_000 - ms, 1_790_000_000_000)).toBe(text))
