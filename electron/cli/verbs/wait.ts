/** `hooklab wait`: until a delivery comes, for scripts and CI. */
import { controlFlags, controlHelp, withHooklab } from '../client/connect.ts'
import { summaryLine } from '../client/delivery-text.ts'
import { followMatches } from '../client/follow-matches.ts'
import { readCount, readDuration, readFlags, readMoment } from '../flags.ts'
import { printLine } from '../print.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab wait [FILTER] [FLAGS]

Waits until a delivery that matches the filter comes, and prints it: hooklab wait type:invoice.paid --timeout 30s

  --timeout TIME      Give up after waiting for 500ms, 30s, 5m, …; 30s
  --count N           Wait for so many; 1
  --since TIME        Those that came since count as well: 10s (ago), or 2026-11-23T14:30; without it, those from now on
${controlHelp}

Ends with 0 when they came; 1 when the time was over first or no Hooklab runs, 2 when the filter or a flag is wrong.`

/** As long as the first look at what is there may take. */
const startMs = 15_000

export const wait: Verb = {
  help,
  run(args) {
    const now = Date.now()
    const flags = { ...controlFlags, timeout: { type: 'string' }, count: { type: 'string' }, since: { type: 'string' } } as const
    const { values, positionals } = readFlags(args, flags, 'FILTER')
    const timeout = values.timeout ?? '30s'
    const timeoutMs = readDuration('timeout', timeout)
    const count = readCount('count', values.count, { usual: 1, most: 1_000_000 })
    const since = values.since === undefined ? now : readMoment('since', values.since, now)
    const q = positionals.join(' ')
    return withHooklab(values, async ({ client }) => {
      let came = 0
      const patience = new AbortController()
      const signal = AbortSignal.any([patience.signal, AbortSignal.timeout(timeoutMs + startMs)])
      // A slow machine takes nothing from the time to wait.
      const onCaughtUp = (): void => AbortSignal.timeout(timeoutMs).addEventListener('abort', () => patience.abort())
      for await (const delivery of followMatches(client, { q, since, signal, onCaughtUp })) {
        await printLine(values.json === true ? JSON.stringify(delivery) : summaryLine(delivery))
        came += 1
        if (came === count) return 0
      }
      const wanted = count === 1 ? 'no delivery' : `${came} of ${count} deliveries`
      console.error(`hooklab wait: ${wanted}${q === '' ? '' : ` matching ${q}`} came within ${timeout}.`)
      return 1
    })
  }
}
