/** How much later an answer comes than from bare `node:http`, at 1,000 requests a second. */
import { serve, serveHooklab } from '../child.ts'
import { median, quantile, type Figure } from '../figure.ts'
import { runLoad } from '../load.ts'
import { secret, signedPost } from '../request.ts'

const rounds = 3

export async function latency(): Promise<readonly Figure[]> {
  const added: { p50: number; p99: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const bare = await measure(async () => serve('bare'))
    const ours = await measure(async () => serveHooklab(['--secret', secret]))
    added.push({ p50: ours.p50 - bare.p50, p99: ours.p99 - bare.p99 })
  }
  const p50 = median(added.map((one) => one.p50))
  const p99 = median(added.map((one) => one.p99))
  return [
    { name: 'added latency at 1,000 a second, p50', measured: `${p50.toFixed(2)} ms` },
    { name: 'added latency at 1,000 a second, p99', measured: `${p99.toFixed(2)} ms`, budget: '≤ 5 ms', within: p99 <= 5 }
  ]
}

async function measure(open: () => Promise<AsyncDisposable & { readonly port: number }>): Promise<{ p50: number; p99: number }> {
  await using server = await open()
  const plan = { port: server.port, request: signedPost(), connections: 32, rate: 1_000 }
  await runLoad({ ...plan, durationMs: 1_000 })
  const { latencies } = await runLoad({ ...plan, durationMs: 5_000 })
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
}
