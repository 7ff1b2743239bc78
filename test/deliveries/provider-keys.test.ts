/** Deliveries signed with a provider's own key, through the whole app: not at hand at first, fetched, verified again. */
import { sign } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import type { DeliveryDetail, HeaderPair } from '../../electron/contract/index.ts'
import { providerHosts, signing, type ProviderHosts } from '../helpers/provider-hosts.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { certificateUrl, snsBody } from '../helpers/sns-message.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function paypalHeaders(body: string, url: string): HeaderPair[] {
  const [id, time] = ['transmission-1', new Date().toISOString()]
  const content = `${id}|${time}|WH-1|${crc32(Buffer.from(body))}`
  return [
    ['PAYPAL-TRANSMISSION-ID', id],
    ['PAYPAL-TRANSMISSION-TIME', time],
    ['PAYPAL-CERT-URL', url],
    ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
    ['PAYPAL-TRANSMISSION-SIG', sign('sha256', Buffer.from(content), signing.key).toString('base64')]
  ]
}

async function createSns(app: RunningApp): Promise<void> {
  await app.client.endpoints.create({ name: 'topic', path: '/sns', scheme: 'aws-sns' })
}

async function send(app: RunningApp, path: string, body: string, headers: readonly HeaderPair[] = []): Promise<Response> {
  const sent = headers.map(([name, value]): [string, string] => [name, value])
  return fetch(app.url + path, { method: 'POST', body, headers: sent, signal: AbortSignal.timeout(20_000) })
}

async function newest(app: RunningApp): Promise<DeliveryDetail> {
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return app.client.deliveries.get({ id: items[0]?.id ?? '' })
}

/** The change that tells interfaces of a verdict found later. */
function verifiedAgain(app: RunningApp): Promise<unknown> {
  return app.nextChange('deliveries.updated', ({ items }) => items.some(({ verdict }) => verdict.status === 'verified'))
}

/** Holds the answer back until it is told to go. */
function holdBack(hosts: ProviderHosts): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  hosts.answer((_request, response) => void promise.then(() => response.end(signing.cert)))
  return resolve
}

test('the first delivery is told to come again, and is verified when its key is here; the next is verified at once', async () => {
  await using hosts = await providerHosts()
  const release = holdBack(hosts)
  await using app = await runningApp({ keyAgent: hosts.agent })
  await createSns(app)

  const answer = await send(app, '/sns', snsBody())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await newest(app)).toMatchObject({
    verdict: {
      status: 'failed',
      reason: 'key_unavailable',
      detail: expect.stringContaining('is being fetched from sns.us-east-1.amazonaws.com')
    },
    responseStatus: 503
  })
  expect((await app.client.status()).counts.failed).toBe(1)

  const told = verifiedAgain(app)
  release()
  await told
  const verified = await newest(app)
  expect(verified).toMatchObject({ verdict: { status: 'verified' }, responseStatus: 503 })
  expect(verified.log.at(-1)).toMatchObject({ step: 'verified_again', text: expect.stringContaining('the signature is right') })
  expect((await app.client.status()).counts.failed).toBe(0)

  expect((await send(app, '/sns', snsBody(certificateUrl, 'second'))).status).toBe(200)
  expect(await newest(app)).toMatchObject({ verdict: { status: 'verified' }, responseStatus: 200 })
  expect(hosts.requests).toEqual([`GET ${certificateUrl}`])
})

test('a forged delivery is found out when the key comes', async () => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  await createSns(app)
  const told = app.nextChange('deliveries.updated', ({ items }) =>
    items.some(({ verdict }) => verdict.status === 'failed' && verdict.reason === 'signature_mismatch')
  )
  await send(app, '/sns', snsBody().replace('hello', 'forged'))
  await told
  expect((await send(app, '/sns', snsBody().replace('hello', 'forged'))).status).toBe(403)
})

test('an endpoint that only observes takes the delivery all the same', async () => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  await app.client.endpoints.create({ name: 'topic', path: '/sns', scheme: 'aws-sns', onInvalid: 'observe' })
  const told = verifiedAgain(app)
  expect((await send(app, '/sns', snsBody())).status).toBe(200)
  await told
})

test('offline it is said plainly, and what came meanwhile is verified after the next start', async () => {
  await using folder = await temporaryFolder()
  {
    await using app = await runningApp({ folder: folder.path })
    await createSns(app)
    const told = app.nextChange('deliveries.updated', ({ items }) =>
      items.some(({ verdict }) => verdict.detail?.includes('tried again') === true)
    )
    expect((await send(app, '/sns', snsBody())).status).toBe(503)
    await told
    expect((await newest(app)).verdict).toMatchObject({
      status: 'failed',
      reason: 'key_unavailable',
      detail: expect.stringMatching(
        /can’t be fetched from sns\.us-east-1\.amazonaws\.com: no network in tests\. It is tried again by itself/
      )
    })
  }
  await using hosts = await providerHosts()
  const release = holdBack(hosts)
  await using app = await runningApp({ folder: folder.path, keyAgent: hosts.agent })
  await hosts.requested(1)
  const told = verifiedAgain(app)
  release()
  await told
  expect(await newest(app)).toMatchObject({ verdict: { status: 'verified' } })
})

