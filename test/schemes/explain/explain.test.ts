import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytes, hmac, other, run, runAt, standardSecret, text, withBody, withHeader, type Seeded } from './seeded.ts'

test.each([
  ['stripe', { provider: 'github', sender: 'octo' }],
  ['generic', { provider: 'shopify', sender: 'shared' }],
  ['github', { provider: 'stripe', sender: 'whsec_x' }]
])('an endpoint of %s that gets another provider’s request is told so', (schemeId, one) => {
  expect(runAt(schemeId, one)).toMatchObject({ cause: 'other_scheme', action: { kind: 'set_scheme', scheme: one.provider } })
})

test.each<[string, Seeded]>([
  ['stripe: a secret nobody here has', { provider: 'stripe', sender: 'whsec_unknown', stored: 'whsec_mine' }],
  ['github: a secret nobody here has', { provider: 'github', sender: 'unknown', stored: 'mine' }],
  ['shopify: a secret nobody here has', { provider: 'shopify', sender: 'unknown', stored: 'mine', others: [other] }],
  ['slack: a changed amount', { provider: 'slack', sender: '8f74', change: withBody((body) => body.replace('1999', '1')) }],
  ['stripe: a changed word', { provider: 'stripe', sender: 'whsec_x', change: withBody((body) => body.replace('invoice', 'Invoice')) }],
  ['generic: another body altogether', { provider: 'generic', sender: 'g', change: withBody(() => '{"x":1}') }],
  [
    'generic: a random signature',
    { provider: 'generic', sender: 'g', change: withHeader('X-Signature', () => randomBytes(32).toString('hex')) }
  ],
  [
    'standard-webhooks: another id',
    { provider: 'standard-webhooks', sender: standardSecret, change: withHeader('webhook-id', () => 'msg_other') }
  ],
  [
    'square: another path',
    { provider: 'square', sender: 's', change: (request) => ({ ...request, url: '/other', publicUrl: 'https://hooks.example.com/other' }) }
  ],
  ['zoom: a byte of the body flipped', { provider: 'zoom', sender: 'z', change: withBody((body) => body.replace('evt_1', 'evt_2')) }]
])('no known cause is guessed for %s', (_name, one) => {
  const explanation = run(one)
  expect(explanation.verdict).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
  expect(explanation.cause).toBeUndefined()
  expect(explanation.sentence).toContain('No known cause fits')
})

test('the evidence shows what was signed, both signatures and where they part', () => {
  const explanation = run({ provider: 'github', sender: 'octo', stored: 'other' })
  const { evidence } = explanation
  expect(Buffer.from(evidence.signedContentBase64 ?? '', 'base64').toString()).toBe(text)
  expect(evidence.expected).toBe(hmac('sha256', 'other', text).toString('hex'))
  expect(evidence.received).toBe(hmac('sha256', 'octo', text).toString('hex'))
  const shared = evidence.firstDifference ?? -1
  expect(evidence.expected?.slice(0, shared)).toBe(evidence.received?.slice(0, shared))
  expect(evidence.expected?.[shared]).not.toBe(evidence.received?.[shared])
})

test('a body of 1 MB with no known cause is given up in time', () => {
  const body = bytes(JSON.stringify({ list: Array.from({ length: 40_000 }, (_, index) => ({ index, text: 'é/ü' })) }))
  const explanation = run({ provider: 'stripe', sender: 'whsec_unknown', stored: 'whsec_mine', body })
  expect(explanation.cause).toBeUndefined()
  // The search stops at its deadline; one step of it may still end after that.
  expect(explanation.tookMs).toBeLessThan(5_000)
})
