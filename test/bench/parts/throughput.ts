/** Receive, verify, store, answer: at 32 connections, against bare `node:http`, mockttp and Mockoon. */
import { serve, serveHooklab } from '../child.ts'
import { median, type Figure } from '../figure.ts'
import { runLoad } from '../load.ts'
import { secret, signedPost } from '../request.ts'

const rounds = 3
const durationMs = 4_000

export async function throughput(): Promise<readonly Figure[]> {
  const rates: Record<string, number[]> = { bare: [], hooklab: [], mockttp: [], mockoon: [] }
  // Rounds take turns, so that what else the machine does meets all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['bare', 'mockttp', 'mockoon'] as const) {
      await using server = await serve(name)
      rates[name]?.push(await rate(server.port))
    }
    await using hooklab = await serveHooklab(['--secret', secret])
    rates['hooklab']?.push(await rate(hooklab.port))
  }
  const of = (name: string): number => median(rates[name] ?? [])
  const share = of('hooklab') / of('bare')
  return [
    {
      name: 'throughput, Hooklab : bare node:http',
      measured: `${share.toFixed(2)} (${Math.round(of('hooklab'))} : ${Math.round(of('bare'))} a second)`,
      budget: '≥ 0.60',
      within: share >= 0.6
    },
    { name: 'throughput, Hooklab : mockttp', measured: (of('hooklab') / of('mockttp')).toFixed(1) },
    { name: 'throughput, Hooklab : Mockoon', measured: (of('hooklab') / of('mockoon')).toFixed(1) }
  ]
}

async function rate(port: number): Promise<number> {
  const plan = { port, request: signedPost(), connections: 32 }
  await runLoad({ ...plan, durationMs: 1_000 })
  const { answers, failures, seconds } = await runLoad({ ...plan, durationMs })
  if (failures > 0) throw new Error(`${failures} of ${answers} answers were no 2xx.`)
  return answers / seconds
}
