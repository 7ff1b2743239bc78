/** Catch-up: what a target missed while it could not be reached, sent to it in the order that it came. */
import type { Job, Target } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'
import { isUnanswered } from '../forwarding/attempt-effects.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Jobs, JobRun } from './jobs.ts'
import type { SendStored } from './send-stored.ts'

export interface CatchUpOptions {
  readonly store: Pick<Store, 'getSendable' | 'listMissed' | 'markMissedSending'>
  readonly sendStored: SendStored
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  readonly findTarget: (targetId: string) => Target | undefined
}

const pageSize = 100

export class CatchUp {
  readonly #options: CatchUpOptions
  readonly #running = new Map<string, Job>()

  constructor(options: CatchUpOptions) {
    this.#options = options
  }

  /** The job of a target, while it runs. */
  jobOf(targetId: string): string | undefined {
    return this.#running.get(targetId)?.id
  }

  /**
   * Starts it, or answers with the one that runs.
   * Errors: UNPROCESSABLE when nothing was missed or the target is off; CONFLICT for too many jobs.
   */
  async start(target: Target): Promise<Job> {
    if (!target.enabled) throw new AppError('UNPROCESSABLE', `${target.name} is off. Switch it on, then catch up.`)
    const { total } = await this.#options.store.listMissed(target.id, undefined, 1)
    const running = this.#running.get(target.id)
    if (running !== undefined) return this.#options.jobs.get(running.id)
    if (total === 0) throw new AppError('UNPROCESSABLE', `${target.name} has missed nothing.`)
    const facts = { kind: 'catch-up', destination: target.name, total, targetId: target.id } as const
    const { job, ended } = this.#options.jobs.start(facts, (run) => this.#send(run, target.id))
    this.#running.set(target.id, job)
    void ended.then(() => this.#running.delete(target.id))
    return job
  }

  /** As `start`, for one that nobody waits for. Never rejects. */
  async startByItself(target: Target): Promise<void> {
    try {
      await this.start(target)
    } catch (error) {
      // Nothing is left to catch up with, or other jobs run: it stays listed as missed.
      this.#options.log.info('catch_up.not_started', { target: target.id, message: errorMessage(error) })
    }
  }

  async #send(run: JobRun, targetId: string): Promise<void> {
    const { store } = this.#options
    let after: string | undefined
    for (;;) {
      const { items } = await store.listMissed(targetId, after, pageSize)
      for (const { deliveryId, again } of items) {
        if (!(await run.goesOn())) return
        await this.#sendOne(run, targetId, { deliveryId, again })
        after = deliveryId
      }
      if (items.length < pageSize) return
    }
  }

  async #sendOne(run: JobRun, targetId: string, { deliveryId, again }: { deliveryId: string; again: boolean }): Promise<void> {
    const { store, sendStored, findTarget } = this.#options
    const destination = findTarget(targetId)
    if (destination?.enabled !== true) return run.stop('The target was switched off or removed.')
    run.begins(deliveryId)
    try {
      const delivery = await store.getSendable(deliveryId)
      // Written down first, so that a delivery is known to have gone out if Hooklab ends before its answer.
      await store.markMissedSending(targetId, deliveryId)
      const attempts = await sendStored({ delivery, destination, kind: 'catch-up', jobId: run.job.id, again, signal: run.signal })
      run.counts(attempts)
      if (attempts.some(({ outcome }) => isUnanswered(outcome)))
        run.stop(`${destination.name} can’t be reached again. The rest is still listed as missed.`)
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'NOT_FOUND' && error.code !== 'UNPROCESSABLE')) throw error
      run.notes(error.message)
      run.counts([])
    }
  }
}
