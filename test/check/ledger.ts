/** What the sample apps do with an event: count it once, however often it comes. */

export interface Ledger {
  /** Counts an event unless its id was counted. */
  apply(id: string, amount?: number): void
  state(): { readonly orders: number; readonly total: number }
}

export function newLedger(): Ledger {
  const seen = new Set<string>()
  let total = 0
  return {
    apply(id, amount = 1) {
      if (seen.has(id)) return
      seen.add(id)
      total += amount
    },
    state: () => ({ orders: seen.size, total })
  }
}
