/** Each provider's own library accepts what we sign, and we verify what it signs: 100 bodies, one empty, one of 1 MB. */
import { generateKeyPairSync, randomBytes, randomInt, sign, type KeyObject } from 'node:crypto'
import { EventWebhook } from '@sendgrid/eventwebhook'
import { verifyKey } from 'discord-interactions'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { HeaderPair, Verdict } from '../../../electron/contract/index.ts'
import { replaceHeaders } from '../../../electron/core/schemes/headers.ts'
import { findScheme } from '../../../electron/core/schemes/registry.ts'
import { resign } from '../../../electron/core/schemes/resign.ts'
import type { Scheme, SignedRequest } from '../../../electron/core/schemes/scheme.ts'
import { settingsFor } from '../vector.ts'
import { braintree } from './braintree.ts'
import { libraries } from './libraries.ts'
import type { Library } from './library.ts'
import { wholeRequestLibraries } from './whole-request-libraries.ts'

const address = 'https://hooks.example.com/webhook?tenant=1'
const now = Date.now()

// The libraries look at the clock themselves, some with 5 s of tolerance.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterAll(() => {
  vi.useRealTimers()
})

function schemeOf(id: string): Scheme {
  const scheme = findScheme(id)
  if (scheme === undefined) throw new Error(`no scheme ${id}`)
  return scheme
}

const json: readonly HeaderPair[] = [['content-type', 'application/json']]

function requestOf(body: Uint8Array, headers = json): SignedRequest {
  return { method: 'POST', url: '/webhook?tenant=1', publicUrl: address, headers, body }
}

function verify(scheme: Scheme, request: SignedRequest, secret: string): Verdict {
  return scheme.verify(request, [{ id: 's', label: '', value: secret }], now, settingsFor(scheme))
}

const randomText = (): string => Array.from({ length: randomInt(1, 500) }, () => String.fromCodePoint(randomInt(1, 0xd7ff))).join('')
const asJson = (text: string): Uint8Array => Buffer.from(JSON.stringify({ text }))
const megabyte = 'é'.repeat(524_288)

function bodiesFor(reads: Library['reads']): Uint8Array[] {
  if (reads === 'bytes')
    return [Buffer.alloc(0), randomBytes(1_048_576), ...Array.from({ length: 98 }, () => randomBytes(randomInt(1, 2000)))]
  const texts = [megabyte, ...Array.from({ length: 98 }, randomText)]
  if (reads === 'json') return ['', ...texts].map(asJson)
  return [...(reads === 'text' ? [''] : [' ']), ...texts].map((text) => Buffer.from(text))
}

const all = [...libraries, ...wholeRequestLibraries]

describe.each(all.map((library): [string, Library] => [library.name ?? library.scheme, library]))('%s', (_name, library) => {
  const scheme = schemeOf(library.scheme)
  const before = [...json, ...(library.headers ?? [])]
  const settings = settingsFor(scheme)

  test('its library accepts what we sign, and refuses it with another body', async () => {
    for (const body of bodiesFor(library.reads)) {
      const signed = resign(scheme, requestOf(body, before), library.secret, { now, settings })
      if (signed === undefined) throw new Error('cannot be signed')
      const message = { body: signed.body, headers: signed.headers, address: signed.publicUrl ?? address }
      expect(await library.accepts(message)).toBe(true)
      const other = library.reads === 'json' ? asJson('another text') : Buffer.concat([signed.body, Buffer.from('!')])
      expect(await library.accepts({ ...message, body: other })).toBe(false)
      expect(verify(scheme, signed, library.secret)).toMatchObject({ status: 'verified' })
    }
  })

  test.runIf(library.sign !== undefined)('we verify what its library signs', async () => {
    for (const body of bodiesFor(library.reads)) {
      const headers = (await library.sign?.({ body, headers: before, address }, now)) ?? []
      expect(verify(scheme, requestOf(body, replaceHeaders(before, headers)), library.secret)).toMatchObject({ status: 'verified' })
    }
  })
})

test('braintree: we verify what its library signs, and it parses what we sign', async () => {
  const scheme = schemeOf('braintree')
  const settings = settingsFor(scheme)
  const secret = `${braintree.publicKey}|${braintree.privateKey}`
  for (const kind of braintree.kinds) {
    const theirs = await braintree.sample(kind)
    const request = requestOf(Buffer.from(new URLSearchParams(theirs).toString()), [['content-type', 'application/x-www-form-urlencoded']])
    expect(verify(scheme, request, secret)).toMatchObject({ status: 'verified' })
    expect(scheme.identify(request, settings).eventType).toBe(kind)
    const ours = resign(scheme, { ...request, body: emptySignature(request.body) }, secret, { now, settings })
    const fields = new URLSearchParams(Buffer.from(ours?.body ?? []).toString())
    expect(await braintree.kindOf(fields.get('bt_signature') ?? '', fields.get('bt_payload') ?? '')).toBe(kind)
  }
})

function emptySignature(body: Uint8Array): Uint8Array {
  const fields = new URLSearchParams(Buffer.from(body).toString())
  fields.set('bt_signature', '')
  return Buffer.from(fields.toString())
}

/** Where only the provider holds the private key, both are given what such a key signs. */
const seconds = String(Math.floor(now / 1000))

test('discord: we and its library say the same of what a key signs', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  for (const body of bodiesFor('bytes')) {
    const signature = sign(null, Buffer.concat([Buffer.from(seconds), body]), privateKey).toString('hex')
    const headers: HeaderPair[] = [
      ['X-Signature-Timestamp', seconds],
      ['X-Signature-Ed25519', signature]
    ]
    expect(await verifyKey(Buffer.from(body), signature, seconds, raw)).toBe(true)
    expect(verify(schemeOf('discord'), requestOf(body, headers), raw)).toMatchObject({ status: 'verified' })
  }
})

test('sendgrid: we and its library say the same of what a key signs', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const secret = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const webhook = new EventWebhook()
  // Its elliptic curves are written in JavaScript and slow: fewer bodies.
  for (const body of bodiesFor('text').slice(0, 12)) {
    const signature = signEcdsa(body, privateKey)
    const headers: HeaderPair[] = [
      ['X-Twilio-Email-Event-Webhook-Timestamp', seconds],
      ['X-Twilio-Email-Event-Webhook-Signature', signature]
    ]
    const theirs = webhook.verifySignature(webhook.convertPublicKeyToECDSA(secret), Buffer.from(body), signature, seconds)
    expect([theirs, verify(schemeOf('sendgrid'), requestOf(body, headers), secret).status]).toEqual([true, 'verified'])
  }
})

function signEcdsa(body: Uint8Array, key: KeyObject): string {
  return sign('sha256', Buffer.concat([Buffer.from(seconds), body]), key).toString('base64')
}
