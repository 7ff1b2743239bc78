/** The first page and searches at 1,000,000 stored deliveries. */
import { serveHooklab, type ServedHooklab } from '../child.ts'
import { quantile, type Figure } from '../figure.ts'
import { runLoad } from '../load.ts'
import { secret, signedPost } from '../request.ts'

const rows = Number(process.env['BENCH_ROWS'] ?? 1_000_000)
const queries = [
  'type:invoice.*',
  'verdict:failed',
  'status:2xx',
  'body:"cus_1"',
  'invoice',
  'body:"nowhere"',
  'type:order.paid',
  'event:evt_bench_7',
  'header.user-agent:bench*',
  'size:>10kb'
]

interface StatusAnswer {
  readonly counts: { readonly deliveries: number }
}

export async function search(): Promise<readonly Figure[]> {
  await using hooklab = await serveHooklab(['--secret', secret])
  const gibibyte = 1024 ** 3
  await hooklab.api('/settings', { method: 'PATCH', body: { retention: { maxDeliveries: 10_000_000, maxBytes: 50 * gibibyte } } })
  await fill(hooklab)
  await indexed(hooklab)
  const pages = await time(hooklab, [''], 40)
  const found = await time(hooklab, queries, 10)
  const page = quantile(pages, 0.95)
  const p95 = quantile(found, 0.95)
  const count = rows.toLocaleString('en')
  return [
    { name: `first page of ${count}, p95`, measured: `${page.toFixed(1)} ms`, budget: '≤ 50 ms', within: page <= 50 },
    {
      name: `search of ${count}, p95`,
      measured: `${p95.toFixed(1)} ms (p50 ${quantile(found, 0.5).toFixed(1)} ms)`,
      budget: '≤ 100 ms',
      within: p95 <= 100
    }
  ]
}

async function fill(hooklab: ServedHooklab): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const { counts } = await hooklab.api<StatusAnswer>('/status')
    if (counts.deliveries >= rows) return
    await runLoad({ port: hooklab.port, request: signedPost('/webhook', `evt_bench_${turn}`), connections: 32, durationMs: 2_000 })
  }
}

/** Waits until a search no longer gets faster by waiting: the index has caught up. */
async function indexed(hooklab: ServedHooklab): Promise<void> {
  for (let turn = 0; turn < 240; turn += 1) {
    const [slowest = 0] = await time(hooklab, ['body:"nowhere"'], 1)
    if (slowest < 50) return
    await new Promise((resolve) => setTimeout(resolve, 5_000))
  }
}

async function time(hooklab: ServedHooklab, texts: readonly string[], rounds: number): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const text of texts) {
      const started = performance.now()
      await hooklab.api(`/deliveries?limit=100&q=${encodeURIComponent(text)}`)
      times.push(performance.now() - started)
    }
  }
  return times.sort((a, b) => a - b)
}
