/** Every endpoint challenge is answered as its provider expects, and hardly anything else is taken for one. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { findScheme, schemes } from '../../electron/core/schemes/registry.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { allVectors, caseOf, settingsFor } from './vector.ts'

const challenge = z.object({
  provider: z.string(),
  name: z.string(),
  secret: z.string().optional(),
  publicKey: z.string().optional(),
  request: z.object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()), bodyBase64: z.string() }),
  response: z.object({
    status: z.number(),
    contentType: z.string().nullable(),
    headers: z.record(z.string(), z.string()).optional(),
    /** Null where any body will do. */
    body: z.string().nullable()
  })
})

type Challenge = z.infer<typeof challenge>

const challenges = z.array(challenge).parse(JSON.parse(readFileSync(new URL('./vectors/handshakes.json', import.meta.url), 'utf8')))

/** Where the challenge belongs to a scheme of another name, and what the endpoint was told for it. */
const schemeIds: Readonly<Record<string, string>> = { 'vercel-log-drains': 'vercel' }
const options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  meta: { verifyToken: 'verify-token-test' },
  whatsapp: { verifyToken: 'verify-token-test' },
  'vercel-log-drains': { drainToken: 'vercel-verify-token-test' }
}

function schemeOf({ provider }: Challenge): Scheme {
  const scheme = findScheme(schemeIds[provider] ?? provider)
  if (scheme?.handshake === undefined) throw new Error(`${provider} answers no challenge`)
  return scheme
}

function requestOf({ request: { method, url, headers, bodyBase64 } }: Challenge): SignedRequest {
  const { origin } = new URL(url)
  return {
    method,
    url: url.slice(origin.length),
    publicUrl: url,
    headers: Object.entries(headers),
    body: Buffer.from(bodyBase64, 'base64')
  }
}

function secretsOf(of: Challenge): SchemeSecret[] {
  const value = of.secret ?? of.publicKey
  return value === undefined ? [] : [{ id: 's', label: '', value }]
}

function answer(of: Challenge, secrets = secretsOf(of), request = requestOf(of)): HandshakeAnswer | undefined {
  const scheme = schemeOf(of)
  return scheme.handshake?.(request, secrets, settingsFor(scheme, '', options[of.provider]))
}

const headerOf = (found: HandshakeAnswer | undefined, name: string): string | undefined =>
  found?.headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1]

describe.each(challenges.map((of): [string, Challenge] => [`${of.provider} ${of.name}`, of]))('%s', (_name, of) => {
  const found = answer(of)
  const { response } = of

  test('has the status and the headers that are expected', () => {
    expect(found?.status).toBe(response.status)
    const wanted = Object.entries(response.headers ?? {})
    expect(wanted.map(([name]) => headerOf(found, name))).toEqual(wanted.map(([, value]) => value))
    const contentTypes = ['application/json', 'text/plain'].filter((type) => response.contentType?.includes(type) ?? false)
    const sent = headerOf(found, 'content-type')
    expect(contentTypes.length === 0 || contentTypes.some((type) => sent?.startsWith(type) === true)).toBe(true)
  })

  test.runIf(response.body !== null)('has the body that is expected', () => {
    const text = Buffer.from(found?.body ?? []).toString('utf8')
    const wanted = response.body ?? ''
    expect(wanted.startsWith('{') ? JSON.parse(text) : text).toEqual(wanted.startsWith('{') ? JSON.parse(wanted) : wanted)
  })

  test('says in a sentence what happened, and no secret', () => {
    expect(found?.summary).toMatch(/^[A-Zm].*\.$/)
    expect(found?.summary).not.toContain(found?.offeredSecret ?? of.secret ?? 'no secret at all')
    expect(schemeOf(of).handshakeSummary).toMatch(/\.$/)
  })

  test('plain text that was sent to us is never sniffed as HTML', () => {
    const isEcho = headerOf(found, 'content-type')?.startsWith('text/plain') === true
    expect(isEcho ? headerOf(found, 'x-content-type-options') : 'nosniff').toBe('nosniff')
  })
})

const named = (provider: string, name: string): Challenge => {
  const found = challenges.find((of) => of.provider === provider && of.name === name)
  if (found === undefined) throw new Error(`no challenge ${provider} ${name}`)
  return found
}
const wrong: SchemeSecret[] = [{ id: 's', label: '', value: 'another secret, not the right one' }]

test.each([
  ['slack', 'url_verification'],
  ['zoom', 'endpoint.url_validation'],
  ['twitch', 'webhook_callback_verification'],
  ['intercom', 'ping']
])('%s %s with a wrong signature is no challenge: the endpoint refuses it', (provider, name) => {
  expect(answer(named(provider, name), wrong)).toBeUndefined()
})

