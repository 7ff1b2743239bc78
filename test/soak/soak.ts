/**
 * `npm run soak [restarts|idle] [--kills 50] [--rate 50] [--minutes 30] [--burst 500]`: what a tunnel must bear for long, measured
 * against the stock localtunnel server on loopback. Outside CI, which runs the short forms. Exit code 1 when a bound is missed.
 */
import { parseArgs } from 'node:util'
import { runIdle } from './idle.ts'
import type { ProcessSize } from './process-size.ts'
import { percentile, runRestarts } from './restarts.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '50' },
    rate: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '30' },
    burst: { type: 'string', default: '500' }
  }
})

const parts: Readonly<Record<string, () => Promise<void>>> = { restarts, idle }
const unknown = positionals.filter((name) => parts[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
console.log('| figure | measured | bound | |\n| --- | --- | --- | --- |')
for (const [name, run] of Object.entries(parts)) if (positionals.length === 0 || positionals.includes(name)) await run()

async function restarts(): Promise<void> {
  const result = await runRestarts({
    kills: Number(values.kills),
    perSecond: Number(values.rate),
    longestAwayMs: 8_000,
    longestUpMs: 4_000,
    onRound: (text) => console.error(text)
  })
  const { recoveriesMs, sizes } = result
  const p95 = percentile(recoveriesMs, 0.95)
  tell('restarts: recoveries', String(recoveriesMs.length), values.kills, recoveriesMs.length === Number(values.kills))
  tell(
    'restarts: return to proven, p50 / p95 / longest',
    `${percentile(recoveriesMs, 0.5)} / ${p95} / ${recoveriesMs.at(-1)} ms`,
    'p95 ≤ 5000 ms',
    p95 <= 5_000
  )
  tell('restarts: recoveries under another URL', String(result.otherUrls.length), '0', result.otherUrls.length === 0)
  tell('restarts: longest online while nothing got through', `${result.deafOnlineMs} ms`, '≤ 30000 ms', result.deafOnlineMs <= 30_000)
  tell('restarts: unhandled rejections', String(result.unhandled.length), '0', result.unhandled.length === 0)
  tell('restarts: sent, answered', `${result.sent}, ${result.answered}`, '–', true)
  tell('restarts: answered and not stored', String(result.lost.length), '0', result.lost.length === 0)
  tell('restarts: ends of the others', [...result.failures].map(([how, count]) => `${how} × ${count}`).join(', '), '–', true)
  const { first, last } = sizes
  tell(
    'restarts: sockets, threads, first and last',
    `${counts(first)} → ${counts(last)}`,
    'flat',
    last.sockets <= first.sockets + 10 && last.threads <= first.threads
  )
  tell('restarts: heap, first and last', `${first.heapMb} → ${last.heapMb} MB`, '+30 MB', last.heapMb <= first.heapMb + 30)
}

async function idle(): Promise<void> {
  const { cpuPercent, troubles, proofs, answered, lost, burstMs, sizes } = await runIdle({
    minutes: Number(values.minutes),
    burst: Number(values.burst)
  })
  const { first, last } = sizes
  tell(`idle: share of a core in ${values.minutes} min`, `${cpuPercent} %`, '≤ 1 %', cpuPercent <= 1)
  tell('idle: proofs, states other than online', [proofs, ...troubles].join(', '), '0 others', troubles.length === 0)
  tell('idle: then a burst, answered', `${answered} of ${values.burst} in ${burstMs} ms`, 'all', answered === Number(values.burst))
  tell('idle: answered and not stored', String(lost.length), '0', lost.length === 0)
  tell(
    'idle: heap, sockets',
    `${first.heapMb} → ${last.heapMb} MB, ${first.sockets} → ${last.sockets}`,
    'flat',
    last.heapMb <= first.heapMb + 10
  )
}

function counts({ sockets, threads }: ProcessSize): string {
  return `${sockets} and ${threads}`
}

function tell(name: string, measured: string, bound: string, within: boolean): void {
  console.log(`| ${name} | ${measured} | ${bound} | ${within ? 'within' : 'MISSED'} |`)
  if (!within) process.exitCode = 1
}
