/** How many deliveries came lately: for the sparkline, and for what is announced to a screen reader. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeliverySummary } from '../../electron/contract/index.ts'

export interface PulseState {
  /** Deliveries in each past span of `spanMs`, oldest first; the last one is still running. */
  readonly spans: readonly number[]
  readonly perMinute: number
  /** A sentence on what came since the last one. */
  readonly announcement: string
}

export interface Pulse {
  readonly state: StoreApi<PulseState>
  count(items: readonly DeliverySummary[], skipped: number): void
  /** Closes the running span. To be called every `spanMs`. */
  tick(): void
}

export const spanMs = 5_000
const spanCount = 24
const spansAMinute = 60_000 / spanMs

export function createPulse(): Pulse {
  const state = createStore<PulseState>(() => ({ spans: Array.from({ length: spanCount }, () => 0), perMinute: 0, announcement: '' }))
  let received = 0
  let failed = 0
  return {
    state,
    count: (items, skipped) => {
      received += items.length + skipped
      for (const item of items) if (item.verdict.status === 'failed') failed += 1
    },
    tick: () => {
      const before = state.getState()
      if (received === 0 && before.perMinute === 0 && before.announcement === '') return
      const spans = [...before.spans.slice(1), received]
      const perMinute = spans.slice(-spansAMinute).reduce((sum, span) => sum + span, 0)
      state.setState({ spans, perMinute, announcement: announce(received, failed) })
      received = 0
      failed = 0
    }
  }
}

function announce(received: number, failed: number): string {
  if (received === 0) return ''
  const deliveries = received === 1 ? '1 delivery' : `${received} deliveries`
  return failed === 0 ? deliveries : `${deliveries}, ${failed} failed`
}
