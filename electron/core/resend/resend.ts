/** Resending by hand: one delivery once or many times, or a selection. */
import type { Attempt, Job, ResendInput, ResendManyInput } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import { chooseDestination, type KnownTargets } from './destination.ts'
import type { Jobs } from './jobs.ts'
import { sendEach } from './send-each.ts'
import type { SendStored } from './send-stored.ts'

export interface ResendOptions {
  readonly store: Pick<Store, 'getSendable' | 'matchingIds'>
  readonly sendStored: SendStored
  readonly jobs: Jobs
  readonly clock: Clock
  readonly targets: KnownTargets
}

/**
 * Sends a delivery again, `times` times, and answers with the attempts in the order that they ended. More than one is a job that
 * others see and may cancel; of very many the answer holds fewer bytes, which `attemptBytes` has.
 * Errors: NOT_FOUND; UNPROCESSABLE when there is nowhere to send it; CONFLICT for too many jobs; those of SendStored.
 */
export type Resend = (deliveryId: string, input: ResendInput, signal?: AbortSignal) => Promise<readonly Attempt[]>

export function createResend({ store, sendStored, jobs, clock, targets }: ResendOptions): Resend {
  return async (deliveryId, input, signal) => {
    const delivery = await store.getSendable(deliveryId)
    const destination = chooseDestination(delivery, input, targets)
    const { times = 1, parallel = 1, spacingMs = 0 } = input
    const plan = { delivery, destination, kind: 'resend', ...manner(input), edits: input.edits, fault: input.fault } as const
    if (times === 1) return sendStored({ ...plan, signal })
    const made: Attempt[] = []
    let failure: unknown
    const { job, ended } = jobs.start({ kind: 'resend', destination: destination.name, total: times, deliveryId }, async (run) => {
      try {
        await sendEach(run, {
          ids: Array.from({ length: times }, () => deliveryId),
          load: () => Promise.resolve(delivery),
          send: async () => {
            const attempts = await sendStored({ ...plan, jobId: run.job.id, signal: run.signal })
            made.push(...attempts)
            return attempts
          },
          parallel,
          gapMs: () => spacingMs,
          stopOnFailure: false,
          clock
        })
      } catch (error) {
        failure = error
        throw error
      }
    })
    const cancel = (): void => jobs.cancelIfRunning(job.id)
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted === true) cancel()
    await ended
    signal?.removeEventListener('abort', cancel)
    // What was sent before the failure is in the list of attempts.
    if (failure !== undefined) throw failure
    return lightened(made)
  }
}

const mostSelected = 1000

/** Sends a selection again, oldest first. Errors: BAD_REQUEST without ids and filter, or for a filter; CONFLICT for too many jobs. */
export function createResendMany({ store, sendStored, jobs, clock, targets }: ResendOptions): (input: ResendManyInput) => Promise<Job> {
  return async (input) => {
    const { parallel = 1, spacingMs = 0, q } = input
    if ((input.ids === undefined) === (q === undefined)) {
      throw new AppError('BAD_REQUEST', 'Give either ids or q: the deliveries to resend, or a filter that matches them.')
    }
    const ids = input.ids === undefined ? await selected(store, q ?? '', clock.now()) : input.ids.toSorted(byTime)
    const send = async (delivery: SendableDelivery, jobId: string, signal: AbortSignal): Promise<readonly Attempt[]> => {
      const destination = chooseDestination(delivery, input, targets)
      return sendStored({ delivery, destination, kind: 'resend', ...manner(input), jobId, signal })
    }
    const destination = input.targetUrl ?? targets.find(input.targetId ?? '')?.name ?? 'their own targets'
    const facts = { kind: 'resend', destination, total: ids.length, ...(q === undefined ? {} : { q }) } as const
    return jobs.start(facts, (run) =>
      sendEach(run, {
        ids,
        load: (id) => store.getSendable(id),
        send: (delivery) => send(delivery, run.job.id, run.signal),
        parallel,
        gapMs: () => spacingMs,
        stopOnFailure: false,
        skipUnsendable: true,
        clock
      })
    ).job
  }
}

/** Errors: PAYLOAD_TOO_LARGE for more than a selection may hold. */
async function selected(store: ResendOptions['store'], q: string, now: number): Promise<readonly string[]> {
  const ids = await store.matchingIds({ q, limit: mostSelected + 1, now })
  if (ids.length <= mostSelected) return ids
  throw new AppError('PAYLOAD_TOO_LARGE', `More than ${mostSelected} deliveries match. Narrow the filter, or replay them.`)
}

function manner({ resign, freshEventId }: Pick<ResendInput, 'resign' | 'freshEventId'>) {
  return { resign, freshEventId } as const
}

/** Ids of equal length sort by time. */
function byTime(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : 1)
}

const mostAnswered = 4_194_304

/** Leaves bodies out once the answer holds enough. */
function lightened(attempts: readonly Attempt[]): Attempt[] {
  let room = mostAnswered
  return attempts.map((attempt) => {
    const size = attempt.request.body.base64.length + (attempt.response?.body.base64.length ?? 0)
    room -= size
    if (room > 0 || size === 0) return attempt
    const without = <Part extends { readonly body: Attempt['request']['body'] }>(part: Part): Part => ({
      ...part,
      body: { sizeBytes: part.body.sizeBytes, truncated: part.body.sizeBytes > 0, base64: '' }
    })
    return {
      ...attempt,
      request: without(attempt.request),
      ...(attempt.response === undefined ? {} : { response: without(attempt.response) })
    }
  })
}
