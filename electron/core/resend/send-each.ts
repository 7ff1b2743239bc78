/** Sending one delivery after the other, or so many at once, at a pace: what every job does. */
import type { Attempt } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'
import { isSuccess, type JobRun } from './jobs.ts'

export interface EachOptions {
  readonly ids: Iterable<string> | AsyncIterable<string>
  /** Read one at a time, so that a long job needs no more memory than a short one. */
  readonly load: (id: string) => Promise<SendableDelivery>
  /** No attempts: it was left out. */
  readonly send: (delivery: SendableDelivery) => Promise<readonly Attempt[]>
  readonly parallel: number
  /** Milliseconds from the start of the one before; `previous` is nothing for the first. */
  readonly gapMs: (delivery: SendableDelivery, previous: SendableDelivery | undefined) => number
  readonly stopOnFailure: boolean
  /** What can't be sent at all is left out, with the first reason told, instead of ending the job. */
  readonly skipUnsendable?: boolean
  readonly clock: Clock
}

/** Runs to the end, or until the job is cancelled or stopped. Errors: those of `send`. */
export async function sendEach(run: JobRun, options: EachOptions): Promise<void> {
  const line = startLine(run, options)
  const work = async (): Promise<void> => {
    for (let delivery = await line(); delivery !== undefined; delivery = await line()) {
      const attempts = await sendOrSkip(run, delivery, options)
      run.counts(attempts)
      if (options.stopOnFailure && !run.signal.aborted && attempts.some((attempt) => !isSuccess(attempt))) {
        run.stop('It stopped at the first failure, as asked.')
      }
    }
  }
  await Promise.all(Array.from({ length: options.parallel }, work))
}

async function sendOrSkip(run: JobRun, delivery: SendableDelivery, { send, skipUnsendable }: EachOptions): Promise<readonly Attempt[]> {
  try {
    return await send(delivery)
  } catch (error) {
    if (skipUnsendable !== true || !(error instanceof AppError) || error.code !== 'UNPROCESSABLE') throw error
    run.notes(error.message)
    return []
  }
}

/** Hands out deliveries in order and at their pace, one at a time however many ask. */
function startLine(run: JobRun, { ids, load, gapMs, clock }: EachOptions): () => Promise<SendableDelivery | undefined> {
  const iterator = loadedAhead(ids, load)
  let previous: SendableDelivery | undefined
  let startedAt = clock.now()
  const next = async (): Promise<SendableDelivery | undefined> => {
    for (;;) {
      if (!(await run.goesOn())) return undefined
      const loaded = await iterator.next()
      if (loaded.done === true) return undefined
      const { delivery } = loaded.value
      if (delivery === undefined) {
        run.counts([])
        continue
      }
      const waitMs = startedAt + gapMs(delivery, previous) - clock.now()
      if (!(await run.wait(previous === undefined ? 0 : waitMs))) return undefined
      previous = { ...delivery, body: new Uint8Array() }
      startedAt = clock.now()
      run.begins(delivery.id)
      return delivery
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const turn = last.then(next)
    // The one who asked is told of a failure; the others go on asking.
    last = turn.catch(() => undefined)
    return turn
  }
}

interface Loaded {
  /** Nothing for one that has been deleted meanwhile. */
  readonly delivery: SendableDelivery | undefined
}

/** Each while the one after it is being read. */
async function* loadedAhead(ids: EachOptions['ids'], load: EachOptions['load']): AsyncGenerator<Loaded> {
  let ahead: Promise<Loaded> | undefined
  for await (const id of ids) {
    const current = ahead
    ahead = loadOrNothing(load, id)
    // Whoever asks for it is told of a failure; till then nobody may.
    ahead.catch(() => undefined)
    if (current !== undefined) yield await current
  }
  if (ahead !== undefined) yield await ahead
}

async function loadOrNothing(load: EachOptions['load'], id: string): Promise<Loaded> {
  try {
    return { delivery: await load(id) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return { delivery: undefined }
    throw error
  }
}
