/** Time as an argument: nothing in core reads the machine's clock by itself. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs `task` once after `ms` milliseconds, unless the answer is called first. Never keeps the process alive. */
  after(ms: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    timer.unref()
    return () => clearTimeout(timer)
  }
}
