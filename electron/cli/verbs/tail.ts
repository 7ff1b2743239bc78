/** `hooklab tail`: deliveries as they come. */
import { controlFlags, controlHelp, withHooklab } from '../client/connect.ts'
import { summaryLine } from '../client/delivery-text.ts'
import { followMatches } from '../client/follow-matches.ts'
import { readFlags, readMoment } from '../flags.ts'
import { printLine } from '../print.ts'
import { awaitEnding } from '../serve/ending.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab tail [FILTER] [FLAGS]

Prints the deliveries that match the filter as they come, until Ctrl+C.

  --since TIME        Those that came since first: 10m (ago), or 2026-11-23T14:30
${controlHelp}

Ends with 0 after Ctrl+C; 1 when Hooklab ends or no Hooklab runs, 2 when the filter or a flag is wrong.`

export const tail: Verb = {
  help,
  run(args) {
    const now = Date.now()
    const { values, positionals } = readFlags(args, { ...controlFlags, since: { type: 'string' } } as const, 'FILTER')
    const since = values.since === undefined ? now : readMoment('since', values.since, now)
    const stop = new AbortController()
    void awaitEnding().told.then(() => stop.abort())
    return withHooklab(values, async ({ client }) => {
      const matches = followMatches(client, { q: positionals.join(' '), since, signal: stop.signal })
      for await (const delivery of matches) await printLine(values.json === true ? JSON.stringify(delivery) : summaryLine(delivery))
      return 0
    })
  }
}
