/** Adyen and SNS keep their signatures in the body: what their own libraries sign or accept, we do as well. */
import { sign } from 'node:crypto'
import https from 'node:https'
import { createRequire } from 'node:module'
import HmacValidator from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findScheme } from '../../../electron/core/schemes/registry.ts'
import { resign } from '../../../electron/core/schemes/resign.ts'
import type { Scheme, SignedRequest } from '../../../electron/core/schemes/scheme.ts'
import { providerHosts, signing } from '../../helpers/provider-hosts.ts'
import { settingsFor } from '../vector.ts'

const words = ['order-1', 'Jürgen', 'a:b', 'a\\b', '', '日本語', ' space ', '"quoted"', 'é'.repeat(100_000)]
const now = Date.now()

function schemeOf(id: string): Scheme {
  const scheme = findScheme(id)
  if (scheme === undefined) throw new Error(`no scheme ${id}`)
  return scheme
}

function requestOf(body: unknown): SignedRequest {
  return { method: 'POST', url: '/in', headers: [['content-type', 'application/json']], body: Buffer.from(JSON.stringify(body)) }
}

function statusOf(scheme: Scheme, request: SignedRequest, secret: string): string {
  return scheme.verify(request, [{ id: 's', label: '', value: secret }], now, settingsFor(scheme)).status
}

const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
const adyen = new HmacValidator()
const notificationItem = z.object({
  pspReference: z.string(),
  merchantAccountCode: z.string(),
  merchantReference: z.string(),
  amount: z.object({ value: z.number(), currency: z.string() }),
  eventCode: z.any(),
  success: z.any(),
  eventDate: z.string(),
  paymentMethod: z.string(),
  reason: z.string(),
  additionalData: z.record(z.string(), z.string())
})
const notification = z.object({ notificationItems: z.array(z.object({ NotificationRequestItem: notificationItem })) })

const adyenItem = (merchantReference: string, hmacSignature: string) => ({
  additionalData: { hmacSignature },
  amount: { currency: 'EUR', value: 1130 },
  eventCode: 'AUTHORISATION',
  eventDate: '2026-11-23T12:00:00+01:00',
  merchantAccountCode: 'TestMerchant',
  merchantReference,
  paymentMethod: 'visa',
  pspReference: '7914073381342284',
  reason: '',
  success: 'true'
})

test('adyen: its library accepts the items that we sign, and we verify those that it signs', () => {
  const scheme = schemeOf('adyen')
  for (const word of words) {
    const unsigned = requestOf({ live: 'false', notificationItems: [{ NotificationRequestItem: adyenItem(word, '') }] })
    const ours = resign(scheme, unsigned, key, { now, settings: settingsFor(scheme) })
    const [first] = notification.parse(JSON.parse(Buffer.from(ours?.body ?? []).toString())).notificationItems
    if (first === undefined) throw new Error('the item is gone')
    expect(adyen.validateHMAC(first.NotificationRequestItem, key)).toBe(true)
    expect(adyen.validateHMAC({ ...first.NotificationRequestItem, pspReference: 'another' }, key)).toBe(false)
    const theirs = adyen.calculateHmac(first.NotificationRequestItem, key)
    const signed = requestOf({ live: 'false', notificationItems: [{ NotificationRequestItem: adyenItem(word, theirs) }] })
    expect(statusOf(scheme, signed, key)).toBe('verified')
  }
})

test('adyen: its library accepts the platform webhooks that we sign', () => {
  const scheme = schemeOf('adyen')
  for (const word of words) {
    const text = JSON.stringify({ type: 'balancePlatform.transfer.created', data: { reference: word } })
    const request: SignedRequest = { method: 'POST', url: '/in', headers: [['HmacSignature', '']], body: Buffer.from(text) }
    const ours = resign(scheme, request, key, { now, settings: settingsFor(scheme) })
    const signature = ours?.headers.find(([name]) => name === 'HmacSignature')?.[1] ?? ''
    expect(adyen.validateHMACSignature(key, signature, text)).toBe(true)
    const theirs = adyen.calculateHmac(text, key)
    expect(statusOf(scheme, { ...request, headers: [['HmacSignature', theirs]] }, key)).toBe('verified')
  }
})

// It has no types of its own.
const isFunction = (value: unknown): boolean => typeof value === 'function'
const SnsValidator = z
  .custom<new () => { validate(message: object, told: (error: unknown) => void): void }>(isFunction)
  .parse(createRequire(import.meta.url)('sns-validator'))
const sns = new SnsValidator()

async function isSnss(message: object): Promise<boolean> {
  return new Promise((resolve) => sns.validate({ ...message }, (error) => resolve(error === null)))
}

test.each([
  ['1', 'sha1'],
  ['2', 'sha256']
])('sns: we and the validator of AWS say the same of messages signed in version %s', async (SignatureVersion, digest) => {
  await using hosts = await providerHosts()
  const usual = https.globalAgent
  // The validator fetches the certificate itself: from a server of ours that has the name of theirs.
  https.globalAgent = hosts.agent
  try {
    for (const word of words.filter((one) => one !== '')) {
      const fields = {
        Message: word,
        MessageId: 'id-1',
        Subject: word,
        Timestamp: new Date(now).toISOString(),
        TopicArn: 'arn:aws:sns:us-east-1:1:t',
        Type: 'Notification'
      }
      const content = Object.entries(fields).map(([name, value]) => `${name}\n${value}\n`)
      const Signature = sign(digest, Buffer.from(content.join('')), signing.key).toString('base64')
      const SigningCertURL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-of-the-tests.pem'
      const message = { ...fields, SignatureVersion, Signature, SigningCertURL }
      expect([await isSnss(message), statusOf(schemeOf('aws-sns'), requestOf(message), signing.cert)]).toEqual([true, 'verified'])
      const changed = { ...message, Message: 'another' }
      expect([await isSnss(changed), statusOf(schemeOf('aws-sns'), requestOf(changed), signing.cert)]).toEqual([false, 'failed'])
    }
  } finally {
    https.globalAgent = usual
  }
})
