/** What an endpoint is given later counts for what it received before: real requests, changed settings, verdicts found anew. */
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DeliveryDetail, RemedyAction } from '../../electron/contract/index.ts'
import { providerHosts } from '../helpers/provider-hosts.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { snsBody } from '../helpers/sns-message.ts'

const body = '{"action":"opened","number":1}'
const signed = (secret: string, over = body): string => `sha256=${createHmac('sha256', secret).update(over).digest('hex')}`

async function send(app: RunningApp, path: string, headers: Record<string, string>, sent = body): Promise<DeliveryDetail> {
  await (await fetch(app.url + path, { method: 'POST', headers, body: sent, signal: AbortSignal.timeout(20_000) })).text()
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return app.client.deliveries.get({ id: items[0]?.id ?? '' })
}

const github = (secret: string): Record<string, string> => ({
  'x-github-event': 'pull_request',
  'x-github-delivery': 'd-1',
  'x-hub-signature-256': signed(secret)
})

/** Resolves when every one of these has been told of as verified. */
async function verified(app: RunningApp, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      app.nextChange('deliveries.updated', ({ items }) => items.some((item) => item.id === id && item.verdict.status === 'verified'))
    )
  )
}

test('a secret that is added later verifies what was unchecked and what had failed, and the log says so', async () => {
  await using app = await runningApp()
  const { id } = await app.client.endpoints.create({ name: 'repository', path: '/gh', scheme: 'github' })
  const unchecked = await send(app, '/gh', github('octo'))
  await app.client.endpoints.addSecret({ id, value: 'another' })
  const failed = await send(app, '/gh', github('octo'))
  expect([unchecked.verdict.status, failed.verdict.status]).toEqual(['unchecked', 'failed'])

  const told = verified(app, [unchecked.id, failed.id])
  const added = await app.client.endpoints.addSecret({ id, value: 'octo' })
  await told
  const after = await app.client.deliveries.get({ id: unchecked.id })
  expect(after.verdict).toEqual({ status: 'verified', secretId: added.id })
  expect(after.log.at(-1)).toMatchObject({
    step: 'verified_again',
    text: 'Verified again with what the endpoint has now: the signature is right.'
  })
  // What was answered is not changed by what is known later.
  expect((await app.client.deliveries.get({ id: failed.id })).responseStatus).toBe(403)
})

test('a removed secret takes nothing back, and a request that needed no signature is not blamed for having none', async () => {
  await using app = await runningApp()
  const { id } = await app.client.endpoints.create({ name: 'plain', path: '/in', scheme: 'github' })
  const unsigned = await send(app, '/in', {})
  const waits = await send(app, '/in', github('octo'))
  const told = verified(app, [waits.id])
  const secret = await app.client.endpoints.addSecret({ id, value: 'octo' })
  await told
  await app.client.endpoints.removeSecret({ id, secretId: secret.id })
  // The other one is looked at before the newer one is told of, as they are taken up newest first; a second round proves it.
  const later = await send(app, '/in', github('octo'))
  const again = verified(app, [later.id])
  await app.client.endpoints.addSecret({ id, value: 'octo' })
  await again
  expect((await app.client.deliveries.get({ id: waits.id })).verdict.status).toBe('verified')
  expect((await app.client.deliveries.get({ id: unsigned.id })).verdict.status).toBe('unsigned')
})

