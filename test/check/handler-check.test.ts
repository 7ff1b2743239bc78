/** The handler check on sample apps: it finds the flaw of each, and nothing where there is none. */
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { checkResult } from '../../electron/contract/index.ts'
import { checkCases } from '../../electron/core/checks/registry.ts'
import { casesWith, checkApp, checkUrl } from './check-app.ts'
import type { SampleApp } from './sample-app.ts'
import { app as slowAck, workMs } from './apps/slow-ack.ts'
import { app as sound } from './apps/sound-generic.ts'

const folder = new URL('./apps/', import.meta.url)
const names = readdirSync(folder).map((name) => name.replace(/\.ts$/, ''))

async function load(name: string): Promise<SampleApp> {
  // Each file under apps/ exports one.
  const { app } = (await import(new URL(`${name}.ts`, folder).href)) as { app: SampleApp }
  return app
}

describe.concurrent('sound apps pass', () => {
  test.each(names.filter((name) => name.startsWith('sound-')))('%s', async (name) => {
    const { end, results } = await checkApp(await load(name))
    expect(end).toEqual({ state: 'finished' })
    expect(results.filter(({ status }) => status === 'fail')).toEqual([])
    expect(results.map(({ caseId }) => caseId)).toEqual(checkCases.map(({ id }) => id))
    for (const result of results) expect(checkResult.parse(result)).toEqual(result)
  })

  test('a warning is only given where the provider’s own library leaves something open', async () => {
    expect(casesWith((await checkApp(await load('sound-stripe'))).results, 'warn')).toEqual(['rejects-future'])
    expect(casesWith((await checkApp(await load('sound-generic'))).results, 'warn')).toEqual([])
  })
})

describe.concurrent('each planted flaw is found, and nothing else', () => {
  test.each(names.filter((name) => !name.startsWith('sound-') && name !== 'slow-ack'))('%s', async (name) => {
    const app = await load(name)
    const { end, results } = await checkApp(app)
    expect(end).toEqual({ state: 'finished' })
    expect(casesWith(results, 'fail')).toEqual(checkCases.map(({ id }) => id).filter((id) => app.fails.includes(id)))
    const failed = results.filter(({ status }) => status === 'fail')
    for (const { fix, received } of failed) expect(fix, received).toMatch(/\w{3}/)
  })

  test('slow-ack', async () => {
    const only = ['accepts-good', 'answers-in-time']
    const { results } = await checkApp(slowAck, { answerWithinMs: Math.round(workMs * 0.8), only })
    expect(casesWith(results, 'fail')).toEqual(slowAck.fails)
    const patient = await checkApp(slowAck, { answerWithinMs: 60_000, only })
    expect(casesWith(patient.results, 'pass')).toEqual(only)
  })
})

describe('bounds', () => {
  test('nothing listens: it fails at once and says so', async () => {
    const { end, results } = await checkUrl(sound, 'http://127.0.0.1:1/webhook')
    expect(end).toMatchObject({ state: 'failed', problem: expect.stringContaining('Nothing listens on 127.0.0.1:1') })
    expect(results).toEqual([])
  })

  test('an address that is not allowed is never dialled', async () => {
    const { end } = await checkUrl(sound, 'http://192.0.2.1/webhook')
    expect(end).toMatchObject({ state: 'failed', problem: expect.stringContaining('is not on this machine, so nothing was sent') })
  })

  test('a state URL without JSON is said before anything is sent', async () => {
    const { end } = await checkUrl(sound, 'http://127.0.0.1:1/webhook', { stateUrl: 'http://127.0.0.1:1/state' })
    expect(end).toMatchObject({ state: 'failed', problem: expect.stringContaining('did not answer with JSON') })
  })

  test('an app that never answers uses up the time and no more', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { end, results } = await checkUrl(sound, `http://127.0.0.1:${port}/`, { answerWithinMs: 60, totalMs: 10_000 })
    server.close()
    expect(end).toEqual({ state: 'finished' })
    expect(casesWith(results, 'fail')).toEqual(['accepts-good', 'answers-in-time', 'still-alive'])
    expect(casesWith(results, 'skip')).toHaveLength(checkCases.length - 3)
  })

  test('stopping ends it after the request that is under way', async () => {
    const stop = new AbortController()
    const { end, results } = await checkApp(sound, { signal: stop.signal, onResult: () => stop.abort() })
    expect(end).toEqual({ state: 'stopped' })
    expect(results).toHaveLength(1)
  })

  test('neither secret nor signature is in what a report shows', async () => {
    const { results } = await checkApp({ ...sound, secrets: [sound.secret, 'a shared secret'] })
    const text = JSON.stringify(results)
    expect(text).not.toContain(sound.secret)
    expect(text).toContain('[64 characters]')
    expect(text).not.toMatch(/"[0-9a-f]{64}"/)
  })
})
