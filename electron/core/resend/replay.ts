/** Replay: what a filter matches goes out again, in the order and, if wanted, at the pace that it came. */
import type { Attempt, Job, ReplayInput, Target } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { takes } from '../forwarding/forwarder.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'
import type { Store } from '../store/store.ts'
import { chooseDestination, type Destination, type KnownTargets } from './destination.ts'
import type { Jobs } from './jobs.ts'
import { sendEach } from './send-each.ts'
import type { SendStored } from './send-stored.ts'

export interface ReplayOptions {
  readonly store: Pick<Store, 'getSendable' | 'matchingIds'>
  readonly sendStored: SendStored
  readonly jobs: Jobs
  readonly clock: Clock
  readonly targets: KnownTargets
}

/** An id is all that is kept in memory of each. */
const mostReplayed = 1_000_000

/**
 * What matches when it starts is what is replayed.
 * Errors: BAD_REQUEST for a filter or URL; NOT_FOUND for the target; CONFLICT for too many jobs; PAYLOAD_TOO_LARGE.
 */
export function createReplay(options: ReplayOptions): (input: ReplayInput) => Promise<Job> {
  const { store, jobs, clock, targets } = options
  return async (input) => {
    const { q = '' } = input
    // Found out now, so that a wrong target is an answer and not a job that fails.
    const given = input.targetId === undefined && input.targetUrl === undefined ? undefined : chooseDestination({}, input, targets)
    const ids = await store.matchingIds({ q, limit: mostReplayed + 1, now: clock.now() })
    if (ids.length > mostReplayed) throw new AppError('PAYLOAD_TOO_LARGE', `More than ${mostReplayed} deliveries match. Narrow the filter.`)
    const facts = {
      kind: 'replay',
      destination: given === undefined ? 'their own targets' : given.id === undefined ? given.url : given.name,
      total: ids.length,
      q,
      ...(given?.id === undefined ? {} : { targetId: given.id })
    } as const
    return jobs.start(facts, (run) =>
      sendEach(run, {
        ids,
        load: (id) => store.getSendable(id),
        send: (delivery) =>
          sendTo(destinationsOf(delivery, input, options), { delivery, input, jobId: run.job.id, signal: run.signal }, options),
        parallel: 1,
        gapMs: gapsOf(input),
        stopOnFailure: input.stopOnFailure ?? false,
        skipUnsendable: true,
        clock
      })
    ).job
  }
}

interface Replayed {
  readonly delivery: SendableDelivery
  readonly input: ReplayInput
  readonly jobId: string
  readonly signal: AbortSignal
}

async function sendTo(
  destinations: readonly Destination[],
  { delivery, input: { resign, freshEventId }, jobId, signal }: Replayed,
  { sendStored }: ReplayOptions
): Promise<readonly Attempt[]> {
  const made: Attempt[] = []
  for (const destination of destinations) {
    if (signal.aborted) break
    made.push(...(await sendStored({ delivery, destination, kind: 'replay', resign, freshEventId, jobId, signal })))
  }
  return made
}

function destinationsOf(delivery: SendableDelivery, input: ReplayInput, { targets }: ReplayOptions): readonly Destination[] {
  if (input.targetId !== undefined || input.targetUrl !== undefined) return [chooseDestination(delivery, input, targets)]
  const own: readonly Target[] = delivery.endpointId === undefined ? [] : targets.list(delivery.endpointId)
  return own.filter((target) => takes(target, delivery))
}

/** Milliseconds between two that followed each other. */
export function gapsOf({ gaps = 'none', speed = 10, longestGapMs = 60_000 }: ReplayInput) {
  return ({ receivedAt }: SendableDelivery, previous: SendableDelivery | undefined): number => {
    if (gaps === 'none' || previous === undefined) return 0
    const gapMs = Math.max(0, receivedAt - previous.receivedAt)
    return Math.min(longestGapMs, gaps === 'scaled' ? gapMs / speed : gapMs)
  }
}
