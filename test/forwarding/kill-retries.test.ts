/** The built product, killed again and again in the middle of its retries: what an app got is what is listed, but for marked extras. */
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import type { Attempt, PendingRetryList } from '../../electron/contract/index.ts'
import { eventually } from '../helpers/eventually.ts'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { listenOn } from '../helpers/listen-on.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const deliveries = 30
const limit = 6
const kills = 3

async function read<Answer>(hooklab: HooklabProcess, path: string): Promise<Answer> {
  const response = await hooklab.api(path)
  // The routes' own answers, which another test holds against the contract.
  return (await response.json()) as Answer
}

test('killed while retries are under way, each goes out once, or once more and is marked', { timeout: 120_000 }, async () => {
  await using folder = await temporaryFolder()
  /** How often the app got each delivery. */
  const got = new Map<string, number>()
  let requests = 0
  const app = createServer((request, response) => {
    const name = String(request.headers['x-event-id'])
    got.set(name, (got.get(name) ?? 0) + 1)
    requests += 1
    request.resume().once('end', () => response.writeHead(503).end())
  })
  await using listening = await listenOn(app)

  let hooklab = await startHooklab({ dataFolder: folder.path })
  const target = { url: listening.url, retry: { kind: 'custom', backoff: 'linear', delayMs: 100, limit } }
  expect((await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: target })).status).toBe(201)
  for (let number = 0; number < deliveries; number += 1) {
    const headers = { 'content-type': 'application/json', 'x-event-id': `event-${number}` }
    expect((await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers, body: '{"a":1}' })).status).toBe(200)
  }
  await eventually(() => got.size, (size) => size === deliveries) // prettier-ignore
  for (let kill = 0; kill < kills; kill += 1) {
    // In the middle of it: some have just been answered, some are on their way.
    const until = requests + 17
    await eventually(() => requests, (count) => count >= until) // prettier-ignore
    await hooklab.kill9()
    hooklab = await startHooklab({ dataFolder: folder.path })
  }
  await eventually(() => read<PendingRetryList>(hooklab, '/retries'), ({ total }) => total === 0, 60_000) // prettier-ignore

  const { items } = await read<{ items: { id: string; eventId: string }[] }>(hooklab, '/deliveries?limit=100')
  expect(items).toHaveLength(deliveries)
  let unlisted = 0
  for (const { id, eventId } of items) {
    const attempts = (await read<{ items: Attempt[] }>(hooklab, `/deliveries/${id}/attempts`)).items
    const retries = attempts.filter(({ kind }) => kind === 'retry')
    const marked = retries.filter(({ lineage }) => lineage?.again === true).length
    // Every retry has one attempt on the list, and none is missing.
    expect(retries).toHaveLength(limit)
    const extra = (got.get(eventId) ?? 0) - attempts.length
    // What the app got beyond the list left just before a kill: the attempt that repeats it says so.
    expect(extra).toBeGreaterThanOrEqual(0)
    expect(extra).toBeLessThanOrEqual(marked)
    unlisted += extra
  }
  expect(unlisted).toBeLessThanOrEqual(kills * 8)
  await hooklab.stop()
})
