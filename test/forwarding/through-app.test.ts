/** Forwarding as the sender and the developer's app see it, each on a bare socket, with the whole product between. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchangeRaw } from '../helpers/raw-http.ts'
import { rawTarget, respond } from '../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

test('a relay carries every byte and header pair there and back', async () => {
  const answer = crypto.getRandomValues(Buffer.alloc(65_536))
  const answerHead =
    'HTTP/1.1 207 Odd\r\nX-b: 2\r\nx-A: \u00e9\r\nX-B: 3\r\nContent-Encoding: br\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n'
  await using app = await rawTarget(respond(Buffer.concat([Buffer.from(`${answerHead}Content-Length: 65536\r\n\r\n`, 'latin1'), answer])))
  const { id } = await hooklab.client.endpoints.create({ name: 'relay', path: '/relay' })
  await hooklab.client.targets.create({ id, url: app.url, mode: 'relay', pathMode: 'append' })

  const body = crypto.getRandomValues(Buffer.alloc(10_000))
  const sentHead = 'PUT /relay/a%2fb?q=%zz"|{} HTTP/1.1\r\nhost: public.example\r\nX-Sig: \u00ff\r\nx-SIG: 2\r\nContent-Type: odd/type\r\n'
  const { text } = await exchangeRaw(hooklab.port, Buffer.concat([Buffer.from(`${sentHead}Content-Length: 10000\r\n\r\n`, 'latin1'), body]))

  const [request] = app.requests
  expect(request?.requestLine).toBe('PUT /a%2fb?q=%zz"|{} HTTP/1.1')
  expect(request?.headers.slice(2, -1)).toEqual([
    ['X-Sig', '\u00ff'],
    ['x-SIG', '2'],
    ['Content-Type', 'odd/type']
  ])
  expect(request?.body.equals(body)).toBe(true)

  const end = text.indexOf('\r\n\r\n')
  expect(text.slice(0, end).split('\r\n').slice(1, 7)).toEqual([
    'X-b: 2',
    'x-A: \u00e9',
    'X-B: 3',
    'Content-Encoding: br',
    'Date: Thu, 01 Jan 1970 00:00:00 GMT',
    'Content-Length: 65536'
  ])
  expect(Buffer.from(text.slice(end + 4), 'latin1').equals(answer)).toBe(true)
})

test('a target that is the listener itself does not go round', async () => {
  const { id } = await hooklab.client.endpoints.create({ name: 'loop', path: '/loop' })
  await hooklab.client.targets.create({ id, url: `${hooklab.url}/loop` })
  const ended = hooklab.nextChange('attempt.finished')
  const { status } = await exchangeRaw(hooklab.port, 'POST /loop HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}')
  expect(status).toBe(200)
  expect((await ended).attempt.outcome).toMatchObject({ kind: 'aborted', detail: expect.stringContaining('own listener') })
  expect((await hooklab.client.deliveries.list({})).items.filter((item) => item.url === '/loop')).toHaveLength(1)
})

test('a target answers only for what its filter takes', async () => {
  await using app = await rawTarget(respond('HTTP/1.1 299 Mine\r\nContent-Length: 0\r\n\r\n'))
  const { id } = await hooklab.client.endpoints.create({ name: 'filter', path: '/filter' })
  await hooklab.client.targets.create({ id, url: app.url, mode: 'relay', filter: { jsonPath: 'data.kind', equals: 'a' } })
  const post = (body: string) =>
    exchangeRaw(hooklab.port, `POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  expect((await post('{"data":{"kind":"a"}}')).status).toBe(299)
  expect((await post('{"data":{"kind":"b"}}')).status).toBe(200)
  expect((await post('not json')).status).toBe(200)
  expect(app.requests).toHaveLength(1)
})

test('a target with a password in its URL is refused when it is made, with what to do instead', async () => {
  const { id } = await hooklab.client.endpoints.create({ name: 'password', path: '/password' })
  await expect(hooklab.client.targets.create({ id, url: 'http://user:pass@localhost:3000' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('Authorization header')
  })
})
