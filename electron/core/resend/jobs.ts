/**
 * Jobs: several sendings under one progress.
 *
 * state    | pause   | resume  | cancel    | work ends          | work throws
 * running  | paused  | –       | cancelled | finished / stopped | failed
 * paused   | –       | running | cancelled | (waits)            | failed
 * the rest | they have ended, and stay as they are
 */
import type { Attempt, Job } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'

export interface JobsOptions {
  readonly clock: Clock
  readonly newId: (prefix: string) => string
  /** Called with all of them whenever one has changed. */
  readonly onChange: (items: readonly Job[]) => void
}

export type JobFacts = Pick<Job, 'kind' | 'destination' | 'total'> & Partial<Pick<Job, 'q' | 'deliveryId' | 'targetId'>>

const mostRunning = 4
const keptEnded = 20

export class Jobs {
  readonly #options: JobsOptions
  #runs: JobRun[] = []
  #closed = false

  constructor(options: JobsOptions) {
    this.#options = options
  }

  /** Newest first. */
  list(): readonly Job[] {
    return this.#runs.map((run) => run.job)
  }

  /** Errors: NOT_FOUND. */
  get(id: string): Job {
    return this.#run(id).job
  }

  /** Errors: NOT_FOUND; CONFLICT when it has ended. The same for the next two. */
  pause(id: string): Job {
    return this.#running(id).pause()
  }

  resume(id: string): Job {
    return this.#running(id).resume()
  }

  cancel(id: string): Job {
    return this.#running(id).cancel()
  }

  /** Does nothing for one that has ended or is gone. */
  cancelIfRunning(id: string): void {
    this.#runs.find((run) => run.job.id === id)?.cancel()
  }

  /** Errors: NOT_FOUND; CONFLICT when it has not ended. */
  remove(id: string): void {
    const run = this.#run(id)
    if (!run.hasEnded) throw new AppError('CONFLICT', 'This job has not ended yet. Cancel it first.')
    this.#runs = this.#runs.filter((one) => one !== run)
    this.#options.onChange(this.list())
  }

  /** Errors: CONFLICT when too many run already. */
  start(facts: JobFacts, work: (run: JobRun) => Promise<void>): { readonly job: Job; readonly ended: Promise<Job> } {
    if (this.#closed) throw new AppError('CONFLICT', 'Hooklab is closing, so nothing is sent any more.')
    // Somebody waits for the answer of a single delivery's: it is bounded by itself.
    const bounded = this.#runs.filter((run) => !run.hasEnded && run.job.deliveryId === undefined)
    if (facts.deliveryId === undefined && bounded.length >= mostRunning) {
      throw new AppError('CONFLICT', `${mostRunning} jobs are running already. Wait for one to end, or cancel it.`)
    }
    const run = new JobRun(facts, this.#options, () => this.#options.onChange(this.list()))
    this.#forgetOld()
    this.#runs = [run, ...this.#runs]
    this.#options.onChange(this.list())
    return { job: run.job, ended: run.carryOut(work) }
  }

  /** Cancels all that run; resolves when they have ended. */
  async close(): Promise<void> {
    this.#closed = true
    const running = this.#runs.filter((run) => !run.hasEnded)
    for (const run of running) run.cancel()
    await Promise.all(running.map((run) => run.ended))
  }

  #forgetOld(): void {
    const ended = this.#runs.filter((run) => run.hasEnded).slice(keptEnded - 1)
    this.#runs = this.#runs.filter((run) => !ended.includes(run))
  }

  #run(id: string): JobRun {
    const run = this.#runs.find((one) => one.job.id === id)
    if (run === undefined) throw new AppError('NOT_FOUND', `There is no job ${id}. Only running ones and the last ${keptEnded} are kept.`)
    return run
  }

  #running(id: string): JobRun {
    const run = this.#run(id)
    if (run.hasEnded) throw new AppError('CONFLICT', `This job has ended (${run.job.state}).`)
    return run
  }
}

/** One job while it runs: what its work asks, and tells. */
export class JobRun {
  readonly #clock: Clock
  readonly #tell: () => void
  readonly #abort = new AbortController()
  readonly #ended = Promise.withResolvers<Job>()
  #job: Job
  #resumed = Promise.withResolvers<void>()

