/** `hooklab list`: deliveries that match a filter. */
import { controlFlags, controlHelp, withHooklab } from '../client/connect.ts'
import { summaryLine } from '../client/delivery-text.ts'
import { readCount, readFlags } from '../flags.ts'
import { printLine } from '../print.ts'
import type { Verb } from '../verb.ts'

const help = `hooklab list [FILTER] [FLAGS]

Lists the deliveries that match a filter, newest first: hooklab list type:invoice.* verdict:failed since:1h

  --limit N           At most so many; 20
${controlHelp}

Ends with 0, also when nothing matches; 1 when no Hooklab runs, 2 when the filter or a flag is wrong.`

const pageSize = 500

export const list: Verb = {
  help,
  run(args) {
    const { values, positionals } = readFlags(args, { ...controlFlags, limit: { type: 'string' } }, 'FILTER')
    const limit = readCount('limit', values.limit, { usual: 20, most: 1_000_000 })
    const q = positionals.join(' ')
    return withHooklab(values, async ({ client }) => {
      let left = limit
      let cursor: string | undefined
      do {
        const page = await client.deliveries.list({ q, limit: Math.min(left, pageSize), ...(cursor === undefined ? {} : { cursor }) })
        for (const item of page.items) await printLine(values.json === true ? JSON.stringify(item) : summaryLine(item))
        left -= page.items.length
        cursor = page.nextCursor
      } while (cursor !== undefined && left > 0)
      return 0
    })
  }
}
