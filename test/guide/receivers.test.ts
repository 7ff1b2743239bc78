/** The receivers that the guide builds, step by step, as their own processes behind a real Hooklab. */
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guideSecret, startReceiver } from '../helpers/guide-receiver.ts'
import { runCli } from '../helpers/run-cli.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

const steps = {
  flask: ['1_receive.py', '2_signature.py', '3_timestamp.py', '4_once.py', '5_log.py'],
  express: ['1-receive.mjs', '2-signature.mjs', '3-timestamp.mjs', '4-once.mjs', '5-log.mjs']
} as const

const hex = (content: string): string => createHmac('sha256', guideSecret).update(content).digest('hex')
const seconds = (): string => String(Math.floor(Date.now() / 1000))

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${url}/webhook`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return { status: response.status, answer: await response.json() }
}

const received = { status: 200, answer: { message: 'Webhook received' } }
const unsigned = { status: 403, answer: { error: 'Invalid signature' } }
const expired = { status: 400, answer: { error: 'Request expired' } }
const invalid = { status: 400, answer: { error: 'Invalid payload' } }
const failed = { status: 500, answer: { error: 'Simulated failure' } }

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
  const [endpoint] = (await hooklab.client.endpoints.list()).items
  await hooklab.client.endpoints.addSecret({ id: endpoint!.id, value: guideSecret })
})
afterAll(() => hooklab[Symbol.asyncDispose]())

/** Sends a sample to Hooklab, and from there to the receiver. Answers what the receiver said. */
async function throughHooklab(url: string, signedContent: string): Promise<{ status: number | undefined; answer: unknown }> {
  const { client } = hooklab
  const [endpoint] = (await client.endpoints.list()).items
  await client.endpoints.update({ id: endpoint!.id, schemeOptions: { signedContent, requireTimestamp: signedContent !== '{body}' } })
  const { deliveryId } = await client.samples.send({ provider: 'generic', type: 'order.paid' })
  const { attempts } = await client.deliveries.resend({ id: deliveryId!, targetUrl: `${url}/webhook` })
  const response = attempts[0]?.response
  return { status: response?.status, answer: JSON.parse(Buffer.from(response?.body.base64 ?? '', 'base64').toString()) }
}

describe.each(['flask', 'express'] as const)('%s', (language) => {
  const [receive, signature, timestamp, once, log] = steps[language]

  test('step 1 takes a payload and refuses what is none', async () => {
    await using receiver = await startReceiver(language, receive)
    expect(await post(receiver.url, '{"event": "test", "data": "Hello, webhook!"}')).toEqual(received)
    for (const body of ['', 'no JSON', '{}']) expect(await post(receiver.url, body)).toEqual(invalid)
    expect(await throughHooklab(receiver.url, '{body}')).toEqual(received)
  })

  test('step 2 takes only what is signed', async () => {
    await using receiver = await startReceiver(language, signature)
    const body = '{"event": "test"}'
    expect(await post(receiver.url, body, { 'x-signature': hex(body) })).toEqual(received)
    for (const wrong of ['', hex(`${body} `), hex(body).slice(0, 10), 'ü'])
      expect(await post(receiver.url, body, { 'x-signature': wrong })).toEqual(unsigned)
    expect(await throughHooklab(receiver.url, '{body}')).toEqual(received)
  })

  test('step 3 refuses what is old', async () => {
    await using receiver = await startReceiver(language, timestamp)
    const signed = (at: string, body: string) => ({ 'x-timestamp': at, 'x-signature': hex(`${at}.${body}`) })
    const body = '{"event": "test"}'
    const old = String(Number(seconds()) - 301)
    expect(await post(receiver.url, body, signed(seconds(), body))).toEqual(received)
    expect(await post(receiver.url, body, signed(old, body))).toEqual(expired)
    expect(await post(receiver.url, body, { ...signed(old, body), 'x-timestamp': seconds() })).toEqual(unsigned)
    expect(await post(receiver.url, '{}', signed(seconds(), '{}'))).toEqual(invalid)
    expect(await throughHooklab(receiver.url, '{timestamp}.{body}')).toEqual(received)
  })

  test('step 4 does an event once, and a failed one again', async () => {
    await using receiver = await startReceiver(language, once)
    const send = (event: object) => {
      const [at, body] = [seconds(), JSON.stringify(event)]
      return post(receiver.url, body, { 'x-timestamp': at, 'x-signature': hex(`${at}.${body}`) })
    }
    const order = { id: 'evt_1', event: 'order.paid', data: { order: { total: 5480 } } }
    expect(await send(order)).toEqual(received)
    expect(await send(order)).toEqual(received)
    expect(await send({ id: 'evt_2', event: 'fail_test' })).toEqual(failed)
    expect(await send({ id: 'evt_2', event: 'fail_test' })).toEqual(failed)
    expect(await send({ id: 'evt_3', event: 'something.new' })).toEqual(received)
    expect(await fetch(`${receiver.url}/state`).then((response) => response.json())).toEqual({ orders: 1, total: 5480 })
  })

  test('step 5 passes the handler check, and logs neither secret nor body', async () => {
    await using receiver = await startReceiver(language, log)
    expect(await throughHooklab(receiver.url, '{timestamp}.{body}')).toEqual(received)
    const options = ['--option', 'requireTimestamp=true', '--option', 'signedContent={timestamp}.{body}']
    const target = ['--target', `${receiver.url}/webhook`, '--state-url', `${receiver.url}/state`]
    const run = await runCli(['check', '--provider', 'generic', '--secret', guideSecret, ...options, ...target], { timeoutMs: 60_000 })
    expect(run.code, run.stdout).toBe(0)
    const written = await readFile(receiver.logFile, 'utf8')
    expect(written).toContain('order.paid')
    expect(written).not.toContain(guideSecret)
    expect(written).not.toContain('zoe.brandt@example.com')
  })
})
