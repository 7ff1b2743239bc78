/** What is pasted is looked at before a delivery fails for it. */
import { expect, test } from 'vitest'
import { findScheme, schemes } from '../../electron/core/schemes/registry.ts'
import { allVectors } from './vector.ts'

const hint = (id: string, value: string): string | undefined => findScheme(id)?.checkSecret?.(value)

test('the secrets of the vectors look right to their own schemes', () => {
  // These stand for secrets whose real form is longer or narrower.
  const made = ['stripe', 'twitch']
  const doubted = allVectors()
    .filter(({ provider, expect: wanted }) => wanted === 'valid' && !made.includes(provider))
    .flatMap(({ provider, secret, publicKey }) => {
      const found = hint(provider, secret ?? publicKey ?? '')
      return found === undefined ? [] : [`${provider}: ${found}`]
    })
  expect([...new Set(doubted)]).toEqual([])
})

test.each([
  ['stripe', 'sk_live_0123456789abcdefghij', /API key/],
  ['stripe', 'rk_test_0123456789abcdefghij', /API key/],
  ['stripe', 'a secret of mine', /whsec_/],
  ['github', 'ghp_0123456789abcdef', /access token/],
  ['slack', 'xoxb-1-2-3', /token of Slack/],
  ['shopify', 'whsec_c3RyaXBl', /Stripe or Standard Webhooks/],
  ['sendgrid', 'SG.aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb', /public key/],
  ['standard-webhooks', 'whsec_not base64', /not base64/],
  ['discord', 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs', /64 hex digits/],
  ['adyen', 'not hex', /64 hex digits/],
  ['airtable', 'not base64!', /base64/],
  ['braintree', 'only_one_key', /"\|"/],
  ['postmark', 'nocolon', /":"/],
  ['paypal', 'WH-19973937YG3520643-08V71', /Webhook id/],
  ['wise', 'a key', /PEM/],
  ['paystack', 'pk_live_0123456789abcdefghij', /public key/],
  ['telegram', '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', /bot token/],
  ['twilio', 'AC00000000000000000000000000000000', /account SID/],
  ['generic', ' secret', /space or line break/],
  ['linear', 'secret\n', /space or line break/],
  ['square', 'https://example.com/hook', /an address/],
  ['zendesk', '-----BEGIN PRIVATE KEY-----', /private key/]
])('%s: %j is hinted at', (id, value, expected) => {
  expect(hint(id, value)).toMatch(expected)
})

test.each([
  ['stripe', 'whsec_0123456789abcdef'],
  ['paystack', 'sk_live_0123456789abcdefghijklmn'],
  ['linear', 'lin_wh_abcdef'],
  ['generic', 'anything at all'],
  ['twitch', 'ten characters or more']
])('%s: %j is left alone', (id, value) => expect(hint(id, value)).toBeUndefined())

test('a hint never repeats what was pasted', () => {
  const value = 'sk_live_0123456789abcdefghij'
  for (const scheme of schemes) expect(scheme.checkSecret?.(value) ?? '').not.toContain(value)
})