test('a wrongly signed ping gets the 401 that Discord and Xero probe for', () => {
  expect(answer(named('discord', 'invalid_signature_probe'))?.status).toBe(401)
  expect(answer(named('xero', 'intent_to_receive_valid'), wrong)?.status).toBe(401)
})

test('without a secret a challenge that needs one is left to the endpoint', () => {
  for (const [provider, name] of [
    ['x', 'crc'],
    ['zoom', 'endpoint.url_validation'],
    ['braintree', 'endpoint_verification']
  ] as const) {
    expect(answer(named(provider, name), [])).toBeUndefined()
  }
})

test('the secret that Asana and Notion send is offered to the endpoint', () => {
  expect(answer(named('asana', 'x_hook_secret'))?.offeredSecret).toBe('asana-hook-secret-not-real')
  expect(answer(named('notion', 'verification_token'))?.offeredSecret).toBe('secret_notion-verification-token-not-real')
})

test('SNS is confirmed by a person, at an address of SNS alone', () => {
  const of = named('aws-sns', 'subscription_confirmation')
  const confirm = (url: string) => {
    const body = Buffer.from(JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: url }))
    return answer(of, [], { ...requestOf(of), body })
  }
  expect(answer(of)?.confirmation).toEqual({ url: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=test' })
  const hostile = [
    'http://sns.us-east-1.amazonaws.com/',
    'https://sns.us-east-1.amazonaws.com.evil.example/',
    'https://evil.example/',
    'file:///etc/passwd',
    ''
  ]
  for (const url of hostile)
    expect(confirm(url)).toMatchObject({ status: 200, summary: expect.stringContaining('not at an address of SNS') })
  for (const url of hostile) expect(confirm(url)?.confirmation).toBeUndefined()
})

test('another verify token is refused, and with none set any is taken', () => {
  const meta = schemeOf(named('meta', 'hub_challenge'))
  const request = requestOf(named('meta', 'hub_challenge_wrong_token'))
  expect(meta.handshake?.(request, [], settingsFor(meta))?.status).toBe(200)
  expect(meta.handshake?.(request, [], settingsFor(meta, '', { verifyToken: 'x' }))?.status).toBe(403)
})

test('the check of LINE is signed like every event, and that of Wise is an empty GET', () => {
  const [line, wise] = [findScheme('line'), findScheme('wise')]
  const secrets = [{ id: 's', label: '', value: 'a channel secret' }]
  const bare: SignedRequest = { method: 'POST', url: '/in', headers: [], body: Buffer.from('{"destination":"U1","events":[]}') }
  const settings = { toleranceSeconds: 300, options: {} }
  const signed = { ...bare, headers: line?.sign?.(bare, 'a channel secret', 0, settings) ?? [] }
  expect(line?.handshake?.(signed, secrets, settings)?.status).toBe(200)
  expect(line?.handshake?.(bare, secrets, settings)).toBeUndefined()
  expect(line?.handshake?.(signed, wrong, settings)).toBeUndefined()
  const get = { method: 'GET', url: '/in', headers: [], body: new Uint8Array() }
  expect(wise?.handshake?.(get, secrets, settings)?.status).toBe(200)
  expect(wise?.handshake?.({ ...get, method: 'POST' }, secrets, settings)).toBeUndefined()
})

test('markup in a challenge comes back as text', () => {
  const dropbox = findScheme('dropbox')
  const request: SignedRequest = { method: 'GET', url: '/in?challenge=%3Cscript%3E', headers: [], body: new Uint8Array() }
  const found = dropbox?.handshake?.(request, [], { toleranceSeconds: 300, options: {} })
  expect([Buffer.from(found?.body ?? []).toString(), headerOf(found, 'content-type')]).toEqual(['<script>', 'text/plain; charset=utf-8'])
})

test('no signed event is taken for a challenge', () => {
  const taken = allVectors().flatMap((vector) => {
    const { scheme, request, secrets, settings } = caseOf(vector)
    return scheme.handshake?.(request, secrets, settings) === undefined ? [] : [vector.id]
  })
  // A subscription confirmation is both.
  expect(taken.filter((id) => !id.startsWith('aws-sns') || !id.includes('subscription_confirmation'))).toEqual([])
})

test('a plain request is a challenge to nobody', () => {
  const headers: HeaderPair[] = [['content-type', 'application/json']]
  const request: SignedRequest = { method: 'POST', url: '/webhook', headers, body: Buffer.from('{"event":"order.paid"}') }
  const takers = schemes.filter((scheme) => scheme.handshake?.(request, [], settingsFor(scheme)) !== undefined)
  expect(takers.map(({ id }) => id)).toEqual([])
})
