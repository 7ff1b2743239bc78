import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytes, hmac, indented, now, run, standardSecret, withBody, withHeader, withUrl, type Seeded } from './seeded.ts'

test.each<[string, Seeded, string]>([
  // addresses
  ['square: the query is missing', { provider: 'square', sender: 's', change: withUrl('https://hooks.example.com/in') }, 'url_query'],
  ['square: http for https', { provider: 'square', sender: 's', change: withUrl('http://hooks.example.com/in?b=2&a=1') }, 'url_scheme'],
  [
    'square: a port added by a proxy',
    { provider: 'square', sender: 's', change: withUrl('https://hooks.example.com:8443/in?b=2&a=1') },
    'url_port'
  ],
  [
    'trello: the query in another order',
    {
      provider: 'trello',
      sender: 't',
      publicUrl: 'https://hooks.example.com/in?a=1&b=2',
      change: withUrl('https://hooks.example.com/in?b=2&a=1')
    },
    'url_query_order'
  ],
  [
    'trello: a slash at the end of the path',
    { provider: 'trello', sender: 't', publicUrl: 'https://hooks.example.com/in/', change: withUrl('https://hooks.example.com/in') },
    'url_slash'
  ],
  [
    'square: verified at the local address',
    { provider: 'square', sender: 's', change: withUrl('http://127.0.0.1:5000/in?b=2&a=1') },
    'url_scheme|url_host'
  ],
  // time
  ['stripe: the time in milliseconds', { provider: 'stripe', sender: 'whsec_x', signedAt: now * 1000 }, 'timestamp_unit'],
  ['slack: a clock 10 minutes behind', { provider: 'slack', sender: '8f74', signedAt: now - 600_000 }, 'clock_skew'],
  [
    'standard-webhooks: a clock 10 minutes ahead',
    { provider: 'standard-webhooks', sender: standardSecret, signedAt: now + 600_000 },
    'clock_skew'
  ],
  ['stripe: local time for UTC', { provider: 'stripe', sender: 'whsec_x', signedAt: now - 2 * 3_600_000 }, 'time_zone'],
  [
    'stripe: an event of three days ago',
    { provider: 'stripe', sender: 'whsec_x', signedAt: now - 3 * 86_400_000 - 1_234_000 },
    'old_delivery'
  ],
  // signatures
  [
    'generic: sha1 for sha256',
    {
      provider: 'generic',
      sender: 'g',
      change: (request) => withHeader('X-Signature', () => hmac('sha1', 'g', request.body).toString('hex'))(request)
    },
    'other_algorithm'
  ],
  [
    'github: sha512 for sha256',
    {
      provider: 'github',
      sender: 'octo',
      change: (request) =>
        withHeader('X-Hub-Signature-256', () => `sha256=${hmac('sha512', 'octo', request.body).toString('hex')}`)(request)
    },
    'other_algorithm'
  ],
  [
    'generic: base64 for hex',
    {
      provider: 'generic',
      sender: 'g',
      change: (request) => withHeader('X-Signature', () => hmac('sha256', 'g', request.body).toString('base64'))(request)
    },
    'other_encoding'
  ],
  [
    'shopify: hex for base64',
    {
      provider: 'shopify',
      sender: 's',
      change: (request) => withHeader('X-Shopify-Hmac-SHA256', () => hmac('sha256', 's', request.body).toString('hex'))(request)
    },
    'other_encoding'
  ],
  [
    'stripe: the timestamp was not signed',
    {
      provider: 'stripe',
      sender: 'whsec_x',
      change: (request) =>
        withHeader('Stripe-Signature', (value) => value.replace(/v1=.*/, `v1=${hmac('sha256', 'whsec_x', request.body).toString('hex')}`))(
          request
        )
    },
    'timestamp_not_signed'
  ],
  [
    'slack: joined by a dot',
    {
      provider: 'slack',
      sender: '8f74',
      change: (request) =>
        withHeader(
          'X-Slack-Signature',
          () => `v0=${hmac('sha256', '8f74', Buffer.concat([bytes(`${now / 1000}.`), request.body])).toString('hex')}`
        )(request)
    },
    'content_joined'
  ],
  [
    'generic: a plain hash with the secret before the body',
    {
      provider: 'generic',
      sender: 'g',
      change: (request) => withHeader('X-Signature', () => createHash('sha256').update('g').update(request.body).digest('hex'))(request)
    },
    'no_hmac'
  ],
  [
    'generic: the signature is cut off',
    { provider: 'generic', sender: 'g', change: withHeader('X-Signature', (value) => value.slice(0, 40)) },
    'signature_truncated'
  ],
  [
    'generic: upper-case hex',
    { provider: 'generic', sender: 'g', change: withHeader('X-Signature', (value) => value.toUpperCase()) },
    'header_case'
  ],
  [
    'generic: a prefix too many',
    { provider: 'generic', sender: 'g', change: withHeader('X-Signature', (value) => `sha256=${value}`) },
    'header_prefix'
  ],
  [
    'github: the prefix is missing',
    { provider: 'github', sender: 'octo', change: withHeader('X-Hub-Signature-256', (value) => value.slice(7)) },
    'header_prefix'
  ],
  [
    'shopify: joined by a proxy',
    { provider: 'shopify', sender: 's', change: withHeader('X-Shopify-Hmac-SHA256', (value) => `${value}, ${value}`) },
    'header_joined'
  ],
  [
    'generic: quotes around the header',
    { provider: 'generic', sender: 'g', change: withHeader('X-Signature', (value) => `"${value}"`) },
    'header_quotes'
  ],
  [
    'shopify: percent-encoded',
    { provider: 'shopify', sender: 's', change: withHeader('X-Shopify-Hmac-SHA256', (value) => encodeURIComponent(value)) },
    'header_encoded'
  ],
  // two at once
  [
    'stripe: a line break in the secret and a body that was minified',
    {
      provider: 'stripe',
      sender: 'whsec_x',
      stored: 'whsec_x\n',
      body: indented,
      change: withBody((body) => JSON.stringify(JSON.parse(body)))
    },
    'secret_whitespace+body_minified'
  ]
])('%s', (_name, one, cause) => {
  const explanation = run(one)
  expect(explanation.verdict.status).toBe('failed')
  expect(cause.split('|')).toContain(explanation.cause)
  expect(explanation.sentence.length).toBeGreaterThan(20)
  expect(explanation.remedy?.length).toBeGreaterThan(10)
})
