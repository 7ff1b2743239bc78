/** Forwarding as the sender and the developer's app see it, each on a bare socket, with the whole product between. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../helpers/eventually.ts'
import { freePort } from '../helpers/odd-server.ts'
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

test('targets that misbehave, each in its way, hold up neither the sender nor each other, and each outcome has its name', async () => {
  const big = Buffer.alloc(1_000_000, 'x')
  await using slow = await rawTarget(() => undefined)
  await using resetting = await rawTarget((socket) => socket.resetAndDestroy())
  await using redirecting = await rawTarget(
    respond('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n')
  )
  await using garbage = await rawTarget(respond('SSH-2.0-OpenSSH_9.6\r\n'))
  await using continuing = await rawTarget(respond('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'))
  await using leaving = await rawTarget(() => undefined, { onConnection: (socket) => socket.end() })
  await using flooding = await rawTarget((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n')
    const more = (left: number): void => {
      if (left === 0) socket.end()
      else if (!socket.destroyed) socket.write(big, () => more(left - 1))
    }
    more(50)
  })
  const urls = {
    down: `http://127.0.0.1:${await freePort()}/`,
    slow: slow.url,
    resetting: resetting.url,
    redirecting: redirecting.url,
    garbage: garbage.url,
    continuing: continuing.url,
    leaving: leaving.url,
    flooding: flooding.url
  }
  const { id } = await hooklab.client.endpoints.create({ name: 'odd', path: '/odd' })
  for (const [name, url] of Object.entries(urls)) await hooklab.client.targets.create({ id, name, url, timeoutMs: 30_000, concurrency: 1 })
  const { items: targets } = await hooklab.client.targets.list({ id })
  const slowId = targets.find(({ name }) => name === 'slow')?.id ?? ''
  await hooklab.client.targets.update({ id, targetId: slowId, timeoutMs: 300 })

  const request = 'POST /odd HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}'
  const deliveries = 2
  for (let count = 0; count < deliveries; count += 1) expect((await exchangeRaw(hooklab.port, request)).status).toBe(200)

  const outcomes = async (): Promise<Record<string, string[]>> => {
    const { items } = await hooklab.client.deliveries.list({ q: 'path:/odd' })
    const lists = await Promise.all(items.map((delivery) => hooklab.client.deliveries.attempts({ id: delivery.id })))
    const attempts = lists.flatMap((list) => list.items)
    return Object.fromEntries(
      targets.map(({ id: targetId, name }) => [
        name,
        attempts
          .filter((attempt) => attempt.targetId === targetId)
          .map(({ outcome }) => (outcome.kind === 'responded' ? String(outcome.status) : outcome.kind))
      ])
    )
  }
  const all = await eventually(outcomes, (found) => Object.values(found).flat().length === targets.length * deliveries) // prettier-ignore
  const twice = (text: string): string[] => [text, text]
  expect(all).toEqual({
    down: twice('refused'),
    slow: twice('timed_out'),
    resetting: twice('reset'),
    redirecting: twice('302'),
    garbage: twice('reset'),
    continuing: twice('204'),
    leaving: twice('reset'),
    flooding: twice('200')
  })
  const { items: health } = await hooklab.client.targets.health()
  const states = Object.fromEntries(targets.map(({ id: targetId, name }) => [name, health.find((one) => one.targetId === targetId)?.state]))
  // One that takes connections counts as up again, whatever it does with them.
  expect(states).toMatchObject({ down: 'down', redirecting: 'up', continuing: 'up', flooding: 'up' })
  await hooklab.client.endpoints.remove({ id })
})

test('a target with a password in its URL is refused when it is made, with what to do instead', async () => {
  const { id } = await hooklab.client.endpoints.create({ name: 'password', path: '/password' })
  await expect(hooklab.client.targets.create({ id, url: 'http://user:pass@localhost:3000' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('Authorization header')
  })
})
