import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maxCallBytes } from '../../electron/host/call-handlers.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { rawCall, type RawCall } from '../helpers/raw-call.ts'
import { page, script, startSmallControlServer, type SmallControlServer } from './small-control-server.ts'

let small: SmallControlServer

beforeAll(async () => {
  small = await startSmallControlServer()
})
afterAll(() => small[Symbol.asyncDispose]())

function call(path: string, options: Omit<RawCall, 'url'> = {}) {
  const headers = { authorization: `Bearer ${small.server.token}`, ...options.headers }
  return rawCall({ ...options, url: small.server.url + path, headers })
}

function post(path: string, body: string | Uint8Array, type = 'application/json') {
  return call(path, { method: 'POST', body, headers: { 'content-type': type } })
}

describe('REST', () => {
  test('a value comes as JSON, never stored by a cache', async () => {
    const answer = await post('/api/notes', '{"note":"ä","count":"3"}')
    expect([answer.status, answer.text]).toEqual([200, '{"note":"ä","count":3}'])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
  })

  test('DELETE reads its query', async () => {
    expect((await call('/api/notes?q=type:a', { method: 'DELETE' })).text).toBe('{"removed":"type:a"}')
    expect((await call('/api/notes', { method: 'DELETE' })).text).toBe('{"removed":"everything"}')
  })

  test.each([
    ['a missing field', '{}', 'note'],
    ['no body at all', '', 'note'],
    ['a wrong value', '{"note":"x","count":0}', 'count'],
    ['a wrong type', '{"note":7}', 'note']
  ])('%s is a 400 that names the field', async (_, body, field) => {
    const answer = await post('/api/notes', body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual({ code: 'BAD_REQUEST', message: expect.stringContaining(field) })
  })

  test.each([
    ['{"note":', 'application/json'],
    ['{"note":"x"}', 'text/plain'],
    ['{"note":"x"}', ''],
    ['note=x', 'application/x-www-form-urlencoded']
  ])('%j as %j is a 400 that says what is wanted', async (body, type) => {
    const answer = await post('/api/notes', body, type)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual({ code: 'BAD_REQUEST', message: expect.stringContaining('Content-Type') })
  })

  test('an error of the product keeps its code, status and sentence', async () => {
    const answer = await post('/api/fail', '{"how":"known"}')
    expect([answer.status, JSON.parse(answer.text)]).toEqual([409, { code: 'CONFLICT', message: 'It is taken. Choose another one.' }])
  })

  test('an error inside is logged, and its inside is not told', async () => {
    const answer = await post('/api/fail', '{"how":"inside"}')
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(answer.text).not.toContain('hunter2')
    expect(small.logged.at(-1)).toContain('hunter2')
  })

  test.each([
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/none'],
    ['PUT', '/api/notes'],
    ['OPTIONS', '/api/notes'],
    ['GET', '/api/deliveries//body'],
    ['POST', '/api/openapi.json'],
    ['GET', '/rpc/none'],
    ['POST', '/rpc']
  ])('%s %s is a 404 that says so', async (method, path) => {
    const answer = await call(path, { method })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      404,
      { code: 'NOT_FOUND', message: expect.stringContaining(`${method} ${path}`) }
    ])
  })

  test.each(['length', 'chunks'])('a body over the limit, known by its %s, is a 413', async (how) => {
    const body = `{"note":"${'x'.repeat(maxCallBytes)}"}`
    const headers = {
      'content-type': 'application/json',
      ...(how === 'chunks' ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length })
    }
    const answer = await call('/api/notes', { method: 'POST', headers, body })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, { code: 'PAYLOAD_TOO_LARGE', message: expect.any(String) }])
  })
})

