/** Resending through the whole product: received over a socket, stored, sent again, looked at on a bare socket. */
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import { exchangeRaw } from '../helpers/raw-http.ts'
import { ok, rawTarget, type RawRequest } from '../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

/** Sends bytes to the listener as they are. Answers with the delivery's id. */
async function receive(path: string, headers: readonly HeaderPair[], body: Uint8Array): Promise<string> {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const head = `POST ${path} HTTP/1.1\r\nHost: public.example\r\n${lines}Content-Length: ${body.byteLength}\r\n\r\n`
  await exchangeRaw(hooklab.port, Buffer.concat([Buffer.from(head, 'latin1'), body]))
  const { items } = await hooklab.client.deliveries.list({ limit: 1 })
  return items[0]?.id ?? ''
}

async function endpoint(path: string, scheme = 'generic', secret?: string) {
  const created = await hooklab.client.endpoints.create({ name: path, path, scheme })
  if (secret !== undefined) await hooklab.client.endpoints.addSecret({ id: created.id, value: secret })
  return created
}

/** The lines that a test gave, without those that each sending makes anew. */
function own(request: RawRequest | undefined): readonly (readonly [string, string])[] {
  return (request?.headers ?? []).filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
}

const json: HeaderPair[] = [['Content-Type', 'application/json']]

describe('what is sent again', () => {
  test('bytes and header pairs equal those that were received', async () => {
    await using app = await rawTarget(ok)
    const headers: HeaderPair[] = [['x-Odd', '1'], ['X-ODD', '2'], ['content-TYPE', 'application/x-thing'], ['X-L', '\u00e9\u00ff'], ['x-odd', '1']] // prettier-ignore
    const body = crypto.getRandomValues(Buffer.alloc(65_536))
    await endpoint('/bytes')
    const id = await receive('/bytes/more?a=%20&b', headers, body)
    const { attempts } = await hooklab.client.deliveries.resend({ id, targetUrl: `${app.url}/hook` })
    expect(attempts).toMatchObject([
      { kind: 'resend', number: 1, outcome: { kind: 'responded', status: 200 }, request: { edited: false, resigned: false } }
    ])
    expect(app.requests[0]?.requestLine).toBe('POST /hook?a=%20&b HTTP/1.1')
    expect(own(app.requests[0])).toEqual(headers)
    expect(app.requests[0]?.body.equals(body)).toBe(true)
  })

  test('an empty body stays empty', async () => {
    await using app = await rawTarget(ok)
    const id = await receive('/nowhere', [], new Uint8Array())
    await hooklab.client.deliveries.resend({ id, targetUrl: app.url })
    expect(app.requests[0]?.body.byteLength).toBe(0)
  })

  test('edits replace what they name, from the stored bytes; the delivery itself stays', async () => {
    await using app = await rawTarget(ok)
    const body = Buffer.from([0xff, 0x00, 0x7b])
    await endpoint('/edits')
    const id = await receive('/edits', [['X-A', '1'], ['X-B', '2']], body) // prettier-ignore
    const before = await hooklab.client.deliveries.get({ id })
    const path = '/other/../raw?x=<1>#y'
    const headers: HeaderPair[] = [['X-New', 'n'], ['x-new', 'm'], ['Host', 'shop.test'], ['Content-Length', '999']] // prettier-ignore
    await hooklab.client.deliveries.resend({ id, targetUrl: `${app.url}/base`, edits: { path } })
    await hooklab.client.deliveries.resend({
      id,
      targetUrl: app.url,
      edits: { method: 'PUT', headers, bodyBase64: Buffer.from('new').toString('base64') }
    })
    const [first, second] = app.requests
    expect(first?.requestLine).toBe('POST /other/../raw?x=<1>%23y HTTP/1.1')
    expect(own(first)).toEqual([['X-A', '1'], ['X-B', '2']]) // prettier-ignore
    expect(first?.body.equals(body)).toBe(true)
    expect(second?.requestLine).toBe('PUT / HTTP/1.1')
    expect(second?.headers).toEqual([
      ['host', 'shop.test'],
      ['connection', 'close'],
      ['X-New', 'n'],
      ['x-new', 'm'],
      ['content-length', '3']
    ])
    expect(second?.body.toString()).toBe('new')
    const { items } = await hooklab.client.deliveries.attempts({ id })
    expect(items.map((attempt) => [attempt.number, attempt.request.edited])).toEqual([[2, true], [1, true]]) // prettier-ignore
    expect(items[0]?.request.body).toEqual({ sizeBytes: 3, truncated: false, base64: 'bmV3' })
    const after = await hooklab.client.deliveries.get({ id })
    expect(after).toEqual({ ...before, attempts: 2, lastOutcome: { kind: 'responded', status: 200 } })
  })

  test.each([
    [{ method: 'GET IT' }, 'edits.method'],
    [{ method: 'CONNECT' }, 'edits.method'],
    [{ path: 'no-slash' }, 'edits.path'],
    [{ bodyBase64: 'not base64!' }, 'edits.bodyBase64']
  ])('the edit %j is refused by name', async (edits, field) => {
    const id = await receive('/nowhere', json, Buffer.from('{}'))
    await expect(hooklab.client.deliveries.resend({ id, targetUrl: 'http://127.0.0.1:9', edits })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(field)
    })
  })

  test('of a body that was cut nothing goes out, unless the edits bring another', async () => {
    await using app = await rawTarget(ok)
    const { maxBodyBytes } = await hooklab.client.settings.get()
    await hooklab.client.settings.update({ maxBodyBytes: 1024 })
    const id = await receive('/nowhere', json, Buffer.alloc(4000, 'x'))
    await hooklab.client.settings.update({ maxBodyBytes })
    await expect(hooklab.client.deliveries.resend({ id, targetUrl: app.url })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringMatching(/Only the first 1024 of \d+ body bytes were kept/)
    })
    expect(app.requests).toEqual([])
    await hooklab.client.deliveries.resend({ id, targetUrl: app.url, edits: { bodyBase64: 'e30=' } })
    expect(app.requests[0]?.body.toString()).toBe('{}')
  })

  test('several times go out one after the other, and count on from what was there', async () => {
    let open = 0
    let most = 0
    await using app = await rawTarget((socket: Socket, request) => {
      open += 1
      most = Math.max(most, open)
      setImmediate(() => {
        open -= 1
        ok(socket, request)
      })
    })
    const { id: endpointId } = await endpoint('/times')
    await hooklab.client.targets.create({ id: endpointId, url: app.url })
    const forwarded = hooklab.nextChange('attempt.finished')
    const id = await receive('/times', json, Buffer.from('{"a":1}'))
    expect((await forwarded).attempt).toMatchObject({ deliveryId: id, kind: 'forward', number: 1 })
    const { attempts } = await hooklab.client.deliveries.resend({ id, times: 5 })
    expect(attempts.map((attempt) => attempt.number)).toEqual([2, 3, 4, 5, 6])
    expect(most).toBe(1)
    expect(await hooklab.client.deliveries.get({ id })).toMatchObject({ attempts: 6 })
  })
})

