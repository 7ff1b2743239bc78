/** Tells interfaces of deliveries that have changed, each once however often it changes while it waits its turn. */
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { publishSummary } from './publish-summary.ts'

/** So many wait; a reader that misses one sees it at its next read. */
const mostWaiting = 1000

export function createTellSummaries(parts: {
  readonly store: Pick<Store, 'listDeliveries'>
  readonly bus: ChangeBus
  readonly clock: Clock
}) {
  const waiting = new Set<string>()
  let telling = false
  const tell = async (): Promise<void> => {
    telling = true
    for (const id of waiting) {
      waiting.delete(id)
      await publishSummary(id, parts).catch(() => undefined)
    }
    telling = false
  }
  return (id: string): void => {
    if (waiting.size >= mostWaiting) return
    waiting.add(id)
    if (!telling) void tell()
  }
}
