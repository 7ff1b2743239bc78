/** Every sample of the providers that have their own file comes in verified at an endpoint of that provider, with its type and id. */
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownKeyOf } from '../../electron/core/samples/samples.ts'
import { sampleSecret } from '../schemes/sample-secret.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

const folder = new URL('../../electron/core/samples/providers/', import.meta.url)
const unsignedProviders = new Set(['generic'])
const providers = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((provider) => !unsignedProviders.has(provider))
const options: Readonly<Record<string, Record<string, string>>> = { paypal: { webhookId: '8PT597110X687430LKGECATA' } }

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

test('there are files for twenty providers and more', () => {
  expect(providers.length).toBeGreaterThan(20)
})

test.each(providers)('%s', async (provider) => {
  const { client } = hooklab
  const { id } = await client.endpoints.create({
    name: provider,
    path: `/${provider}`,
    scheme: provider,
    ...(options[provider] === undefined ? {} : { schemeOptions: options[provider] })
  })
  if ((await ownKeyOf(provider)) === undefined) await client.endpoints.addSecret({ id, value: sampleSecret(provider) })
  else await client.samples.trust({ provider, endpointId: id })
  const types = (await client.samples.list()).items.filter((item) => item.provider === provider).map(({ type }) => type)
  // Typeform has no more than two.
  expect(types.length).toBeGreaterThanOrEqual(provider === 'typeform' ? 2 : 3)
  for (const type of types) {
    const sent = await client.samples.send({ provider, type, endpointId: id })
    expect(sent, type).toMatchObject({ eventType: type, signing: { signed: true }, verdict: { status: 'verified' } })
    expect(await client.deliveries.get({ id: sent.deliveryId ?? '' }), type).toMatchObject({
      provider,
      eventType: type,
      verdict: { status: 'verified' },
      ...(sent.eventId === undefined ? {} : { eventId: sent.eventId })
    })
  }
})
