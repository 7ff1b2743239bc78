/** Deliveries that match a filter, each once, as they come or come to match. */
import type { DeliverySummary } from '../../contract/index.ts'
import { AppError } from '../../core/errors.ts'
import type { Client } from './connect.ts'

export interface FollowOptions {
  readonly q: string
  /** Epoch ms: what was received before is left out. */
  readonly since: number
  readonly signal: AbortSignal
  /** Called once what is there already was given: from then on each is given as it comes. */
  readonly onCaughtUp?: () => void
}

const pageSize = 500

/**
 * The filter is asked of the server at each change, so that it means here what it means everywhere; what came between two changes
 * is found in the list. Errors: throws when Hooklab ends; ends by itself when the signal aborts.
 */
export async function* followMatches(client: Client, { q, since, signal, onCaughtUp }: FollowOptions): AsyncGenerator<DeliverySummary> {
  const seen = new Set<string>()
  try {
    // The first change is a greeting: from then on nothing is missed.
    for await (const change of await client.changes(undefined, { signal })) {
      if (change.type !== 'hello' && change.type !== 'deliveries.received' && change.type !== 'deliveries.updated') continue
      yield* await findNew(client, { q, since, signal, seen })
      if (change.type === 'hello') onCaughtUp?.()
    }
  } catch (error) {
    if (signal.aborted) return
    throw error
  }
  if (!signal.aborted) throw new AppError('NOT_FOUND', 'Hooklab ended.')
}

/** Oldest first. */
async function findNew(
  client: Client,
  { q, since, signal, seen }: FollowOptions & { readonly seen: Set<string> }
): Promise<readonly DeliverySummary[]> {
  const found: DeliverySummary[] = []
  let cursor: string | undefined
  do {
    const page = await client.deliveries.list({ q, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }, { signal })
    const fresh = page.items.filter((item) => item.receivedAt >= since && !seen.has(item.id))
    for (const { id } of fresh) seen.add(id)
    found.push(...fresh)
    cursor = fresh.length === page.items.length ? page.nextCursor : undefined
  } while (cursor !== undefined)
  return found.toReversed()
}
