/** What the product under test has kept. */
import type { RunningApp } from '../helpers/running-app.ts'

/** The event ids of every delivery of the load. */
export async function storedEvents({ client }: RunningApp): Promise<Set<string>> {
  const ids = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await client.deliveries.list({ limit: 500, ...(cursor !== undefined && { cursor }) })
    for (const { eventId } of page.items) if (eventId !== undefined) ids.add(eventId)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return ids
}

/** Those that were answered and are nowhere. */
export async function lostEvents(running: RunningApp, answered: ReadonlySet<string>): Promise<readonly string[]> {
  const stored = await storedEvents(running)
  return [...answered].filter((id) => !stored.has(id))
}