test.each([
  'https://sns.us-east-1.amazonaws.com.evil.example/x.pem',
  'https://sns.us-east-1.amazonaws.com@localhost/x.pem',
  'https://sns.us-east-1.amazonaws.com:443@127.0.0.1/x.pem',
  'https://sns.us-east-1.amazonaws.com:8443/x.pem',
  'http://sns.us-east-1.amazonaws.com/x.pem',
  'https://sns\u2024us-east-1.amazonaws.com.evil.example/x.pem',
  'https://169.254.169.254/x.pem',
  'https://[::ffff:127.0.0.1]/x.pem',
  'https://sns.s3.amazonaws.com/x.pem',
  'https://api.paypal.com/v1/notifications/certs/x.pem'
])('a delivery that names %j makes the app ask nowhere', async (url) => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  await createSns(app)
  expect((await send(app, '/sns', snsBody(url))).status).toBe(403)
  expect((await newest(app)).verdict).toMatchObject({
    reason: 'key_unavailable',
    detail: 'SigningCertURL is not an address of SNS, so nothing is fetched from it.'
  })
  // A good one after it shows that the fetcher was free to run.
  const told = verifiedAgain(app)
  await send(app, '/sns', snsBody())
  await told
  expect(hosts.requests).toEqual([`GET ${certificateUrl}`])
})

test('a redirect of the provider leads nowhere, and is told', async () => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.writeHead(302, { Location: 'https://sns.eu-central-1.amazonaws.com/x.pem' }).end())
  await using app = await runningApp({ keyAgent: hosts.agent })
  await createSns(app)
  const told = app.nextChange('deliveries.updated', ({ items }) =>
    items.some(({ verdict }) => verdict.detail?.includes('redirect') === true)
  )
  await send(app, '/sns', snsBody())
  await told
  expect(hosts.requests).toHaveLength(1)
})

test('PayPal’s certificate is fetched from PayPal, once the webhook id is set', async () => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  const url = 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1'
  const endpoint = await app.client.endpoints.create({ name: 'paypal', path: '/paypal', scheme: 'paypal' })
  const body = '{"id":"WH-2","event_type":"PAYMENT.CAPTURE.COMPLETED"}'
  expect((await send(app, '/paypal', body, paypalHeaders(body, url))).status).toBe(403)
  expect((await newest(app)).verdict).toMatchObject({ reason: 'key_unavailable', detail: expect.stringContaining('Webhook id') })
  expect(hosts.requests).toEqual([])

  // The first delivery is verified with it by itself, and has the key fetched.
  const told = verifiedAgain(app)
  await app.client.endpoints.update({ id: endpoint.id, schemeOptions: { webhookId: 'WH-1' } })
  await told
  expect((await send(app, '/paypal', body, paypalHeaders(body, url))).status).toBe(200)
  expect(hosts.requests).toEqual([`GET ${url}`])
})

test('a pinned certificate verifies, and nothing is fetched beside it', async () => {
  await using hosts = await providerHosts()
  await using app = await runningApp({ keyAgent: hosts.agent })
  const endpoint = await app.client.endpoints.create({ name: 'topic', path: '/sns', scheme: 'aws-sns' })
  await app.client.endpoints.addSecret({ id: endpoint.id, value: signing.cert })
  expect((await send(app, '/sns', snsBody())).status).toBe(200)
  expect((await send(app, '/sns', snsBody().replace('hello', 'forged'))).status).toBe(403)
  expect(hosts.requests).toEqual([])
})

test('a delivery of a deleted endpoint waits for nothing', async () => {
  await using hosts = await providerHosts()
  const release = holdBack(hosts)
  await using app = await runningApp({ keyAgent: hosts.agent })
  const endpoint = await app.client.endpoints.create({ name: 'topic', path: '/sns', scheme: 'aws-sns' })
  await send(app, '/sns', snsBody(certificateUrl, 'orphan'))
  await hosts.requested(1)
  const { id } = await newest(app)
  await app.client.endpoints.remove({ id: endpoint.id })
  await app.client.endpoints.create({ name: 'again', path: '/sns', scheme: 'aws-sns' })
  const told = verifiedAgain(app)
  await send(app, '/sns', snsBody(certificateUrl, 'second'))
  release()
  await told
  expect(await app.client.deliveries.get({ id })).toMatchObject({ verdict: { status: 'failed', reason: 'key_unavailable' } })
})
