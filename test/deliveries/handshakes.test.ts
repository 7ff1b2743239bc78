import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())

async function send(path: string, headers: Record<string, string>, body: string) {
  const answer = await request(`${app.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  const { items } = await app.client.deliveries.list({ limit: 1 })
  return { answer, text: await answer.body.text(), detail: await app.client.deliveries.get({ id: items[0]?.id ?? '' }) }
}

test('Slack’s challenge is answered and the row says that it is one', async () => {
  await app.client.endpoints.create({ name: 'slack', path: '/slack', scheme: 'slack' })
  const { text, detail } = await send('/slack', {}, '{"type":"url_verification","challenge":"abc","token":"t"}')
  expect(JSON.parse(text)).toEqual({ challenge: 'abc' })
  expect(detail).toMatchObject({ handshake: true, responseStatus: 200 })
  expect(detail.asks).toBeUndefined()
})

test('a challenge is left alone where the endpoint answers none', async () => {
  await app.client.endpoints.create({ name: 'quiet', path: '/quiet', scheme: 'slack', answerHandshakes: false })
  const { text, detail } = await send('/quiet', {}, '{"type":"url_verification","challenge":"abc","token":"t"}')
  expect(text).toBe('{"message":"Webhook received"}')
  expect(detail.handshake).toBe(false)
})

test('Asana’s secret is echoed, offered, and added only when the developer agrees', async () => {
  const { id } = await app.client.endpoints.create({ name: 'asana', path: '/asana', scheme: 'asana' })
  const { answer, detail } = await send('/asana', { 'X-Hook-Secret': 'b537207f20cbfa02357cf448134da559' }, '{}')
  expect(answer.headers['x-hook-secret']).toBe('b537207f20cbfa02357cf448134da559')
  expect(detail.asks?.kind).toBe('secret')
  expect((await app.client.endpoints.get({ id })).secrets).toEqual([])
  await app.client.deliveries.accept({ id: detail.id })
  expect((await app.client.endpoints.get({ id })).secrets).toMatchObject([{ label: 'from the challenge', hint: 'a559' }])
  expect((await app.client.deliveries.get({ id: detail.id })).asks).toBeUndefined()
})

test('a delivery that asks for nothing can’t be accepted', async () => {
  const { detail } = await send('/webhook', {}, '{"event":"a"}')
  await expect(app.client.deliveries.accept({ id: detail.id })).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
})

test('a scheme brings its tolerance and the answer its provider expects, unless the developer chose another', async () => {
  const adyen = await app.client.endpoints.create({ name: 'adyen', path: '/adyen', scheme: 'adyen' })
  expect(adyen.response.body).toBe('[accepted]')
  const changed = await app.client.endpoints.update({ id: adyen.id, scheme: 'linear' })
  expect(changed).toMatchObject({ toleranceSeconds: 60, response: { body: '{"message":"Webhook received"}' } })
  await app.client.endpoints.update({ id: adyen.id, response: { status: 202, headers: [], body: 'mine' } })
  expect(await app.client.endpoints.update({ id: adyen.id, scheme: 'adyen' })).toMatchObject({ response: { body: 'mine' } })
  const own = await app.client.endpoints.create({ name: 'own', path: '/own', scheme: 'linear', toleranceSeconds: 7 })
  expect(own.toleranceSeconds).toBe(7)
})

test('Discord is refused with the status that it probes for', async () => {
  const { id } = await app.client.endpoints.create({ name: 'discord', path: '/discord', scheme: 'discord' })
  await app.client.endpoints.addSecret({ id, value: 'ab'.repeat(32) })
  const { answer } = await send('/discord', { 'X-Signature-Ed25519': '00'.repeat(64), 'X-Signature-Timestamp': '1' }, '{"type":1}')
  expect(answer.statusCode).toBe(401)
})

test('a pasted secret that looks like another provider’s is doubted, in words', async () => {
  const { id } = await app.client.endpoints.create({ name: 'gh', path: '/gh', scheme: 'github' })
  const view = await app.client.endpoints.addSecret({ id, value: 'whsec_abcdefghijklmnop' })
  expect(view.doubt).toContain('looks like')
  expect((await app.client.endpoints.get({ id })).secrets[0]?.doubt).toBe(view.doubt)
})
