import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { startHooklab } from '../helpers/hooklab-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const rounds = 10
const senders = 16
/** The process is killed when this many have been answered. */
const answersBeforeKill = 150

test(
  'killed in the middle of a flood, ten times, it has every delivery that was answered, with its bytes',
  { timeout: 240_000 },
  async () => {
    await using folder = await temporaryFolder()
    const answered = new Map<string, string>()
    for (let round = 0; round < rounds; round += 1) {
      const hooklab = await startHooklab({ dataFolder: folder.path })
      const before = answered.size
      await flood(`${hooklab.listenerUrl}/webhook`, answered, () => {
        if (answered.size - before >= answersBeforeKill + round * 37) void hooklab.kill9()
      })
      await hooklab.kill9()
      expect(answered.size).toBeGreaterThan(before)
    }
    const hooklab = await startHooklab({ dataFolder: folder.path })
    const stored = readHashes(join(folder.path, 'hooklab.db'))
    const missing = [...answered].filter(([id, hash]) => stored.get(id) !== hash)
    expect(missing).toEqual([])
    const status = (await hooklab.api('/status').then((response) => response.json())) as {
      counts: { deliveries: number }
      problems: unknown[]
    }
    expect(status.counts.deliveries).toBeGreaterThanOrEqual(answered.size)
    expect(status.problems).toEqual([])
    await hooklab.stop()
  }
)

/** Sends until nothing answers any more; notes the hash of each body that was answered 200. */
async function flood(url: string, answered: Map<string, string>, onAnswer: () => void): Promise<void> {
  const agent = new Agent({ connections: senders, pipelining: 1 })
  const send = async (): Promise<void> => {
    for (;;) {
      const id = randomBytes(12).toString('hex')
      const body = JSON.stringify({ id, event: 'flood', data: randomBytes(600).toString('base64') })
      try {
        const { statusCode, body: answer } = await request(url, { method: 'POST', body, dispatcher: agent })
        await answer.dump()
        if (statusCode === 200) answered.set(id, createHash('sha256').update(body).digest('hex'))
        onAnswer()
      } catch {
        // The process is gone, which is what this is about.
        return
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, send))
  await agent.destroy()
}

/** Event id → hash of the stored body, read from the file itself. */
function readHashes(file: string): Map<string, string> {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = database.prepare('SELECT event_id, body FROM deliveries JOIN captures USING (id) WHERE event_id IS NOT NULL').all()
    return new Map(
      rows.map((row) => [
        String(row['event_id']),
        createHash('sha256')
          .update(row['body'] as Uint8Array)
          .digest('hex')
      ])
    )
  } finally {
    database.close()
  }
}
