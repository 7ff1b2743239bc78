/**
 * Hands changes to every interface that follows. Deliveries are gathered for a moment and sent together; a reader that is
 * slow gets fewer, larger changes, and in a flood only the newest deliveries with a count of those left out.
 */
import type { Change, DeliverySummary } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'

const gatherMs = 40
const mostPerChange = 500
/** Attempts hold bodies: a reader that is too slow for them reads its delivery's list again when its count has changed. */
const mostAttempts = 100

export class ChangeBus {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #followers = new Set<Follower>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  get followerCount(): number {
    return this.#followers.size
  }

  publish(change: Change): void {
    for (const follower of this.#followers) follower.push(change)
  }

  received(summary: DeliverySummary): void {
    for (const follower of this.#followers) follower.received(summary)
  }

  updated(summary: DeliverySummary): void {
    for (const follower of this.#followers) follower.updated(summary)
  }

  /** Follows until the signal aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<Change> {
    const follower = new Follower(this.#clock)
    this.#followers.add(follower)
    const stop = (): void => follower.stop()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) follower.stop()
    try {
      yield { type: 'hello', startedAt: this.#startedAt }
      while (!follower.stopped) {
        for (const change of await follower.take()) yield change
      }
    } finally {
      signal.removeEventListener('abort', stop)
      follower.stop()
      this.#followers.delete(follower)
    }
  }
}

class Follower {
  readonly #clock: Clock
  #others: Change[] = []
  #received: DeliverySummary[] = []
  #skipped = 0
  #updated = new Map<string, DeliverySummary>()
  #wake: (() => void) | undefined
  #cancelTimer: (() => void) | undefined
  stopped = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  push(change: Change): void {
    // The newest of a kind holds all that an older one said, so a slow reader misses nothing by getting only that.
    const key = sameKind(change)
    if (key !== undefined) this.#others = this.#others.filter((other) => sameKind(other) !== key)
    this.#others.push(change)
    if (change.type === 'attempt.finished') this.#keepNewestAttempts()
    this.#schedule()
  }

  #keepNewestAttempts(): void {
    if (this.#others.length <= mostAttempts || this.#others.filter((other) => other.type === 'attempt.finished').length <= mostAttempts)
      return
    const oldest = this.#others.findIndex((other) => other.type === 'attempt.finished')
    this.#others = this.#others.filter((_, index) => index !== oldest)
  }

  received(summary: DeliverySummary): void {
    this.#received.push(summary)
    if (this.#received.length > mostPerChange * 2) {
      this.#skipped += this.#received.length - mostPerChange
      this.#received = this.#received.slice(-mostPerChange)
    }
    this.#schedule()
  }

  updated(summary: DeliverySummary): void {
    this.#updated.delete(summary.id)
    this.#updated.set(summary.id, summary)
    if (this.#updated.size > mostPerChange) {
      const oldest = this.#updated.keys().next()
      if (oldest.done !== true) this.#updated.delete(oldest.value)
    }
    this.#schedule()
  }

  stop(): void {
    this.stopped = true
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#wake?.()
  }

  /** What has gathered, once there is something. */
  async take(): Promise<readonly Change[]> {
    if (this.#isEmpty() || this.#cancelTimer !== undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (this.stopped) resolve()
      })
      this.#wake = undefined
    }
    return this.#drain()
  }

  #isEmpty(): boolean {
    return this.#others.length === 0 && this.#received.length === 0 && this.#updated.size === 0
  }

  #schedule(): void {
    this.#cancelTimer ??= this.#clock.after(gatherMs, () => {
      this.#cancelTimer = undefined
      this.#wake?.()
    })
  }

  #drain(): readonly Change[] {
    const drained: Change[] = []
    if (this.#received.length > 0) {
      const over = Math.max(0, this.#received.length - mostPerChange)
      drained.push({ type: 'deliveries.received', items: this.#received.slice(over), skipped: this.#skipped + over })
    }
    if (this.#updated.size > 0) drained.push({ type: 'deliveries.updated', items: [...this.#updated.values()] })
    drained.push(...this.#others)
    this.#received = []
    this.#skipped = 0
    this.#updated = new Map()
    this.#others = []
    return drained
  }
}

/** Changes of one kind replace each other; those without a key are all kept. */
function sameKind(change: Change): string | undefined {
  switch (change.type) {
    case 'targets.changed':
    case 'faults.changed':
      return `${change.type} ${change.endpointId}`
    case 'check.changed':
      return `${change.type} ${change.check.id}`
    case 'endpoints.changed':
    case 'tunnel.changed':
    case 'exposure.changed':
    case 'settings.changed':
    case 'problems.changed':
    case 'filters.changed':
    case 'jobs.changed':
    case 'retries.changed':
    case 'health.changed':
      return change.type
    case 'hello':
    case 'attempt.finished':
    case 'deliveries.received':
    case 'deliveries.updated':
    case 'deliveries.removed':
      return undefined
  }
}
