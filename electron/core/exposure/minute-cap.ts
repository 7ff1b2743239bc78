/** Counts what is let through, so that no 60 seconds hold more than the cap. */
import type { Clock } from '../clock.ts'

export interface MinuteCap {
  /** Takes one, or says in how many seconds there is room again. `most`: 0 is no cap. */
  take(most: number): { readonly taken: true } | { readonly taken: false; readonly retryAfterSeconds: number }
}

/** One more than a minute has: the oldest second may still hold requests that are less than 60 s old. */
const slots = 61

/** A second is the unit: memory and work are the same for every cap. */
export function createMinuteCap(clock: Clock): MinuteCap {
  const counts = new Uint32Array(slots)
  let second = 0
  let total = 0

  const turnTo = (now: number): void => {
    const steps = now - second
    // A clock that was set back far is believed too: nobody waits for the old time to come again.
    if (steps >= slots || steps < -slots) {
      counts.fill(0)
      total = 0
      second = now
      return
    }
    for (; second < now; second += 1) {
      const slot = (second + 1) % slots
      total -= counts[slot] ?? 0
      counts[slot] = 0
    }
  }

  return {
    take(most) {
      if (most === 0) return { taken: true }
      turnTo(Math.floor(clock.now() / 1000))
      if (total < most) {
        const slot = second % slots
        counts[slot] = (counts[slot] ?? 0) + 1
        total += 1
        return { taken: true }
      }
      let left = total
      let seconds = 0
      while (left >= most && seconds < slots) {
        seconds += 1
        left -= counts[(second + seconds) % slots] ?? 0
      }
      return { taken: false, retryAfterSeconds: seconds }
    }
  }
}