describe('a body as a download', () => {
  test('is the bytes, as an attachment that no browser runs', async () => {
    const answer = await call('/api/deliveries/known/body')
    expect([...answer.bytes]).toEqual([0, 255, 10, 13])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="delivery-known.bin"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox"
    })
  })

  test.each(['none', 'a%0d%0aSet-Cookie:x', '..%2f..%2fetc', '%'])('of the id %s is an error answer', async (id) => {
    const answer = await call(`/api/deliveries/${id}/body`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['code', 'message'])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('the typed client', () => {
  test('gets values and the same errors', async () => {
    const link = new RPCLink({ url: `${small.server.url}/rpc`, headers: { authorization: `Bearer ${small.server.token}` } })
    // The router's type is that of the small server; what is claimed here is what comes over the wire.
    const client: Record<'write' | 'fail', (input: unknown) => Promise<unknown>> = createORPCClient(link)
    expect(await client.write({ note: 'x' })).toEqual({ note: 'x', count: 1 })
    const error = await client.fail({ how: 'known' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: 'CONFLICT', message: 'It is taken. Choose another one.' })
  })
})

describe('a stream of changes', () => {
  test('comes as server-sent events, at once, and ends when the reader leaves', async () => {
    const started = once(small.streams, 'started')
    const [stream] = await openStream('/api/changes')
    expect(stream.headers['content-type']).toBe('text/event-stream')
    await withDeadline(started, 5_000, 'The stream did not start.')
    const read = eventReader(stream)
    expect(await read()).toEqual({ number: 1 })
    small.streams.emit('next')
    expect(await read()).toEqual({ number: 2 })
    const ended = once(small.streams, 'ended')
    stream.destroy()
    await withDeadline(ended, 5_000, 'The stream outlived its reader.')
  })

  test('says something every few seconds, so that a dead connection is noticed', async () => {
    const [stream] = await openStream('/api/changes')
    const beats = new Promise<number>((resolve) => {
      let seen = ''
      stream.on('data', (chunk: Buffer) => {
        seen += chunk.toString()
        // The first comment opens the stream; the next one is a heartbeat.
        const comments = seen.match(/^:/gm)?.length ?? 0
        if (comments >= 2) resolve(comments)
      })
    })
    expect(await withDeadline(beats, 15_000, 'No heartbeat came.')).toBe(2)
    stream.destroy()
  })
})

describe('static files', () => {
  test('the page has its type, a strict policy without inline script, and is never stored', async () => {
    for (const path of ['/', '/index.html', '/?x=1']) {
      const answer = await rawCall({ url: small.server.url + path })
      expect([answer.status, answer.text]).toEqual([200, page])
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY'
      })
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'")
    }
  })

  test('a hashed asset is compressed for those who ask, and kept for ever', async () => {
    const url = `${small.server.url}/assets/index-Ab12.js`
    const plain = await rawCall({ url })
    expect(plain.text).toBe(script)
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable'
    })
    const zipped = await rawCall({ url, headers: { 'accept-encoding': 'gzip, br' } })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(zipped.bytes.byteLength).toBeLessThan(script.length / 10)
    expect(gunzipSync(zipped.bytes).toString()).toBe(script)
  })

  test('HEAD has the headers alone', async () => {
    const answer = await rawCall({ url: `${small.server.url}/`, method: 'HEAD' })
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', String(page.length)])
  })

  test.each([
    '/none.js',
    '/assets',
    '/assets/',
    '/secret.txt',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fetc/passwd',
    '/%00',
    '/%',
    '//etc/hosts',
    '/assets/..%5c..%5cx.js',
    '/index.html/'
  ])('%s is a 404', async (path) => {
    expect((await rawCall({ url: small.server.url, path })).status).toBe(404)
  })

  test('another method is refused', async () => {
    expect((await rawCall({ url: `${small.server.url}/`, method: 'POST' })).status).toBe(405)
  })

  test('a new build is served without a restart, and a missing one says what to run', async () => {
    const file = join(small.rendererFolder, 'index.html')
    await rename(file, `${file}.away`)
    const missing = await rawCall({ url: `${small.server.url}/` })
    expect([missing.status, missing.text]).toEqual([503, expect.stringContaining('npm run build')])
    await writeFile(file, 'built again')
    expect((await rawCall({ url: `${small.server.url}/` })).text).toBe('built again')
    await rename(`${file}.away`, file)
  })
})

function openStream(path: string): Promise<[IncomingMessage]> {
  const options = { agent: false, headers: { authorization: `Bearer ${small.server.token}` } }
  return withDeadline(once(get(small.server.url + path, options), 'response') as Promise<[IncomingMessage]>, 5_000, 'No stream opened.')
}

/** Answers each event's data in turn. */
function eventReader(stream: IncomingMessage): () => Promise<unknown> {
  const chunks = stream[Symbol.asyncIterator]()
  let text = ''
  return async () => {
    for (;;) {
      const found = /^data: (.*)\n/m.exec(text)
      if (found?.[1] !== undefined) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found[1])
      }
      const { value, done } = await withDeadline(chunks.next(), 5_000, 'No event came.')
      if (done === true) throw new Error('The stream ended.')
      text += String(value)
    }
  }
}
