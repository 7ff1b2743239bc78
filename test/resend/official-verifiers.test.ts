/**
 * A developer's app that checks webhooks with the providers' own libraries, over HTTP: what was captured hours ago is refused there
 * where its time is signed, and taken once it is signed anew.
 */
import { verify as verifyGithub } from '@octokit/webhooks-methods'
import { EventWebhook } from '@sendgrid/eventwebhook'
import { createPublicKey } from 'node:crypto'
import { createServer } from 'node:http'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import type { ReadyEndpoint } from '../../electron/core/endpoints/endpoints.ts'
import { freshenEventId } from '../../electron/core/resend/resigning.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import { resign } from '../../electron/core/schemes/resign.ts'
import { readPrivateKey } from '../../electron/core/schemes/public-key.ts'
import { listenOn, type Listening } from '../helpers/listen-on.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { libraries } from '../schemes/libraries/libraries.ts'
import { headerOf, passes, textOf, type Library, type Message } from '../schemes/libraries/library.ts'
import { wholeRequestLibraries } from '../schemes/libraries/whole-request-libraries.ts'
import { sampleSecret } from '../schemes/sample-secret.ts'
import { openReceiver } from './open-receiver.ts'

const hour = 3_600_000
const stripeSecret = 'whsec_Kq3vR8sTn1xYw5Bz'
const githubSecret = 'a secret of GitHub'
const sendgridSecret = sampleSecret('sendgrid')
const sendgrid = new EventWebhook()

/** Of each provider: how it is checked, what comes, and whether an old signature is refused by itself. */
interface Provider {
  readonly scheme: string
  readonly secret: string
  readonly accepts: Library['accepts']
  readonly body: string
  readonly headers?: readonly HeaderPair[]
  readonly refusedAsItCame: boolean
}

const providers: readonly Provider[] = [
  {
    scheme: 'stripe',
    secret: stripeSecret,
    body: '{\n  "id": "evt_1NqXz0oldEvent",\n  "type": "invoice.paid"\n}',
    refusedAsItCame: true,
    accepts: (message) =>
      passes(() =>
        new Stripe('sk_test_none').webhooks.constructEvent(Buffer.from(message.body), headerOf(message, 'stripe-signature'), stripeSecret)
      )
  },
  {
    scheme: 'github',
    secret: githubSecret,
    body: '{"action":"opened","number":1}',
    headers: [
      ['X-GitHub-Event', 'pull_request'],
      ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958']
    ],
    refusedAsItCame: false,
    accepts: (message) => verifyGithub(githubSecret, textOf(message), headerOf(message, 'x-hub-signature-256'))
  },
  { ...library(libraries, 'svix'), body: '{"type":"user.created"}', headers: [['svix-id', 'msg_2old']], refusedAsItCame: true },
  { ...library(libraries, 'slack'), body: '{"type":"event_callback","event_id":"Ev08old"}', refusedAsItCame: true },
  // What Twilio signs is the address, which is another one on this machine.
  { ...library(libraries, 'twilio'), body: '{"EventType":"x"}', refusedAsItCame: true },
  { ...library(wholeRequestLibraries, 'shopify'), body: '{"id":1}', refusedAsItCame: false },
  {
    scheme: 'sendgrid',
    secret: sendgridSecret,
    body: '[{"event":"delivered","sg_event_id":"old"}]\r\n',
    refusedAsItCame: false,
    accepts: (message) => {
      const key = sendgrid.convertPublicKeyToECDSA(publicHalf(sendgridSecret))
      const [signature, time] = ['signature', 'timestamp'].map((part) => headerOf(message, `x-twilio-email-event-webhook-${part}`))
      return passes(() => {
        if (!sendgrid.verifySignature(key, Buffer.from(message.body), signature ?? '', time ?? '')) throw new Error('refused')
      })
    }
  }
]

function library(
  all: readonly Library[],
  scheme: string
): Pick<Provider, 'scheme' | 'secret' | 'accepts'> & { headers?: readonly HeaderPair[] } {
  const found = all.find((one) => one.scheme === scheme)
  if (found === undefined) throw new Error(`no library of ${scheme}`)
  return found
}

function publicHalf(secret: string): string {
  const key = readPrivateKey(secret)
  if (key === undefined) throw new Error('no private key')
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

let hooklab: RunningApp
let app: Listening
beforeAll(async () => {
  hooklab = await runningApp()
  app = await listenOn(
    createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const provider = providers.find(({ scheme }) => request.url?.startsWith(`/${scheme}`))
        const pairs = request.rawHeaders
        const headers = Array.from({ length: pairs.length / 2 }, (_, at): HeaderPair => [pairs[at * 2] ?? '', pairs[at * 2 + 1] ?? ''])
        const message: Message = { body: Buffer.concat(chunks), headers, address: `http://${request.headers.host}${request.url}` }
        void Promise.resolve(provider?.accepts(message)).then((accepted) => response.writeHead(accepted === true ? 200 : 401).end())
      })
    })
  )
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await hooklab[Symbol.asyncDispose]()
})