test('each remedy is carried out by one call, which answers how the delivery stands then', async () => {
  await using app = await runningApp()
  const { client } = app
  const live = await client.endpoints.create({ name: 'live', path: '/live', scheme: 'github' })
  await client.endpoints.addSecret({ id: live.id, value: 'a secret of the live endpoint' })
  const endpoint = await client.endpoints.create({ name: 'test', path: '/test', scheme: 'github' })
  await client.endpoints.addSecret({ id: endpoint.id, value: 'a secret of the test endpoint' })

  const wrong = await send(app, '/test', github('a secret of the live endpoint'))
  expect(await takeRemedy(app, wrong.id)).toMatchObject({ kind: 'use_secret' })
  expect((await client.endpoints.get({ id: endpoint.id })).secrets.map(({ label }) => label)).toEqual(['', 'from live'])

  const foreign = await client.endpoints.create({ name: 'foreign', path: '/foreign', scheme: 'stripe' })
  await client.endpoints.addSecret({ id: foreign.id, value: 'octo' })
  const other = await send(app, '/foreign', github('octo'))
  expect(await takeRemedy(app, other.id)).toMatchObject({ kind: 'set_scheme', scheme: 'github' })
  expect(await client.deliveries.get({ id: other.id })).toMatchObject({
    provider: 'github',
    eventType: 'pull_request.opened',
    eventId: 'd-1'
  })

  const typo = await client.endpoints.create({ name: 'typo', path: '/typo', scheme: 'github' })
  await client.endpoints.addSecret({ id: typo.id, value: ' GITHUB_SECRET="octo cat"\n', label: 'pasted' })
  const pasted = await send(app, '/typo', github('octo cat'))
  expect(await takeRemedy(app, pasted.id)).toMatchObject({ kind: 'mend_secret' })
  expect((await client.endpoints.get({ id: typo.id })).secrets.map(({ label }) => label)).toEqual(['pasted'])
  expect((await send(app, '/typo', github('octo cat'))).verdict.status).toBe('verified')

  const stripe = await client.endpoints.create({ name: 'stripe', path: '/stripe', scheme: 'stripe' })
  await client.endpoints.addSecret({ id: stripe.id, value: 'whsec_x' })
  const seconds = Math.floor(Date.now() / 1000) + 700
  const early = await send(app, '/stripe', {
    'stripe-signature': `t=${seconds},v1=${createHmac('sha256', 'whsec_x').update(`${seconds}.${body}`).digest('hex')}`
  })
  expect(await takeRemedy(app, early.id)).toMatchObject({ kind: 'set_tolerance' })

  const square = await client.endpoints.create({ name: 'square', path: '/square', scheme: 'square' })
  await client.endpoints.addSecret({ id: square.id, value: 'sq' })
  const address = `${app.url.replace('http:', 'https:')}/square`
  const behind = await send(app, '/square', {
    'x-square-hmacsha256-signature': createHmac('sha256', 'sq')
      .update(address + body)
      .digest('base64')
  })
  expect(await takeRemedy(app, behind.id)).toMatchObject({ kind: 'set_options', schemeOptions: { address } })
})

async function takeRemedy({ client }: RunningApp, id: string): Promise<RemedyAction | undefined> {
  const { action, verdict } = await client.deliveries.explanation({ id })
  expect(verdict.status).toBe('failed')
  if (action === undefined) return undefined
  const after = await client.deliveries.remedy({ id, action })
  expect([after.verdict.status, after.evidence.firstDifference]).toEqual(['verified', undefined])
  expect((await client.deliveries.get({ id })).verdict.status).toBe('verified')
  return action
}

test('a remedy for another endpoint, or with a secret that is gone, is refused and changes nothing', async () => {
  await using app = await runningApp()
  const { client } = app
  const other = await client.endpoints.create({ name: 'other', path: '/other', scheme: 'github' })
  const delivery = await send(app, '/webhook', {})
  const remedy = (action: RemedyAction): Promise<unknown> => client.deliveries.remedy({ id: delivery.id, action })
  await expect(remedy({ kind: 'set_scheme', scheme: 'stripe', endpointId: other.id })).rejects.toThrow('another endpoint')
  await expect(remedy({ kind: 'use_secret', secretId: 'sec_gone', endpointId: 'webhook' })).rejects.toThrow('no secret sec_gone')
  const { id: secretId } = await client.endpoints.addSecret({ id: 'webhook', value: 'right as it is' })
  await expect(remedy({ kind: 'mend_secret', secretId, endpointId: 'webhook' })).rejects.toThrow('can no longer be mended')
  await client.endpoints.removeSecret({ id: 'webhook', secretId })
  expect((await client.endpoints.list()).items.map(({ scheme, secrets }) => [scheme, secrets.length])).toEqual([
    ['generic', 0],
    ['github', 0]
  ])
})

test('the explainer uses a key that was fetched', async () => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  await app.client.endpoints.create({ name: 'topic', path: '/sns', scheme: 'aws-sns' })
  const told = app.nextChange('deliveries.updated', ({ items }) => items.some(({ verdict }) => verdict.status === 'verified'))
  const first = await send(app, '/sns', {}, snsBody())
  await told
  expect((await app.client.deliveries.explanation({ id: first.id })).sentence).toContain('AWS SNS signed exactly these bytes with its key')

  const forged = await send(app, '/sns', {}, snsBody().replace('hello', 'forged'))
  const explanation = await app.client.deliveries.explanation({ id: forged.id })
  expect(explanation.verdict).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
  expect(explanation.sentence).toContain('the key is here and does not fit')
  expect(explanation.triedCount).toBeGreaterThan(1)
  expect(Buffer.from(explanation.evidence.signedContentBase64 ?? '', 'base64').toString()).toContain('Message\nforged\n')
  expect(hosts.requests).toHaveLength(1)
})
