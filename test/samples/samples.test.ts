/** Every sample is what its provider would send, and is signed so that the provider's own library takes it. */
import { verify as verifyGithub } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import { Stripe } from 'stripe'
import { describe, expect, test } from 'vitest'
import { buildSample, type SampleContext, type SampleRequest } from '../../electron/core/samples/build-sample.ts'
import { findSample, listSamples } from '../../electron/core/samples/samples.ts'
import { headerValue } from '../../electron/core/schemes/headers.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'

const now = Date.now()
let ids = 0

function build(provider: string, type: string | undefined, secret?: string, options: Record<string, unknown> = {}): SampleRequest {
  const scheme = findScheme(provider)
  const signing: SampleContext['signing'] =
    scheme === undefined || secret === undefined
      ? undefined
      : { scheme, secret, settings: { toleranceSeconds: 300, options: scheme.parseOptions(options) } }
  const newId = (): string => `sample${String((ids += 1))}`
  return buildSample(provider, type, { now, newId, url: '/webhook', publicUrl: 'https://public.example/webhook', signing })
}

const textOf = (sample: SampleRequest): string => Buffer.from(sample.body).toString()

describe('all samples', () => {
  test('the four main providers have at least three, each provider’s types are different, and every label is a sentence', () => {
    const samples = listSamples()
    for (const provider of ['generic', 'standard-webhooks', 'stripe', 'github']) {
      expect(samples.filter((sample) => sample.provider === provider).length).toBeGreaterThanOrEqual(3)
    }
    const keys = samples.map((sample) => `${sample.provider} ${sample.type}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { label } of samples) expect(label).toMatch(/^\p{Lu}/u)
    expect(samples[0]).toMatchObject({ provider: 'generic', type: 'order.paid' })
  })

  test.each(listSamples().map(({ provider, type }) => [provider, type] as const))(
    '%s %s is identified by its own scheme',
    (provider, type) => {
      const sample = build(provider, type)
      const scheme = findScheme(provider)
      const identity = scheme?.identify(sample, { toleranceSeconds: 0, options: scheme.parseOptions({}) })
      expect(sample).toMatchObject({ method: 'POST', url: '/webhook', signed: false })
      expect(identity?.eventType).toBe(type)
      expect(sample.eventId).toBe(identity?.eventId)
    }
  )

  test.each(['generic', 'standard-webhooks', 'stripe', 'github'])('%s samples carry a fresh event id each time', (provider) => {
    for (const { type } of listSamples().filter((sample) => sample.provider === provider)) {
      expect(build(provider, type).eventId).toMatch(/sample\d+$/)
      expect(build(provider, type).eventId).not.toBe(build(provider, type).eventId)
    }
  })

  test('what there is not is named, with what there is', () => {
    expect(() => findSample('stripe', 'nothing')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', message: expect.stringContaining('invoice.paid') })
    )
    expect(() => findSample('nobody')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', message: expect.stringContaining('/api/samples') })
    )
    expect(findSample('stripe').sample.type).toBe('payment_intent.succeeded')
  })
})

describe('signed samples', () => {
  const typesOf = (provider: string): string[] => listSamples().filter((sample) => sample.provider === provider).map((sample) => sample.type) // prettier-ignore

  test('Stripe’s library takes each', () => {
    const secret = 'whsec_Kq3vR8sTn1xYw5Bz'
    for (const type of typesOf('stripe')) {
      const sample = build('stripe', type, secret)
      const event = Stripe.webhooks.constructEvent(textOf(sample), headerValue(sample.headers, 'stripe-signature') ?? '', secret)
      expect(event).toMatchObject({ id: sample.eventId, type, created: Math.floor(now / 1000) })
    }
  })

  test('Octokit’s library takes each', async () => {
    for (const type of typesOf('github')) {
      const sample = build('github', type, 'a secret')
      expect(await verifyGithub('a secret', textOf(sample), headerValue(sample.headers, 'x-hub-signature-256') ?? '')).toBe(true)
    }
  })

  test('the Standard Webhooks library takes each', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    for (const type of typesOf('standard-webhooks')) {
      const sample = build('standard-webhooks', type, secret)
      const headers = Object.fromEntries(sample.headers.map(([name, value]) => [name.toLowerCase(), value]))
      expect(new Webhook(secret).verify(textOf(sample), headers)).toMatchObject({ type })
    }
  })

  test.each([
    {},
    { requireTimestamp: true },
    { signedContent: '{timestamp}.{body}', encoding: 'base64', prefix: 'v1=', algorithm: 'sha512' }
  ])('the generic scheme takes each, with the options %j', (options) => {
    const scheme = findScheme('generic')
    const settings = { toleranceSeconds: 300, options: scheme?.parseOptions(options) ?? {} }
    for (const type of typesOf('generic')) {
      const sample = build('generic', type, 'a secret', options)
      expect(scheme?.verify(sample, [{ id: 's', label: '', value: 'a secret' }], now, settings)).toMatchObject({ status: 'verified' })
    }
  })

  test('a secret that cannot sign leaves the sample unsigned', () => {
    expect(build('standard-webhooks', undefined, 'whsec_ % not base64 %').signed).toBe(false)
  })
})
