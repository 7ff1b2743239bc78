/** What still has to end before a name can be had again or the tunnel is closed. */
import type { Clock } from '../clock.ts'

export interface Endings {
  add(ending: Promise<void>): void
  /** Resolves when all that was added by now has ended, at the latest after the deadline. */
  all(): Promise<void>
}

const deadlineMs = 3_000

/** Gathers endings; one that hangs holds nobody for longer than 3 s. */
export function createEndings(clock: Clock): Endings {
  const open = new Set<Promise<void>>()
  return {
    add(ending) {
      const settled = ending.then(
        () => void open.delete(settled),
        () => void open.delete(settled)
      )
      open.add(settled)
    },
    all() {
      if (open.size === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const cancel = clock.after(deadlineMs, resolve)
        void Promise.all(open).then(() => {
          cancel()
          resolve()
        })
      })
    }
  }
}
