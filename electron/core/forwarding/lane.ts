/** The line before one target: so many at a time, the rest in order, and no longer than it may be. */

export type Job = () => Promise<unknown>

const longestLine = 10_000

export class Lane {
  readonly #waiting = new Set<Job>()
  #running = 0
  #limit = 1
  #idle: (() => void)[] = []

  /** Puts a job in line; `limit` is how many may run from now on. Answers whether there was room. Jobs must not reject. */
  enter(job: Job, limit: number): boolean {
    this.#limit = limit
    if (this.#waiting.size >= longestLine) return false
    this.#waiting.add(job)
    this.#fill()
    return true
  }

  /** Takes a job out of the line. Answers whether it was still waiting. */
  leave(job: Job): boolean {
    return this.#waiting.delete(job)
  }

  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void> {
    if (this.#running === 0 && this.#waiting.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #fill(): void {
    for (const job of this.#waiting) {
      if (this.#running >= this.#limit) return
      this.#waiting.delete(job)
      this.#running += 1
      void job().finally(() => {
        this.#running -= 1
        this.#fill()
      })
    }
    if (this.#running > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}
