/** Tells interfaces of deliveries that attempts have changed: many in one reading, each once however often it changed meanwhile. */
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** So many wait; an interface that misses one sees it at its next read. */
const mostWaiting = 1000
const gatherMs = 40

export interface TellSummariesParts {
  readonly store: Pick<Store, 'getSummaries'>
  readonly bus: ChangeBus
  readonly clock: Clock
}

export function createTellSummaries({ store, bus, clock }: TellSummariesParts): (deliveryId: string) => void {
  const waiting = new Set<string>()
  const tell = (): void => {
    const ids = [...waiting]
    waiting.clear()
    store.getSummaries(ids).then(
      (summaries) => {
        for (const summary of summaries) bus.updated(summary)
      },
      () => undefined // It is seen at the next read.
    )
  }
  return (id) => {
    if (waiting.size === 0) clock.after(gatherMs, tell)
    if (waiting.size < mostWaiting) waiting.add(id)
  }
}
