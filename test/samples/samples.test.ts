/** Samples are what their providers would send: fresh ids and times at each sending, fields that can be changed, the provider's shape. */
import examples from '@octokit/webhooks-examples'
import { describe, expect, test } from 'vitest'
import { buildSample, type SampleContext, type SampleRequest } from '../../electron/core/samples/build-sample.ts'
import { findSample, listSamples } from '../../electron/core/samples/samples.ts'
import { schemes } from '../../electron/core/schemes/registry.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const all = await listSamples()
let ids = 0

async function build(provider: string, type?: string, context: Partial<SampleContext> = {}): Promise<SampleRequest> {
  const seed = `sample${String((ids += 1))}`
  const publicUrl = 'https://hooks.example.com/webhook'
  return buildSample(await findSample(provider, type), { now, seed, url: '/webhook', publicUrl, sign: (request) => request, ...context })
}

const textOf = (sample: SampleRequest): string => Buffer.from(sample.body).toString()
const wire = ({ headers, body }: SampleRequest): string => JSON.stringify([headers, Buffer.from(body).toString()])

describe('all samples', () => {
  test('every type of a provider is another, and every label is a sentence', () => {
    const keys = all.map((sample) => `${sample.provider} ${sample.type}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { label, fields } of all) {
      expect(label).toMatch(/^\p{Lu}/u)
      for (const field of fields)
        expect(field).toMatchObject({ label: expect.stringMatching(/^\p{Lu}/u), value: expect.stringMatching(/./) })
    }
    expect(all[0]).toMatchObject({ provider: 'generic', type: 'order.paid' })
  })

  test.each(all.map(({ provider, type }) => [provider, type] as const))(
    '%s %s is identified and leaves no place empty',
    async (provider, type) => {
      const sample = await build(provider, type)
      expect(sample).toMatchObject({ method: 'POST', url: '/webhook', eventType: type })
      expect(wire(sample)).not.toContain('{{')
    }
  )

  test.each(schemes.map(({ id }) => id).filter((id) => all.some(({ provider, fields }) => provider === id && fields.length > 0)))(
    '%s: each is another at each sending',
    async (provider) => {
      for (const { type } of all.filter((sample) => sample.provider === provider)) {
        const [first, second] = [await build(provider, type), await build(provider, type)]
        expect(wire(first), `${type} has nothing fresh`).not.toBe(wire(second))
        expect(first.eventId ?? 'first').not.toBe(second.eventId ?? 'second')
      }
    }
  )

  test.each(all.filter(({ fields }) => fields.length > 0).map((sample) => [sample.provider, sample.type, sample.fields] as const))(
    '%s %s shows a change of each field on the wire',
    async (provider, type, fields) => {
      for (const { name, kind } of fields) {
        const value = kind === 'number' ? '987654' : `Zürich "x" & {{id}} ${name}`
        const changed = await build(provider, type, { seed: 'one', fields: { [name]: value } })
        expect(wire(changed), name).not.toBe(wire(await build(provider, type, { seed: 'one' })))
        expect(readable(changed), name).toBe(true)
      }
    }
  )

  test('hosts, addresses and numbers belong to nobody', async () => {
    for (const { provider, type } of all.filter(({ fields }) => fields.length > 0)) {
      const text = wire(await build(provider, type))
      for (const [address] of text.matchAll(/[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g))
        expect(address, `${provider} ${type}`).toMatch(/@example\.(com|org|net)$|%40example\.(com|org|net)$|\.example$|^git@github\.com$/)
    }
  })

  test('what there is not is named, with what there is', async () => {
    await expect(findSample('stripe', 'nothing')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('invoice.paid')
    })
    await expect(findSample('nobody')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('have some: generic, ')
    })
    expect((await findSample('stripe')).template.type).toBe('payment_intent.succeeded')
  })
})

/** JSON that can be parsed, or another kind of body. */
function readable(sample: SampleRequest): boolean {
  const isJson = sample.headers.some(([, content]) => content.startsWith('application/json'))
  return !isJson || typeof JSON.parse(textOf(sample)) === 'object'
}

describe('fields and bodies', () => {
  test('a field that there is not, and a number that is none, are refused by name', async () => {
    await expect(build('stripe', 'invoice.paid', { fields: { colour: 'red' } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/no field "colour".*amount, currency, email, plan/)
    })
    await expect(build('stripe', 'invoice.paid', { fields: { amount: '12 €' } })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(build('generic', 'fail_test', { fields: { x: '1' } })).rejects.toMatchObject({
      message: expect.stringContaining('It has none')
    })
  })

  test('a body of the developer’s own is filled, laid out and sent; broken JSON stays broken', async () => {
    const own = await build('generic', 'order.paid', { seed: 'abc', fields: { total: '7' }, body: '{ "event": "order.paid",\n  "id": "{{id}}", "n": {{total}}, "big": 12345678901234567890 }' }) // prettier-ignore
    expect(textOf(own)).toBe('{"event":"order.paid","id":"abc","n":7,"big":12345678901234567890}')
    const broken = await build('generic', 'order.paid', { body: '{ "event": {{nothing}}, ' })
    expect(textOf(broken)).toBe('{ "event": {{nothing}}, ')
  })

  test('what stands in quotes is not taken for space between them', async () => {
    expect(textOf(await build('generic', 'order.paid', { body: String.raw`{ "a b\" c": "d  \\" }` }))).toBe(String.raw`{"a b\" c":"d  \\"}`)
  })
})

describe('GitHub’s shape', () => {
  const known = examples.flatMap(({ name, examples: list }) => list.map((payload) => ({ name, payload: payload as unknown })))

  test.each(['push', 'pull_request.opened', 'issues.opened', 'release.published', 'ping'])(
    '%s has the keys of the real one',
    async (type) => {
      const [name, action] = type.split('.')
      const real = known.filter(
        (one) => one.name === name && (action === undefined || Reflect.get(Object(one.payload), 'action') === action)
      )
      const ours: unknown = JSON.parse(textOf(await build('github', type)))
      const everyKey = new Set(known.flatMap(({ payload }) => keysOf(payload)))
      expect(keysOf(ours).filter((key) => !everyKey.has(key))).toEqual([])
      const [first = [], ...others] = real.map(({ payload }) => missingKeys(payload, ours))
      expect(first.filter((key) => others.every((keys) => keys.includes(key)))).toEqual([])
    }
  )
})

/** The paths of all keys; list items count as one. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...keysOf(inner, `${path}.${key}`)])
}

/** The paths that `real` has and `ours` has not; what is empty or null in ours has nothing inside to miss. */
function missingKeys(real: unknown, ours: unknown, path = ''): string[] {
  if (Array.isArray(real)) return Array.isArray(ours) && ours.length > 0 ? missingKeys(real[0], ours[0], `${path}[]`) : []
  if (typeof real !== 'object' || real === null || typeof ours !== 'object' || ours === null) return []
  return Object.entries(real).flatMap(([key, inner]) =>
    Object.hasOwn(ours, key) ? missingKeys(inner, Reflect.get(ours, key), `${path}.${key}`) : [`${path}.${key}`]
  )
}
