/**
 * `npm run bench [part …]`: the figures of design and docs, as ratios measured in one run on one machine.
 * Parts: start, throughput, latency, relay, memory, search. Without a name all of them run.
 */
import { latency } from './parts/latency.ts'
import { memory } from './parts/memory.ts'
import { relay } from './parts/relay.ts'
import { search } from './parts/search.ts'
import { start } from './parts/start.ts'
import { throughput } from './parts/throughput.ts'
import type { Figure } from './figure.ts'

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = { start, throughput, latency, relay, memory, search }
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => parts[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

console.log('| figure | measured | budget | |\n| --- | --- | --- | --- |')
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of await run()) {
    console.log(
      `| ${figure.name} | ${figure.measured} | ${figure.budget ?? '–'} | ${figure.within === undefined ? '' : figure.within ? 'within' : 'missed'} |`
    )
  }
}
