/** The providers' own libraries sign and we verify; we sign and they verify. */
import { sign as octokitSign, verify as octokitVerify } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import { randomBytes, randomInt } from 'node:crypto'
import { Stripe } from 'stripe'
import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import type { SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { settingsFor } from './vector.ts'

const now = Date.now()
const oneMegabyte = 1_048_576

/** Text bodies, as libraries that decode the body can only read those: one empty, one of 1 MB, 98 random. */
const texts = ['', 'é'.repeat(oneMegabyte / 2), ...Array.from({ length: 98 }, () => randomText())]
/** Any bytes at all. */
const blobs = [Buffer.alloc(0), randomBytes(oneMegabyte), ...Array.from({ length: 98 }, () => randomBytes(randomInt(0, 4096)))]

function scheme(id: string) {
  const found = findScheme(id)
  if (found?.sign === undefined) throw new Error(`${id} cannot sign`)
  const settings = settingsFor(found)
  return {
    verify: (body: Uint8Array, headers: readonly HeaderPair[], secret: string) =>
      found.verify(request(body, headers), [{ id: 's', label: '', value: secret }], now, settings),
    sign: (body: Uint8Array, headers: readonly HeaderPair[], secret: string) =>
      found.sign?.(request(body, headers), secret, now, settings) ?? []
  }
}

const request = (body: Uint8Array, headers: readonly HeaderPair[]): SignedRequest => ({ method: 'POST', url: '/', headers, body })
const valueOf = (headers: readonly HeaderPair[], name: string): string => headers.find(([candidate]) => candidate === name)?.[1] ?? ''

test('stripe signs and we verify, we sign and stripe verifies', () => {
  const secret = 'whsec_a_secret_for_tests'
  const stripe = new Stripe('sk_test_none')
  const ours = scheme('stripe')
  for (const payload of texts.filter((text) => text !== '')) {
    const json = JSON.stringify({ id: 'evt_1', object: 'event', payload })
    const theirs = stripe.webhooks.generateTestHeaderString({ payload: json, secret, timestamp: Math.floor(now / 1000) })
    expect(ours.verify(Buffer.from(json), [['Stripe-Signature', theirs]], secret)).toMatchObject({ status: 'verified' })
    const signed = valueOf(ours.sign(Buffer.from(json), [], secret), 'Stripe-Signature')
    expect(stripe.webhooks.constructEvent(json, signed, secret).id).toBe('evt_1')
  }
})

test('octokit signs and we verify, we sign and octokit verifies', async () => {
  const secret = 'a secret of GitHub ✓'
  const ours = scheme('github')
  // Octokit refuses an empty body.
  for (const payload of texts.filter((text) => text !== '')) {
    const theirs = await octokitSign(secret, payload)
    expect(ours.verify(Buffer.from(payload), [['X-Hub-Signature-256', theirs]], secret)).toMatchObject({ status: 'verified' })
    const signed = valueOf(ours.sign(Buffer.from(payload), [], secret), 'X-Hub-Signature-256')
    expect(await octokitVerify(secret, payload, signed)).toBe(true)
  }
})

test('standardwebhooks signs and we verify, we sign and it verifies', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const webhook = new Webhook(secret)
  const ours = scheme('standard-webhooks')
  const when = Math.floor(now / 1000)
  for (const payload of texts) {
    const json = JSON.stringify({ payload })
    const theirs: HeaderPair[] = [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(when)],
      ['webhook-signature', webhook.sign('msg_1', new Date(when * 1000), json)]
    ]
    expect(ours.verify(Buffer.from(json), theirs, secret)).toMatchObject({ status: 'verified' })
    const signed = ours.sign(Buffer.from(json), [], secret)
    expect(webhook.verify(json, Object.fromEntries(signed))).toEqual({ payload })
  }
})

test.each(['generic', 'github', 'stripe', 'standard-webhooks'])('%s: any bytes we sign verify, and one more byte does not', (id) => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const ours = scheme(id)
  for (const blob of blobs) {
    const headers = ours.sign(blob, [], secret)
    expect(ours.verify(blob, headers, secret)).toMatchObject({ status: 'verified', secretId: 's' })
    expect(ours.verify(Buffer.concat([blob, Buffer.from('\n')]), headers, secret)).toMatchObject({ reason: 'signature_mismatch' })
  }
})

function randomText(): string {
  return Array.from({ length: randomInt(1, 2000) }, () => String.fromCodePoint(randomInt(1, 0xd7ff))).join('')
}
