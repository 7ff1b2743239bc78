/** What an app gets is what was received, byte for byte and line for line, by whatever way it is sent. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { targetLimits } from '../../electron/core/forwarding/forward-request.ts'
import { resolveTarget } from '../../electron/core/forwarding/target-address.ts'
import { eventually } from '../helpers/eventually.ts'
import { exchangeRaw } from '../helpers/raw-http.ts'
import { ok, rawTarget, type RawRequest } from '../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { openReceiver } from './open-receiver.ts'

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

const lines: readonly HeaderPair[] = [['x-Odd', '1'], ['X-ODD', '2'], ['content-TYPE', 'odd/type'], ['X-L', 'é\u00ff'], ['x-odd', '1'], ['X-Empty', '']] // prettier-ignore

function own(request: RawRequest | undefined): readonly (readonly [string, string])[] {
  return (request?.headers ?? []).filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
}

/** In pieces of odd sizes. */
function chunked(body: Uint8Array): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.byteLength; at += 65_537) {
    const piece = body.subarray(at, at + 65_537)
    parts.push(Buffer.from(`${piece.byteLength.toString(16)}\r\n`), Buffer.from(piece), Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}

describe.each([
  ['9 MB', randomBytes(9_000_000)],
  ['one byte', Buffer.from([0])],
  ['nothing', Buffer.alloc(0)]
])('a chunked body of %s', (_name, body) => {
  test('is forwarded, resent and replayed whole', async () => {
    const { client } = hooklab
    const path = `/whole-${body.byteLength}`
    const { endpointId } = await openReceiver(hooklab, path)
    await using app = await rawTarget(ok)
    await client.targets.create({ id: endpointId, url: app.url })
    const head = `POST ${path}?q=%zz HTTP/1.1\r\nHost: public.example\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}Transfer-Encoding: chunked\r\n\r\n`
    await exchangeRaw(hooklab.port, Buffer.concat([Buffer.from(head, 'latin1'), chunked(body)]), { timeoutMs: 20_000 })
    await eventually(() => app.requests.length, (count) => count === 1) // prettier-ignore
    const id = (await client.deliveries.list({ q: `path:${path}`, limit: 1 })).items[0]?.id ?? ''
    await client.deliveries.resend({ id })
    const job = await client.jobs.replay({ q: `path:${path}` })
    await eventually(() => client.jobs.get({ id: job.id }), ({ endedAt }) => endedAt !== undefined) // prettier-ignore
    expect(app.requests).toHaveLength(3)
    for (const request of app.requests) {
      expect(request.requestLine).toBe('POST /?q=%zz HTTP/1.1')
      expect(own(request)).toEqual(lines)
      expect(request.body.equals(body)).toBe(true)
    }
  })
})

test('the bytes of an attempt are had in ranges, of what was sent as of what came', async () => {
  const { client } = hooklab
  const answer = randomBytes(200_000)
  await using app = await rawTarget((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n')
    socket.end(answer)
  })
  const receiver = await openReceiver(hooklab, '/ranges')
  const id = await receiver.receive('as it came')
  const edits = { bodyBase64: randomBytes(100_000).toString('base64') }
  const plain = (await client.deliveries.resend({ id, targetUrl: app.url })).attempts[0]
  const edited = (await client.deliveries.resend({ id, targetUrl: app.url, edits })).attempts[0]
  const bytes = async (attemptId: string | undefined, part: 'request' | 'response', offset: number, length: number) => {
    const range = await client.deliveries.attemptBytes({ id, attemptId: attemptId ?? '', part, offset, length })
    return { ...range, text: Buffer.from(range.base64, 'base64') }
  }
  expect(await bytes(plain?.id, 'request', 3, 100)).toMatchObject({
    sizeBytes: 10,
    offset: 3,
    truncated: false,
    text: Buffer.from('it came')
  })
  const sent = await bytes(edited?.id, 'request', 90_000, 20_000)
  expect(sent).toMatchObject({ sizeBytes: 100_000, truncated: false })
  expect(sent.text.equals(Buffer.from(edits.bodyBase64, 'base64').subarray(90_000))).toBe(true)
  const came = await bytes(edited?.id, 'response', 150_000, 1000)
  expect(came).toMatchObject({ sizeBytes: 200_000, truncated: true })
  expect(came.text.equals(answer.subarray(150_000, 151_000))).toBe(true)
  await expect(client.deliveries.attemptBytes({ id, attemptId: 'att_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a link-local address takes two words: that it may be remote, and that very address', async () => {
  const { client } = hooklab
  const { endpointId } = await openReceiver(hooklab, '/confirm')
  const { id: targetId } = await client.targets.create({ id: endpointId, url: 'http://169.254.7.7:1/', timeoutMs: 50 })
  const confirm = (address: string) => client.targets.confirmAddress({ id: endpointId, targetId, address })
  await expect(confirm('169.254.7.7')).rejects.toMatchObject({ code: 'UNPROCESSABLE', message: expect.stringContaining('allowRemote') })
  await client.targets.update({ id: endpointId, targetId, allowRemote: true })
  await expect(confirm('10.0.0.1')).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
  const id = await (await openReceiver(hooklab, '/confirm-from')).receive('{}')
  const send = () => client.deliveries.resend({ id, targetId })
  await expect(send()).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED', message: expect.stringContaining('confirm') })
  const target = await confirm('169.254.7.7')
  expect(target.confirmedAddresses).toEqual(['169.254.7.7'])
  // What every sending to it goes by. Nothing is dialled: who knows what would answer.
  expect(await resolveTarget(new URL(target.url), targetLimits(target))).toEqual([{ address: '169.254.7.7', family: 4 }])
  await expect(resolveTarget(new URL('http://169.254.7.8/'), targetLimits(target))).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' })
  expect(await client.targets.update({ id: endpointId, targetId, url: 'http://169.254.7.8/' })).toMatchObject({ confirmedAddresses: [] })
})
