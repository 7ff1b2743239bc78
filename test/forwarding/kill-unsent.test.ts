/** The built product, killed while deliveries wait for their first attempt: each reaches the app, twice at most, and the second says so. */
import { createServer, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import type { Attempt } from '../../electron/contract/index.ts'
import { eventually } from '../helpers/eventually.ts'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { listenOn } from '../helpers/listen-on.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const deliveries = 60
const atOnce = 2
const kills = 2

async function read<Answer>(hooklab: HooklabProcess, path: string): Promise<Answer> {
  const response = await hooklab.api(path)
  // The routes' own answers, which another test holds against the contract.
  return (await response.json()) as Answer
}

async function deliver(hooklab: HooklabProcess, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(hooklab.listenerUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

test('killed twice with a line before the app, everything that was answered reaches it', { timeout: 120_000 }, async () => {
  await using folder = await temporaryFolder()
  const got = new Map<string, number>()
  const held: ServerResponse[] = []
  let isHolding = true
  const app = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.once('end', () => {
      const { id } = JSON.parse(text) as { id: string }
      got.set(id, (got.get(id) ?? 0) + 1)
      if (isHolding) held.push(response)
      else response.writeHead(204).end()
    })
  })
  await using listening = await listenOn(app)

  let hooklab = await startHooklab({ dataFolder: folder.path })
  const wanted = { url: listening.url, concurrency: atOnce, filter: { jsonPath: 'kind', equals: 'wanted' } }
  const added = await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { ...wanted, name: 'late', enabled: false } })
  const late = ((await added.json()) as { id: string }).id
  await deliver(hooklab, '/webhook', { kind: 'wanted', id: 'before-its-time' })
  await hooklab.api(`/endpoints/webhook/targets/${late}`, { method: 'PATCH', body: { enabled: true } })
  for (let number = 0; number < deliveries; number += 1) await deliver(hooklab, '/webhook', { kind: 'wanted', id: `id-${number}` })
  await deliver(hooklab, '/webhook', { kind: 'other', id: 'not-wanted' })

  for (let kill = 0; kill < kills; kill += 1) {
    // The app has two of them and holds them; the others wait.
    await eventually(() => held.length, (count) => count >= atOnce * (kill + 1)) // prettier-ignore
    await hooklab.kill9()
    hooklab = await startHooklab({ dataFolder: folder.path })
    await deliver(hooklab, '/webhook', { kind: 'wanted', id: `after-kill-${kill}` })
  }
  await eventually(() => held.length, (count) => count >= atOnce * (kills + 1)) // prettier-ignore
  isHolding = false
  for (const response of held.splice(0)) response.writeHead(204).end()

  const all = [...Array.from({ length: deliveries }, (_, number) => `id-${number}`), 'after-kill-0', 'after-kill-1']
  const listAll = () => read<{ items: { id: string; attempts: number }[] }>(hooklab, '/deliveries?limit=100&q=outcome:responded')
  const { items } = await eventually(listAll, ({ items: found }) => found.length >= all.length, 60_000) // prettier-ignore
  expect(items.length).toBe(all.length)
  expect([...got.keys()].toSorted()).toEqual(all.toSorted())
  expect([...got.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(all.length + kills * atOnce)
  for (const { id } of items) {
    const attempts = (await read<{ items: Attempt[] }>(hooklab, `/deliveries/${id}/attempts`)).items
    expect(attempts).toHaveLength(1)
    const name = (await read<{ id: string }>(hooklab, `/deliveries/${id}/body`)).id
    // What the app may have had before says so; what is this run's own does not.
    expect(attempts[0]?.lineage?.again).toBe(name === 'after-kill-1' ? undefined : true)
  }

  // Nothing is left to take up: neither after another kill, nor after a quiet end.
  const before = [...got.values()].reduce((sum, count) => sum + count, 0)
  await hooklab.kill9()
  hooklab = await startHooklab({ dataFolder: folder.path })
  await deliver(hooklab, '/webhook', { kind: 'wanted', id: 'last' })
  await eventually(() => got.get('last'), (count) => count === 1) // prettier-ignore
  await hooklab.stop()
  hooklab = await startHooklab({ dataFolder: folder.path })
  await deliver(hooklab, '/webhook', { kind: 'wanted', id: 'very last' })
  await eventually(() => got.get('very last'), (count) => count === 1) // prettier-ignore
  expect([...got.values()].reduce((sum, count) => sum + count, 0)).toBe(before + 2)
  await hooklab.stop()
})
