/** Keys that only the provider has: asked for at its own addresses alone, and their lack said plainly. */
import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { hostedAt } from '../../electron/core/schemes/allowed-address.ts'
import { findScheme, schemes } from '../../electron/core/schemes/registry.ts'
import type { SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { allVectors, caseOf, settingsFor } from './vector.ts'

const fetching = ['aws-sns', 'paypal', 'plaid']

test('only these schemes ever ask for a key', () => {
  const asking = schemes.filter(({ id }) => findScheme(id)?.requiredKey !== undefined)
  expect(asking.map(({ id }) => id).toSorted()).toEqual(fetching)
})

test.each(fetching)('%s without its key fails with key_unavailable and names the key it needs', (id) => {
  for (const vector of allVectors().filter(({ provider, expect: wanted }) => provider === id && wanted === 'valid')) {
    const { scheme, request, now, settings } = caseOf(vector)
    expect(scheme.verify(request, [], now, settings)).toMatchObject({ status: 'failed', reason: 'key_unavailable' })
    expect(scheme.requiredKey?.(request, settings)?.url).toMatch(
      /^https:\/\/(sns\.us-east-1\.amazonaws\.com|api\.sandbox\.paypal\.com|production\.plaid\.com)\//
    )
  }
})

const evilSns = [
  'http://sns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com.evil.example/x.pem',
  'https://sns.us-east-1.amazonaws.com@evil.example/x.pem',
  'https://user:pass@sns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com:8443/x.pem',
  'https://sns.s3.amazonaws.com/x.pem',
  'https://evil.example/sns.us-east-1.amazonaws.com/x.pem',
  'https://evilsns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com.cn/x.pem',
  'https://sns.us-east-1.amazonaws.com/x.txt',
  'https://169.254.169.254/x.pem',
  'https://[::1]/x.pem',
  'https://localhost/x.pem',
  'https:\\\\evil.example\\x.pem',
  'javascript:alert(1)',
  ''
]

test.each(evilSns)('SNS asks for no certificate at %j', (url) => {
  const body = Buffer.from(JSON.stringify({ SigningCertURL: url }))
  expect(findScheme('aws-sns')?.requiredKey?.(request([], body), { toleranceSeconds: 300, options: {} })).toBeUndefined()
})

test.each([
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
  'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0.pem',
  'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0.pem'
])('SNS asks at %s', (url) => {
  const body = Buffer.from(JSON.stringify({ SigningCertURL: url }))
  expect(findScheme('aws-sns')?.requiredKey?.(request([], body), { toleranceSeconds: 300, options: {} })).toEqual({
    kind: 'certificate',
    url,
    keyId: url
  })
})

test.each([
  'https://api.paypal.com.evil.example/v1/notifications/certs/x',
  'https://paypal.com/v1/notifications/certs/x',
  'https://www.paypal.com/v1/notifications/certs/x',
  'https://api.paypal.com/v1/other/x',
  'https://api.paypal.com/v1/notifications/certs/../../x',
  'http://api.paypal.com/v1/notifications/certs/x'
])('PayPal asks for no certificate at %j, and says so', (url) => {
  const paypal = findScheme('paypal')
  const headers: HeaderPair[] = [
    ['PAYPAL-TRANSMISSION-ID', 'id'],
    ['PAYPAL-TRANSMISSION-TIME', '2026-01-01T00:00:00Z'],
    ['PAYPAL-TRANSMISSION-SIG', 'AAAA'],
    ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
    ['PAYPAL-CERT-URL', url]
  ]
  if (paypal === undefined) throw new Error('no scheme')
  const settings = settingsFor(paypal, '', { webhookId: 'WH-1' })
  expect(paypal.requiredKey?.(request(headers), settings)).toBeUndefined()
  expect(paypal.verify(request(headers), [], 0, settings)).toMatchObject({
    reason: 'key_unavailable',
    detail: expect.stringContaining('not an address of PayPal')
  })
})

test('PayPal without its webhook id says what is missing', () => {
  const [vector] = allVectors().filter(({ provider, expect: wanted }) => provider === 'paypal' && wanted === 'valid')
  if (vector === undefined) throw new Error('no vector')
  const { scheme, request: signed, secrets, now } = caseOf(vector)
  expect(scheme.verify(signed, secrets, now, settingsFor(scheme))).toMatchObject({
    reason: 'key_unavailable',
    detail: expect.stringContaining('Webhook id')
  })
})

test('Plaid names the key of the token, at the environment that was chosen', () => {
  const [vector] = allVectors().filter(({ provider, expect: wanted }) => provider === 'plaid' && wanted === 'valid')
  if (vector === undefined) throw new Error('no vector')
  const { scheme, request: signed } = caseOf(vector)
  expect(scheme.requiredKey?.(signed, settingsFor(scheme, '', { environment: 'sandbox' }))).toEqual({
    kind: 'jwk',
    url: 'https://sandbox.plaid.com/webhook_verification_key/get',
    keyId: 'kid-test-0001'
  })
})

test('an address is judged as the parser reads it', () => {
  expect(hostedAt('https://ALLOWED.example/x', (host) => host === 'allowed.example')?.href).toBe('https://allowed.example/x')
  expect(hostedAt('https://allowed.example\t.evil/x', (host) => host === 'allowed.example')).toBeUndefined()
})

function request(headers: readonly HeaderPair[], body: Uint8Array = new Uint8Array()): SignedRequest {
  return { method: 'POST', url: '/', headers, body }
}
