/**
 * What relaying adds to a direct call: the same POST over one kept-alive connection, one after the other, straight to a bare app,
 * through http-proxy-3, and through Hooklab, which verifies and stores each before it answers.
 */
import { serve, serveHooklab } from '../child.ts'
import { median, quantile, type Figure } from '../figure.ts'
import { runLoad } from '../load.ts'
import { secret, signedPost } from '../request.ts'

const rounds = 5
const budgetMs = 1

export async function relay(): Promise<readonly Figure[]> {
  const added: { ours: number; proxy: number; direct: number }[] = []
  await using app = await serve('bare')
  await using proxy = await serve('proxy', [String(app.port)])
  await using hooklab = await serveHooklab(['--secret', secret])
  await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { url: `http://127.0.0.1:${app.port}/`, mode: 'relay' } })
  // Rounds take turns, so that what else the machine does meets all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    const direct = await p50(app.port)
    added.push({ direct, proxy: (await p50(proxy.port)) - direct, ours: (await p50(hooklab.port)) - direct })
  }
  const ours = median(added.map((one) => one.ours))
  const proxied = median(added.map((one) => one.proxy))
  const direct = median(added.map((one) => one.direct))
  return [
    {
      name: 'relay, added to a direct call, p50',
      measured: `${ours.toFixed(2)} ms (the call itself ${direct.toFixed(2)} ms)`,
      budget: `≤ ${budgetMs} ms`,
      within: ours <= budgetMs
    },
    { name: 'http-proxy-3, added to a direct call, p50', measured: `${proxied.toFixed(2)} ms` }
  ]
}

async function p50(port: number): Promise<number> {
  const plan = { port, request: signedPost(), connections: 1 }
  await runLoad({ ...plan, durationMs: 500 })
  const { latencies, failures, answers } = await runLoad({ ...plan, durationMs: 2_000 })
  if (failures > 0) throw new Error(`${failures} of ${answers} answers were no 2xx.`)
  return quantile(latencies, 0.5)
}
