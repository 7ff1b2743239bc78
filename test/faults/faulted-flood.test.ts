/** With faults on no record is lost: whoever met a fault is in the store, with what was done to it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { withDeadline } from '../helpers/deadline.ts'
import { runningApp } from '../helpers/running-app.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const kinds = ['status', 'reset', 'empty', 'truncated', 'malformed'] as const
const killAfter = 400
const atOnce = 16

test('killed in the middle of a faulted burst, every delivery whose fault was met is stored with it', async () => {
  await using folder = await temporaryFolder()
  const child = spawn(process.execPath, [fileURLToPath(new URL('flood.ts', import.meta.url)), folder.path], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  const [line] = (await withDeadline(once(createInterface({ input: child.stdout }), 'line'), 30_000, 'the app did not start')) as [string]
  const met = new Map<string, string>()
  let killed = false
  const agent = new Agent({ connections: atOnce, pipelining: 1 })

  async function send(index: number): Promise<void> {
    const kind = kinds[index % kinds.length] ?? 'status'
    const id = `evt_${index}`
    const body = JSON.stringify({ event: 'a', id })
    const outcome = await request(`http://127.0.0.1:${line}/webhook/${kind}`, { method: 'POST', body, dispatcher: agent })
      .then(async (answer) => {
        await answer.body.text()
        return 'answered'
      })
      .catch(() => 'failed')
    // Once it is killed, a failure may be the kill's and says nothing.
    if (!killed || outcome === 'answered') met.set(id, kind)
    if (met.size === killAfter && !killed) {
      killed = true
      child.kill('SIGKILL')
    }
  }
  let next = 0
  const worker = async (): Promise<void> => {
    while (!killed) await send(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await ended
  await agent.destroy()

  await using again = await runningApp({ folder: folder.path })
  const stored = new Map<string, string | undefined>()
  for (let cursor: string | undefined; ;) {
    const page = await again.client.deliveries.list({ limit: 500, ...(cursor === undefined ? {} : { cursor }) })
    for (const { eventId, fault } of page.items) stored.set(eventId ?? '', fault)
    cursor = page.nextCursor
    if (cursor === undefined) break
  }
  expect(met.size).toBeGreaterThanOrEqual(killAfter)
  expect([...met].filter(([id, kind]) => stored.get(id) !== kind)).toEqual([])
}, 90_000)
