/** A clock that moves only when it is told to. */
import type { Clock } from '../../electron/core/clock.ts'

export interface FakeClock extends Clock {
  /** Moves on, running what falls due, in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** How many tasks are waiting. */
  readonly pending: number
}

export function fakeClock(startMs = 1_767_225_600_000): FakeClock {
  let now = startMs
  const tasks = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const task = { at: now + ms, run }
      tasks.add(task)
      return () => tasks.delete(task)
    },
    get pending() {
      return tasks.size
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        await settle()
        const due = [...tasks].filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        tasks.delete(due)
        now = due.at
        due.run()
      }
      now = end
      await settle()
    }
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
