/** Every delivery once, in the order of receipt, out of changes that leave some out in a flood. */
import { createRouterClient, type RouterClient } from '@orpc/server'
import type { Change, DeliverySummary } from '../../contract/index.ts'
import type { Router } from '../../core/router/router.ts'

type Received = Extract<Change, { type: 'deliveries.received' }>
const pageSize = 500
const remembered = 4 * pageSize

/** Answers a function that completes one change: its deliveries, and before them those that it left out. */
export function completeFloods(router: Router): (change: Received) => Promise<readonly DeliverySummary[]> {
  const seen = new Set<string>()
  let client: RouterClient<Router> | undefined
  return async ({ items, skipped }) => {
    client ??= createRouterClient(router)
    const missed = skipped === 0 ? [] : await findMissed(client, { items, skipped, seen })
    const all = [...missed, ...items]
    for (const { id } of all) seen.add(id)
    for (const id of seen) {
      if (seen.size <= remembered) break
      seen.delete(id)
    }
    return all
  }
}

interface Gap {
  readonly items: readonly DeliverySummary[]
  readonly skipped: number
  readonly seen: ReadonlySet<string>
}

/** Reads back through the list, newest first, past what is yet to come and what this change holds. */
async function findMissed(client: RouterClient<Router>, { items, skipped, seen }: Gap): Promise<readonly DeliverySummary[]> {
  const held = new Set(items.map(({ id }) => id))
  const newest = items.at(-1)?.id
  const missed: DeliverySummary[] = []
  let past = newest === undefined
  let cursor: string | undefined
  do {
    const page = await client.deliveries.list({ limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
    for (const item of page.items) {
      past ||= item.id === newest
      if (past && !held.has(item.id) && !seen.has(item.id) && missed.length < skipped) missed.push(item)
    }
    cursor = page.nextCursor
  } while (missed.length < skipped && cursor !== undefined)
  return missed.toReversed()
}