test.each(providers)(
  '$scheme: the library takes what is signed anew',
  async ({ scheme: id, secret, body, headers = [], refusedAsItCame }) => {
    const { client } = hooklab
    const receiver = await openReceiver(hooklab, `/${id}`, id, secret)
    const scheme = findScheme(id)
    if (scheme === undefined) throw new Error(`no scheme ${id}`)
    const settings = { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions({}) }
    const request = { method: 'POST', url: `/${id}`, publicUrl: `https://hooks.example.com/${id}`, headers, body: Buffer.from(body) }
    const old = resign(scheme, request, secret, { now: Date.now() - 2 * hour, settings })
    const delivery = await receiver.receive(body, [['Content-Type', 'application/json'], ...(old?.headers ?? [])])

    const statusOf = async (input: object): Promise<number | undefined> => {
      const { attempts } = await client.deliveries.resend({ id: delivery, targetUrl: `${app.url}/${id}`, ...input })
      return attempts[0]?.response?.status
    }
    expect(await statusOf({ resign: false })).toBe(refusedAsItCame ? 401 : 200)
    expect(await statusOf({ resign: true })).toBe(200)
    const edits = { bodyBase64: Buffer.from(body.replace(':', ': ')).toString('base64') }
    expect(await statusOf({ edits })).toBe(401)
    expect(await statusOf({ edits, resign: true })).toBe(200)
  }
)

test('even an id of one digit comes out as another', () => {
  const scheme = findScheme('stripe')
  if (scheme === undefined) throw new Error('no scheme')
  const endpoint = { scheme, settings: { toleranceSeconds: 300, options: {} } } as ReadyEndpoint // nothing else of it is looked at
  const request = { method: 'POST', url: '/', headers: [], body: Buffer.from('{"id":"evt_1"}') }
  for (let time = 0; time < 200; time += 1) {
    const changed = freshenEventId(request, endpoint, 0)
    expect(Buffer.from(changed?.body ?? []).toString()).toMatch(/^\{"id":"evt_[2-9]"\}$/)
  }
})

test('the advice says when an old signature must be made anew, and that it can be', async () => {
  const { client } = hooklab
  const receiver = await openReceiver(hooklab, '/advice', 'stripe', stripeSecret)
  const sign = (now: number) => {
    const scheme = findScheme('stripe')
    const request = { method: 'POST', url: '/', headers: [], body: Buffer.from('{"id":"evt_1"}') }
    const signed = scheme && resign(scheme, request, stripeSecret, { now, settings: { toleranceSeconds: 300, options: {} } })
    return signed?.headers ?? []
  }
  const stale = await receiver.receive('{"id":"evt_1"}', sign(Date.now() - 2 * hour))
  const { resigning } = await client.deliveries.get({ id: stale })
  expect(resigning).toMatchObject({ possible: true, advised: true, freshEventId: true, reason: expect.stringContaining('Stripe allows') })
  const { attempts } = await client.deliveries.resend({ id: stale, targetUrl: `${app.url}/stripe`, resign: 'advised', freshEventId: true })
  const [attempt] = attempts
  expect(attempt).toMatchObject({ response: { status: 200 }, request: { resigned: true }, lineage: { changed: ['event_id', 'signature'] } })
  expect(attempt?.lineage?.eventId).toMatch(/^evt_\w+$/)
  expect(attempt?.lineage?.eventId).not.toBe('evt_1')
  expect(JSON.parse(Buffer.from(attempt?.request.body.base64 ?? '', 'base64').toString())).toEqual({ id: attempt?.lineage?.eventId })

  const now = Date.now()
  const fresh = await receiver.receive('{"id":"evt_1"}', sign(now))
  const advice = (await client.deliveries.get({ id: fresh })).resigning
  expect(advice).toMatchObject({ possible: true, advised: false, validUntil: (Math.floor(now / 1000) + 300) * 1000 })
  const unneeded = await client.deliveries.resend({ id: fresh, targetUrl: `${app.url}/stripe`, resign: 'advised' })
  expect(unneeded.attempts).toMatchObject([{ response: { status: 200 }, request: { resigned: false } }])

  await client.endpoints.removeSecret({
    id: receiver.endpointId,
    secretId: (await client.endpoints.get({ id: receiver.endpointId })).secrets[0]?.id ?? ''
  })
  expect((await client.deliveries.get({ id: stale })).resigning).toMatchObject({ possible: false, advised: false, reason: expect.stringContaining('no secret') }) // prettier-ignore
  const bare = await openReceiver(hooklab, '/bare', 'github', githubSecret)
  const timeless = await bare.receive('{}', [['X-GitHub-Event', 'ping']])
  expect((await client.deliveries.get({ id: timeless })).resigning).toMatchObject({ possible: true, advised: false, freshEventId: false })
  await expect(client.deliveries.resend({ id: timeless, targetUrl: app.url, freshEventId: true })).rejects.toMatchObject({
    code: 'UNPROCESSABLE'
  })
})