  constructor(facts: JobFacts, { clock, newId }: JobsOptions, tell: () => void) {
    this.#clock = clock
    this.#tell = tell
    const counts = { done: 0, succeeded: 0, failed: 0, skipped: 0 }
    this.#job = { id: newId('job'), state: 'running', ...facts, ...counts, startedAt: clock.now() }
    this.#resumed.resolve()
  }

  get job(): Job {
    return this.#job
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get hasEnded(): boolean {
    return this.#job.endedAt !== undefined
  }

  get ended(): Promise<Job> {
    return this.#ended.promise
  }

  pause(): Job {
    if (this.#job.state === 'running') {
      this.#resumed = Promise.withResolvers()
      this.#patch({ state: 'paused' })
    }
    return this.#job
  }

  resume(): Job {
    if (this.#job.state === 'paused') {
      this.#patch({ state: 'running' })
      this.#resumed.resolve()
    }
    return this.#job
  }

  cancel(): Job {
    if (this.hasEnded) return this.#job
    this.#patch({ state: 'cancelled' })
    this.#abort.abort()
    this.#resumed.resolve()
    return this.#job
  }

  /** It goes no further; what is under way ends by itself. */
  stop(reason: string): void {
    if (this.#job.state !== 'cancelled') this.#patch({ state: 'stopped', reason })
    this.#resumed.resolve()
  }

  /** Waits while it is paused. Answers whether to go on. */
  async goesOn(): Promise<boolean> {
    while (this.#job.state === 'paused') await this.#resumed.promise
    return this.#job.state === 'running'
  }

  /** Waits; less when it is cancelled. Answers whether to go on. */
  async wait(ms: number): Promise<boolean> {
    if (ms > 0 && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        const cancelTimer = this.#clock.after(ms, resolve)
        const wake = (): void => {
          cancelTimer()
          resolve()
        }
        this.signal.addEventListener('abort', wake, { once: true })
      })
    }
    return this.goesOn()
  }

  /** A reason that does not end it; the first is kept. */
  notes(reason: string): void {
    this.#job = { reason, ...this.#job }
  }

  begins(currentId: string): void {
    this.#job = { ...this.#job, currentId }
  }

  /** A delivery was sent, or left out when there are no attempts. What was cut off by cancelling counts for neither side. */
  counts(attempts: readonly Attempt[]): void {
    const { done, skipped, succeeded, failed, firstFailure } = this.#job
    const ended = this.signal.aborted ? attempts.filter(({ outcome }) => outcome.kind !== 'aborted') : attempts
    const failures = ended.filter((attempt) => !isSuccess(attempt))
    const [first] = failures
    this.#patch({
      done: done + 1,
      skipped: skipped + (attempts.length === 0 ? 1 : 0),
      succeeded: succeeded + ended.length - failures.length,
      failed: failed + failures.length,
      ...(first === undefined || firstFailure !== undefined
        ? {}
        : { firstFailure: { deliveryId: first.deliveryId, attemptId: first.id, outcome: first.outcome } })
    })
  }

  /** Never rejects: what the work throws is the job's reason. */
  async carryOut(work: (run: JobRun) => Promise<void>): Promise<Job> {
    try {
      await work(this)
      this.#end(this.#job.state === 'running' || this.#job.state === 'paused' ? { state: 'finished' } : {})
    } catch (error) {
      this.#end(this.#job.state === 'cancelled' ? {} : { state: 'failed', reason: errorMessage(error) })
    }
    return this.#job
  }

  #end(patch: Partial<Job>): void {
    const { currentId: _ended, ...job } = this.#job
    this.#job = { ...job, ...patch, endedAt: this.#clock.now() }
    this.#ended.resolve(this.#job)
    this.#tell()
  }

  #patch(patch: Partial<Job>): void {
    this.#job = { ...this.#job, ...patch }
    this.#tell()
  }
}

export function isSuccess({ outcome }: Pick<Attempt, 'outcome'>): boolean {
  return outcome.kind === 'responded' && outcome.status >= 200 && outcome.status < 300
}
