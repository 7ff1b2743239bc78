import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  bytes,
  hmac,
  indented,
  now,
  other,
  python,
  resignStandard,
  run,
  standardSecret,
  text,
  withBody,
  withHeader,
  type Seeded
} from './seeded.ts'

test.each<[string, Seeded, string]>([
  // secrets
  [
    'stripe: the secret of another endpoint',
    { provider: 'stripe', sender: 'whsec_of_live', stored: 'whsec_of_test', others: [other] },
    'other_secret'
  ],
  ['github: a line break after the stored secret', { provider: 'github', sender: 'octo', stored: 'octo\n' }, 'secret_whitespace'],
  ['shopify: a space before the stored secret', { provider: 'shopify', sender: 'shop', stored: ' shop' }, 'secret_whitespace'],
  [
    'generic: the sender read its secret with a line break',
    { provider: 'generic', sender: 'plain\n', stored: 'plain' },
    'secret_whitespace'
  ],
  ['slack: quotes around the stored secret', { provider: 'slack', sender: '8f742231b10e', stored: '"8f742231b10e"' }, 'secret_quotes'],
  [
    'linear: a whole line of an env file',
    {
      provider: 'linear',
      sender: 'lin_wh_abc',
      stored: 'LINEAR_SECRET=lin_wh_abc',
      body: bytes(`{"type":"Issue","webhookTimestamp":${now}}`)
    },
    'secret_assignment'
  ],
  ['stripe: the prefix was not pasted', { provider: 'stripe', sender: 'whsec_abcdef', stored: 'abcdef' }, 'secret_prefix'],
  ['stripe: the sender cut the prefix off', { provider: 'stripe', sender: 'abcdef', stored: 'whsec_abcdef' }, 'secret_prefix'],
  [
    'standard-webhooks: the base64 secret used as text',
    {
      provider: 'standard-webhooks',
      sender: standardSecret,
      change: (request) => resignStandard(request, (content) => hmac('sha256', standardSecret.slice(6), content))
    },
    'secret_encoding'
  ],
  [
    'github: the secret was base64-decoded by the sender',
    {
      provider: 'github',
      sender: 'c2VjcmV0LXNlY3JldA==',
      change: (request) =>
        withHeader(
          'X-Hub-Signature-256',
          () => `sha256=${createHmac('sha256', Buffer.from('c2VjcmV0LXNlY3JldA==', 'base64')).update(request.body).digest('hex')}`
        )(request)
    },
    'secret_encoding'
  ],
  // bodies
  [
    'stripe: minified after signing',
    { provider: 'stripe', sender: 'whsec_x', body: indented, change: withBody((body) => JSON.stringify(JSON.parse(body))) },
    'body_minified'
  ],
  [
    'github: indented after signing',
    { provider: 'github', sender: 'octo', change: withBody((body) => JSON.stringify(JSON.parse(body), undefined, 2)) },
    'body_indented'
  ],
  [
    'generic: Python’s spaces removed',
    { provider: 'generic', sender: 'p', body: bytes('{"a": 1, "b": [1, 2]}'), change: withBody((body) => body.replaceAll(' ', '')) },
    'body_minified'
  ],
  [
    'meta: \\u escapes undone',
    { provider: 'meta', sender: 'm', body: bytes('{"a":"J\\u00fcrgen"}'), change: withBody((body) => body.replace('\\u00fc', 'ü')) },
    'body_unicode'
  ],
  [
    'meta: escaped slashes undone',
    { provider: 'meta', sender: 'm', body: bytes('{"a":"https:\\/\\/x"}'), change: withBody((body) => body.replaceAll('\\/', '/')) },
    'body_slashes'
  ],
  [
    'shopify: characters escaped on the way',
    { provider: 'shopify', sender: 's', change: withBody((body) => body.replace('ü', '\\u00fc')) },
    'body_unicode'
  ],
  [
    'generic: Python escapes and spaces, both undone',
    {
      provider: 'generic',
      sender: 'p',
      body: python,
      change: withBody((body) => body.replaceAll(': ', ':').replaceAll(', ', ',').replace('\\u00fc', 'ü'))
    },
    'body_unicode'
  ],
  [
    'razorpay: keys in another order',
    { provider: 'razorpay', sender: 'r', body: bytes('{"a":1,"b":2}'), change: withBody(() => '{"b":2,"a":1}') },
    'body_sorted'
  ],
  [
    'paystack: 1.0 became 1',
    { provider: 'paystack', sender: 'p', body: bytes('{"a":1,"b":2}'), change: withBody(() => '{"a":1.0,"b":2}') },
    'body_reprinted'
  ],
  [
    'slack: a line break added at the end',
    { provider: 'slack', sender: '8f74', change: withBody((body) => `${body}\n`) },
    'body_newline_added'
  ],
  [
    'github: the last line break removed',
    { provider: 'github', sender: 'octo', body: bytes(`${text}\n`), change: withBody((body) => body.trimEnd()) },
    'body_newline_removed'
  ],
  [
    'square: LF became CRLF',
    { provider: 'square', sender: 's', body: bytes('{"a":1,\n"b":2}'), change: withBody((body) => body.replace('\n', '\r\n')) },
    'body_crlf'
  ],
  [
    'zoom: CRLF became LF',
    { provider: 'zoom', sender: 'z', body: bytes('{"a":1,\r\n"b":2}'), change: withBody((body) => body.replace('\r\n', '\n')) },
    'body_crlf'
  ],
  ['generic: a byte order mark added', { provider: 'generic', sender: 'g', change: withBody((body) => `\ufeff${body}`) }, 'body_bom'],
  [
    'generic: compressed after signing',
    {
      provider: 'generic',
      sender: 'g',
      change: (request) => ({ ...request, headers: [...request.headers, ['Content-Encoding', 'gzip']], body: gzipSync(request.body) })
    },
    'body_compressed'
  ],
  [
    'generic: signed before there was a body',
    { provider: 'generic', sender: 'g', body: new Uint8Array(0), change: (request) => ({ ...request, body: bytes(text) }) },
    'body_empty'
  ]
])('%s', (_name, one, cause) => {
  const explanation = run(one)
  expect(explanation.verdict.status).toBe('failed')
  expect(cause.split('|')).toContain(explanation.cause)
  expect(explanation.sentence.length).toBeGreaterThan(20)
  expect(explanation.remedy?.length).toBeGreaterThan(10)
})
