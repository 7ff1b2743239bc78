/**
 * Delivery ids: `dlv_` and a base-36 integer that is also the row's key, so that the id needs no index of its own.
 * The integer is the time of receipt times 1024 plus a counter: sorted by time, and safe as a double until the year 2248.
 */

const prefix = 'dlv_'
const perMs = 1024

/** Fresh keys that only grow, whatever the clock does. `last` is the greatest key that the store has. */
export function deliveryKeys(last: number): (at: number) => number {
  let previous = last
  return (at) => {
    previous = Math.max(at * perMs, previous + 1)
    return previous
  }
}

export function deliveryId(key: number): string {
  return prefix + key.toString(36)
}

/** The key inside an id, or nothing when it can't be one of ours. */
export function deliveryKey(id: string): number | undefined {
  if (!/^dlv_[0-9a-z]{1,11}$/.test(id)) return undefined
  const key = Number.parseInt(id.slice(prefix.length), 36)
  return Number.isSafeInteger(key) ? key : undefined
}

/** The least key of a delivery received at `at`, when the clock was right. */
export function firstKeyAt(at: number): number {
  return at * perMs
}

/** The time inside a key, epoch ms. */
export function keyTime(key: number): number {
  return Math.floor(key / perMs)
}
