/** The token as part of the public URL, behind the real localtunnel server: signatures over the URL, later judgements, a restart. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLocaltunnelServer, type LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { callPublicUrl, type PublicAnswer } from '../helpers/tunnel-session.ts'

const authToken = 'the token of the account'

let server: LocaltunnelServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let running: RunningApp
let endpointId: string

beforeAll(async () => {
  server = await startLocaltunnelServer()
  folder = await temporaryFolder()
  running = await runningApp({ folder: folder.path })
  const { id } = await running.client.endpoints.create({ name: 'calls', path: '/calls', scheme: 'twilio' })
  endpointId = id
  const online = running.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'online')
  await running.client.tunnel.open({ driver: 'localtunnel', options: { host: server.host, subdomain: 'sunny-day' } })
  await online
}, 60_000)

afterAll(async () => {
  await running[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** As Twilio does it: HMAC-SHA1 over the URL that was called and the sorted form fields. https://www.twilio.com/docs/usage/security */
function callAsTwilio(url: string): Promise<PublicAnswer> {
  const signature = createHmac('sha1', authToken).update(`${url}CallSidCA123FromAnn`).digest('base64')
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
  return callPublicUrl(url, { headers, body: Buffer.from('From=Ann&CallSid=CA123') })
}

async function newest() {
  const { items } = await running.client.deliveries.list({ limit: 1 })
  return running.client.deliveries.get({ id: items[0]?.id ?? '' })
}

test('a signature over the URL is judged by the URL with the token, now and after it has changed', async () => {
  const { client } = running
  const { pathToken } = await client.tunnel.updateExposure({ pathToken: 'on' })
  const { publicUrl = '' } = await client.tunnel.get()
  expect(publicUrl).toBe(`${server.publicUrl('sunny-day')}/${pathToken}`)

  const pasted = await client.endpoints.addSecret({ id: endpointId, value: ` ${authToken}\n` })
  for (const query of ['?a=1', '?a=2']) expect((await callAsTwilio(`${publicUrl}/calls${query}`)).status).toBe(403)
  const failed = await newest()
  expect(failed).toMatchObject({ url: '/calls?a=2', publicBase: publicUrl, verdict: { status: 'failed', reason: 'signature_mismatch' } })

  await client.tunnel.updateExposure({ pathToken: 'new' })
  expect((await client.tunnel.get()).publicUrl).not.toBe(publicUrl)
  // The explainer goes by the URL of then: it is the secret that is wrong, not the address. So do the remedy and what is verified again.
  const { action, evidence } = await client.deliveries.explanation({ id: failed.id })
  expect(Buffer.from(evidence.signedContentBase64 ?? '', 'base64').toString()).toContain(`/${pathToken}/calls?a=2`)
  expect(action).toMatchObject({ kind: 'mend_secret', secretId: pasted.id })
  if (action !== undefined) await client.deliveries.remedy({ id: failed.id, action })
  const verified = async () => (await client.deliveries.list({ q: 'verdict:verified' })).items.map(({ url }) => url)
  await expect.poll(verified, { timeout: 15_000 }).toEqual(['/calls?a=2', '/calls?a=1'])

  const { publicUrl: now = '' } = await client.tunnel.get()
  expect((await callAsTwilio(`${now}/calls`)).status).toBe(200)
  expect(await newest()).toMatchObject({ publicBase: now, verdict: { status: 'verified' } })
  expect((await callAsTwilio(`${publicUrl}/calls`)).status).toBe(404)
})

test('the address that a tunnel server passes on is the last one of X-Forwarded-For, and the doubt is said', async () => {
  const { client } = running
  const { caller, warnings } = await client.tunnel.updateExposure({ pathToken: 'off', allowed: ['192.0.2.7'] })
  expect(caller).toMatchObject({ certainty: 'as_the_server_says', header: 'x-forwarded-for' })
  expect(warnings).toEqual([expect.stringContaining('only as good as the tunnel server')])
  const body = Buffer.from('{"a":1}')
  const status = async (header: string) =>
    (await callPublicUrl(`${server.publicUrl('sunny-day')}/webhook`, { body, headers: { 'x-forwarded-for': header } })).status
  expect(await status('192.0.2.7')).toBe(200)
  expect(await status('192.0.2.7, 198.51.100.1')).toBe(403)
  await client.tunnel.updateExposure({ allowed: [] })
})

test('every rule is there after a restart: the tunnel comes back blocked, proven, and under its URL', async () => {
  const rules = {
    pathToken: 'on',
    basicAuth: { user: 'me', password: 'a long enough one' },
    maxPerMinute: 1000,
    paths: 'all',
    blocked: true
  } as const
  const before = await running.client.tunnel.updateExposure(rules)
  const { publicUrl = '' } = await running.client.tunnel.get()
  await running[Symbol.asyncDispose]()

  running = await runningApp({ folder: folder.path })
  const { client } = running
  await expect.poll(async () => (await client.tunnel.get()).state, { timeout: 60_000 }).toBe('online')
  expect((await client.tunnel.get()).publicUrl).toBe(publicUrl)
  expect(await client.tunnel.exposure()).toEqual({ ...before, refused: expect.any(Object), refusals: [] })
  const headers = { authorization: `Basic ${Buffer.from('me:a long enough one').toString('base64')}` }
  const call = async (): Promise<number> => (await callPublicUrl(`${publicUrl}/webhook`, { headers, body: Buffer.from('{"a":1}') })).status
  expect(await call()).toBe(503)
  await client.tunnel.updateExposure({ blocked: false })
  expect(await call()).toBe(200)
  expect((await callPublicUrl(`${publicUrl}/webhook`, { body: Buffer.from('{"a":1}') })).status).toBe(401)
})
