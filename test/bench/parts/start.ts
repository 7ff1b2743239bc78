/** From the command to the ready line, headless. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveHooklab } from '../child.ts'
import { median, type Figure } from '../figure.ts'

export async function start(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hooklab-bench-'))
  const times: number[] = []
  const empty: number[] = []
  for (let round = 0; round < 5; round += 1) {
    empty.push(await emptyNode())
    await using hooklab = await serveHooklab([], folder)
    times.push(hooklab.startedMs)
  }
  await rm(folder, { recursive: true, force: true })
  const ms = median(times)
  return [
    {
      name: 'start to ready, headless',
      measured: `${Math.round(ms)} ms (× ${(ms / median(empty)).toFixed(1)} of an empty Node)`,
      budget: '≤ 400 ms',
      within: ms <= 400
    }
  ]
}

async function emptyNode(): Promise<number> {
  const started = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  return performance.now() - started
}
