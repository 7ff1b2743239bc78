/**
 * Whether targets are up, told by what became of attempts; and a look-out for those that missed something.
 *
 * state    | answered     | no response | takes a connection | nothing missed
 * unknown  | up           | down        | –                  | –
 * up       | up           | down        | –                  | –
 * down     | up, *back*   | down        | up, *back*         | down, no look-out
 *
 * *back*: what it missed may be sent to it. The look-out is a bare TCP connection to a loopback address, further and further apart
 * until the target really answers; anything else is only ever reached by what is sent to it.
 */
import { connect } from 'node:net'
import type { Attempt, Outcome, Target, TargetHealth } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import type { AttemptEffects } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import { backoffMs } from '../tunnel/backoff.ts'
import { isUnanswered } from './attempt-effects.ts'
import { isLoopbackUrl } from './target-address.ts'

export interface HealthOptions {
  readonly store: Pick<Store, 'targetCounts'>
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly allTargets: () => readonly Target[]
  readonly jobOf: (targetId: string) => string | undefined
  /** Whether a URL's port takes connections; over TCP when left out. */
  readonly takesConnections?: (url: URL) => Promise<boolean>
  readonly onChange: (items: readonly TargetHealth[]) => void
  /** A target that had missed something answers again. */
  readonly onBack: (target: Target) => void
}

interface Known {
  readonly state: 'up' | 'down'
  readonly since: number
  readonly lastOutcome?: Outcome
  readonly lastAt?: number
}

interface Counts {
  readonly missed: number
  readonly pendingRetries: number
}

const tellMs = 150
const connectMs = 2_000
const nothing: Counts = { missed: 0, pendingRetries: 0 }

export class Health {
  readonly #options: HealthOptions
  readonly #known = new Map<string, Known>()
  readonly #lookouts = new Map<string, () => void>()
  /** How many look-outs a target has had since it last answered. */
  readonly #steps = new Map<string, number>()
  #counts: ReadonlyMap<string, Counts> = new Map()
  #cancelTelling: (() => void) | undefined
  #closed = false

  constructor(options: HealthOptions) {
    this.#options = options
  }

  /** Begins to look out for those that missed something in an earlier run. */
  async start(): Promise<void> {
    await this.#readCounts()
    this.#lookOut()
  }

  async list(): Promise<readonly TargetHealth[]> {
    await this.#readCounts()
    return this.#items()
  }

  note({ targetId, outcome, sentAt }: Attempt, effects: AttemptEffects): void {
    if (targetId === undefined) return
    if (outcome.kind === 'responded') this.#answered(targetId, outcome, sentAt)
    else if (isUnanswered(outcome)) this.#set(targetId, 'down', { lastOutcome: outcome, lastAt: sentAt })
    if (effects.reach === 'missed' || effects.nextRetry !== undefined || effects.doneRetryId !== undefined || effects.reach === 'reached')
      this.tellSoon()
  }

  /** Counts or jobs have changed: interfaces are told in a moment, once for many. */
  tellSoon(): void {
    if (this.#closed) return
    this.#cancelTelling ??= this.#options.clock.after(tellMs, () => {
      this.#cancelTelling = undefined
      this.#readCounts()
        .then(() => {
          this.#options.onChange(this.#items())
          this.#lookOut()
        })
        .catch((error: unknown) => this.#options.log.warn('health.not_read', { message: errorMessage(error) }))
    })
  }

  close(): void {
    this.#closed = true
    this.#cancelTelling?.()
    for (const cancel of this.#lookouts.values()) cancel()
  }

  #answered(targetId: string, lastOutcome: Outcome, lastAt: number): void {
    const wasDown = this.#known.get(targetId)?.state === 'down'
    this.#set(targetId, 'up', { lastOutcome, lastAt })
    this.#steps.delete(targetId)
    if (wasDown) this.#back(targetId)
  }

  #set(targetId: string, state: Known['state'], last: Pick<Known, 'lastOutcome' | 'lastAt'>): void {
    const before = this.#known.get(targetId)
    const since = before?.state === state ? before.since : this.#options.clock.now()
    this.#known.set(targetId, { ...before, state, since, ...last })
    if (before?.state !== state) this.tellSoon()
  }

  #back(targetId: string): void {
    this.#lookouts.get(targetId)?.()
    this.#lookouts.delete(targetId)
    const target = this.#options.allTargets().find((one) => one.id === targetId)
    if (target !== undefined && !this.#closed) this.#options.onBack(target)
  }

  /** Begins to watch those that are down and have missed something, and ends watching the rest. */
  #lookOut(): void {
    if (this.#closed) return
    const { allTargets } = this.#options
    const wanted = new Map(allTargets().flatMap((target) => (this.#isWatched(target) ? [[target.id, target] as const] : [])))
    for (const [id, cancel] of this.#lookouts) {
      if (wanted.has(id)) continue
      cancel()
      this.#lookouts.delete(id)
    }
    for (const [id, target] of wanted) if (!this.#lookouts.has(id)) this.#watch(target)
  }

  #isWatched(target: Target): boolean {
    const url = URL.parse(target.url)
    const missed = this.#counts.get(target.id)?.missed ?? 0
    return target.enabled && missed > 0 && this.#known.get(target.id)?.state === 'down' && url !== null && isLoopbackUrl(url)
  }

  #watch(target: Target): void {
    const { clock, random, takesConnections = connects } = this.#options
    const step = this.#steps.get(target.id) ?? 0
    this.#steps.set(target.id, step + 1)
    const cancel = clock.after(backoffMs(step, 'eager', random), () => {
      void takesConnections(new URL(target.url)).then((taken) => {
        if (this.#closed || this.#lookouts.get(target.id) !== cancel) return
        this.#lookouts.delete(target.id)
        if (!taken) return this.#lookOut()
        this.#set(target.id, 'up', {})
        this.#back(target.id)
      })
    })
    this.#lookouts.set(target.id, cancel)
  }

  async #readCounts(): Promise<void> {
    const counts = await this.#options.store.targetCounts()
    this.#counts = new Map(counts.map((row) => [row.targetId, row]))
    // What was missed in an earlier run was missed by a target that is down as far as is known.
    for (const { targetId, missedSince } of counts) {
      if (missedSince !== undefined && !this.#known.has(targetId)) this.#known.set(targetId, { state: 'down', since: missedSince })
    }
  }

  #items(): TargetHealth[] {
    return this.#options.allTargets().map(({ id, endpointId }) => {
      const { missed, pendingRetries } = this.#counts.get(id) ?? nothing
      const jobId = this.#options.jobOf(id)
      const known = this.#known.get(id) ?? { state: 'unknown' as const }
      return { targetId: id, endpointId, ...known, missed, pendingRetries, ...(jobId === undefined ? {} : { jobId }) }
    })
  }
}

/** Never rejects: whatever goes wrong, it takes none. */
function connects(url: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port, autoSelectFamily: true })
    const end = (taken: boolean): void => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(connectMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