describe('where it goes', () => {
  test('to the endpoint’s first target that is on, by that target’s rules, unless another is named', async () => {
    await using one = await rawTarget(ok)
    await using two = await rawTarget(ok)
    const { id: endpointId } = await endpoint('/where')
    const { client } = hooklab
    const id = await receive('/where/x', json, Buffer.from('{}'))
    await client.targets.create({ id: endpointId, url: two.url, enabled: false })
    const first = await client.targets.create({
      id: endpointId,
      url: `${one.url}/base`,
      mode: 'relay',
      pathMode: 'append',
      setHeaders: [['X-Set', '1']]
    })
    const second = await client.targets.create({ id: endpointId, url: two.url, removeHeaders: ['content-type'] })
    expect((await client.deliveries.resend({ id })).attempts).toMatchObject([{ targetId: first.id, targetUrl: `${one.url}/base/x` }])
    expect((await client.deliveries.resend({ id, targetId: second.id })).attempts).toMatchObject([{ targetId: second.id }])
    expect(own(one.requests[0])).toEqual([...json, ['X-Set', '1']])
    expect(own(two.requests[0])).toEqual([])
  })

  test('nowhere to send it: says what to do', async () => {
    await endpoint('/alone')
    const routed = await receive('/alone', json, Buffer.from('{}'))
    const unrouted = await receive('/nowhere', json, Buffer.from('{}'))
    const { resend } = hooklab.client.deliveries
    await expect(resend({ id: routed })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringMatching(/no target.*Add a target.*give a URL/)
    })
    await expect(resend({ id: unrouted })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('No endpoint has the path')
    })
  })

  test('what does not exist, or is given twice, is refused', async () => {
    const id = await receive('/nowhere', json, Buffer.from('{}'))
    const { resend } = hooklab.client.deliveries
    await expect(resend({ id: 'none', targetUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|BAD_REQUEST/)
    })
    await expect(resend({ id, targetId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(resend({ id, targetId: 'a', targetUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(resend({ id, targetUrl: 'localhost:3000' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(resend({ id, targetUrl: 'http://user:pass@localhost' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('not off this machine, and no attempt is recorded', async () => {
    const id = await receive('/nowhere', json, Buffer.from('{}'))
    for (const targetUrl of ['http://10.0.0.1', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/latest']) {
      await expect(hooklab.client.deliveries.resend({ id, targetUrl })).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
    }
    expect((await hooklab.client.deliveries.attempts({ id })).items).toEqual([])
  })

  test('an app that is down is an attempt, not an error', async () => {
    const id = await receive('/nowhere', json, Buffer.from('{}'))
    await using app = await rawTarget((socket) => socket.resetAndDestroy())
    expect((await hooklab.client.deliveries.resend({ id, targetUrl: app.url })).attempts).toMatchObject([{ outcome: { kind: 'reset' } }])
  })
})

describe('signed anew', () => {
  const secrets = {
    generic: 'a shared secret',
    'standard-webhooks': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    stripe: 'whsec_Kq3vR8sTn1xYw5Bz',
    github: 'a github secret'
  }

  test.each(Object.entries(secrets))('%s: an edited delivery verifies when it is re-signed, and only then', async (schemeId, secret) => {
    await using app = await rawTarget(ok)
    const created = await endpoint(`/resign-${schemeId}`, schemeId, secret)
    const { client } = hooklab
    const { deliveryId: id = '' } = await client.samples.send({ provider: schemeId, endpointId: created.id })
    expect(await client.deliveries.get({ id })).toMatchObject({ verdict: { status: 'verified' } })
    const edits = { bodyBase64: Buffer.from('{"edited":true,"event":"x"}').toString('base64') }
    await client.deliveries.resend({ id, targetUrl: app.url, edits })
    const { attempts } = await client.deliveries.resend({ id, targetUrl: app.url, edits, resign: true, times: 2 })
    expect(attempts.map(({ request }) => [request.edited, request.resigned])).toEqual([[true, true], [true, true]]) // prettier-ignore

    const scheme = findScheme(schemeId)
    const verdicts = app.requests.map((request) => {
      const headers = request.headers.map(([name, value]): HeaderPair => [name, value])
      const signed = { method: 'POST', url: '/', headers, body: request.body }
      return scheme?.verify(signed, [{ id: 's', label: '', value: secret }], Date.now(), {
        toleranceSeconds: 300,
        options: scheme.parseOptions({})
      })
    })
    expect(verdicts).toMatchObject([{ status: 'failed', reason: 'signature_mismatch' }, { status: 'verified' }, { status: 'verified' }])
    const names = app.requests.at(-1)?.headers.map(([name]) => name.toLowerCase()) ?? []
    expect(new Set(names).size).toBe(names.length)
  })

  test('a delivery whose timestamp is too old verifies again', async () => {
    await using app = await rawTarget(ok)
    await endpoint('/old', 'stripe', secrets.stripe)
    const id = await receive('/old', [...json, ['Stripe-Signature', 't=1500000000,v1=abc']], Buffer.from('{"id":"evt_1"}'))
    await hooklab.client.deliveries.resend({ id, targetUrl: app.url, resign: true })
    const [request] = app.requests
    const headers = (request?.headers ?? []).map(([name, value]): HeaderPair => [name, value])
    const verdict = findScheme('stripe')?.verify(
      { method: 'POST', url: '/', headers, body: request?.body ?? new Uint8Array() },
      [{ id: 's', label: '', value: secrets.stripe }],
      Date.now(),
      { toleranceSeconds: 300, options: {} }
    )
    expect(verdict).toMatchObject({ status: 'verified' })
    expect(request?.body.toString()).toBe('{"id":"evt_1"}')
  })

  test('nothing to sign with: says so, and nothing goes out', async () => {
    await using app = await rawTarget(ok)
    await endpoint('/unsigned')
    await endpoint('/unfit', 'standard-webhooks', 'whsec_ % not base64 %')
    const { resend } = hooklab.client.deliveries
    const bare = await receive('/unsigned', json, Buffer.from('{}'))
    const unfit = await receive('/unfit', json, Buffer.from('{}'))
    const unrouted = await receive('/nowhere', json, Buffer.from('{}'))
    await expect(resend({ id: bare, targetUrl: app.url, resign: true })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('has no secret to sign with')
    })
    await expect(resend({ id: unfit, targetUrl: app.url, resign: true })).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
    await expect(resend({ id: unrouted, targetUrl: app.url, resign: true })).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
    expect(app.requests).toEqual([])
  })
})
