/** Tells interfaces that a stored delivery has changed. */
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

export async function publishSummary(
  id: string,
  { store, bus, clock }: { store: Pick<Store, 'listDeliveries'>; bus: ChangeBus; clock: Clock }
): Promise<void> {
  if (bus.followerCount === 0) return
  const page = await store.listDeliveries({ q: `id:${id}`, limit: 1, now: clock.now() })
  const summary = page.items[0]
  if (summary !== undefined) bus.updated(summary)
}
