/** Resident memory of the one process after 100,000 deliveries, and whether it stays there. */
import { readFile } from 'node:fs/promises'
import { serveHooklab } from '../child.ts'
import type { Figure } from '../figure.ts'
import { runLoad } from '../load.ts'
import { secret, signedPost } from '../request.ts'

export async function memory(): Promise<readonly Figure[]> {
  await using hooklab = await serveHooklab(['--secret', secret])
  const first = await grow(hooklab.port, hooklab.pid, 100_000)
  const second = await grow(hooklab.port, hooklab.pid, 100_000)
  return [
    { name: 'memory after 100,000 deliveries', measured: `${first} MB`, budget: '≤ 200 MB', within: first <= 200 },
    {
      name: 'memory after 100,000 more',
      measured: `${second} MB (× ${(second / first).toFixed(2)})`,
      budget: 'flat',
      within: second <= first * 1.15
    }
  ]
}

async function grow(port: number, pid: number, count: number): Promise<number> {
  let left = count
  while (left > 0) {
    const { answers } = await runLoad({ port, request: signedPost(), connections: 32, durationMs: 1_000 })
    left -= answers
  }
  return residentMegabytes(pid)
}

/** Linux only, as is everything this is compared with; elsewhere the figure is missing. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024)
}
