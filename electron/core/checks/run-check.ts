/** Runs the cases one after the other against one app, within bounds of time and number. */
import type { CheckResult } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { defaultFaultSizes } from '../faults/outbound/outbound-fault.ts'
import type { Send } from '../forwarding/attempt.ts'
import { openBench } from './bench.ts'
import { CannotRun, type Bench, type CaseEnd, type CheckCase, type CheckLimits, type Sending } from './check-case.ts'
import type { CheckSubject } from './check-subject.ts'
import { answerOf } from './judge.ts'
import { hider, toExchange } from './redact.ts'

export interface RunOptions {
  readonly subject: CheckSubject
  readonly cases: readonly CheckCase[]
  readonly limits: CheckLimits
  readonly send: Send
  readonly clock: Clock
  readonly newId: () => string
  readonly signal: AbortSignal
  readonly onStart: (one: CheckCase) => void
  readonly onResult: (result: CheckResult) => void
}

export type RunEnd = { readonly state: 'finished' | 'stopped' } | { readonly state: 'failed'; readonly problem: string }

const usualWaitMs = 10_000

/** The provider's own time limit, and bounds that keep a check under a few minutes. */
export function defaultLimits({ scheme }: Pick<CheckSubject, 'scheme'>): CheckLimits {
  return {
    answerWithinMs: scheme.answerWithinSeconds === undefined ? usualWaitMs : scheme.answerWithinSeconds * 1000,
    totalMs: 180_000,
    settleMs: 1_500,
    sizes: { ...defaultFaultSizes, slowUploadMs: 3_000 }
  }
}

/**
 * Runs all cases. A good event comes first in any case: when it is not accepted, the others say nothing and are skipped.
 * Errors: never rejects for what an app does; `failed` when the app can't be reached or may not be sent to.
 */
export async function runCheck(options: RunOptions): Promise<RunEnd> {
  const { clock, limits, signal } = options
  const timeUp = new AbortController()
  const cancel = clock.after(limits.totalMs, () => timeUp.abort())
  const run: Run = { ...options, signal: AbortSignal.any([signal, timeUp.signal]), sendings: [], timeIsUp: () => timeUp.signal.aborted }
  try {
    await runCases(run)
    return { state: signal.aborted ? 'stopped' : 'finished' }
  } catch (error) {
    if (signal.aborted) return { state: 'stopped' }
    if (error instanceof CannotRun) return { state: 'failed', problem: hider(options.subject)(error.message) }
    throw error
  } finally {
    cancel()
  }
}

interface Run extends RunOptions {
  readonly sendings: Sending[]
  readonly timeIsUp: () => boolean
}

async function runCases(run: Run): Promise<void> {
  const bench = await openBench({ ...run, onSending: (sending) => run.sendings.push(sending) })
  const { sending } = await bench.firstGood()
  if (sending.result.outcome.kind === 'refused') throw new CannotRun(sending.result.outcome.detail)
  const good = answerOf(sending) === 'accepted'
  let gone = false
  for (const one of run.cases) {
    if (run.signal.aborted && !run.timeIsUp()) return
    run.onStart(one)
    const startedAt = run.clock.now()
    const why = reasonToSkip(one, { good, gone, late: run.timeIsUp() })
    const found = why === undefined ? await runOne(one, bench, run) : leftOut(why)
    const sharesFirst = one.group === 'basics' && !isLast(one)
    const own = sharesFirst ? [sending] : why === undefined ? [...run.sendings] : []
    // Refused at its first request, it was not this case that ended the app.
    const wasGone = own[0]?.result.outcome.kind === 'refused'
    gone ||= own.some(({ result }) => result.outcome.kind === 'refused')
    run.onResult({
      ...factsOf(one, run.subject),
      ...(wasGone && !isLast(one) ? leftOut(nothingListens) : found),
      exchanges: own.map((each) => toExchange(each, run.subject)),
      tookMs: sharesFirst ? Math.round(sending.result.timings.totalMs) : run.clock.now() - startedAt
    })
    run.sendings.length = 0
  }
}

/** A case that the end of the time interrupts is left out like those after it. */
async function runOne(one: CheckCase, bench: Bench, run: Run): Promise<CaseEnd> {
  run.sendings.length = 0
  try {
    return await one.run(bench)
  } catch (error) {
    if (error instanceof CannotRun && run.timeIsUp()) return { status: 'skip', sent: 'Nothing more.', received: timeUsedUp }
    throw error
  }
}

const timeUsedUp = 'Left out: the time of the check was used up.'
const nothingListens = 'Left out: nothing listens at the target any more. An earlier case ended the app.'

function leftOut(why: string): CaseEnd {
  return { status: 'skip', sent: 'Nothing.', received: why }
}

/** It is what tells that an app is gone. */
function isLast({ id }: CheckCase): boolean {
  return id === 'still-alive'
}

function reasonToSkip(
  one: CheckCase,
  state: { readonly good: boolean; readonly gone: boolean; readonly late: boolean }
): string | undefined {
  if (state.late) return timeUsedUp
  if (!state.good && one.group !== 'basics') return 'Left out: a rightly signed event is not accepted, so nothing else can be judged.'
  if (state.gone && !isLast(one)) return nothingListens
  return undefined
}

function factsOf(
  one: CheckCase,
  { scheme }: CheckSubject
): Pick<CheckResult, 'caseId' | 'title' | 'group' | 'expected' | 'why' | 'source'> {
  return { caseId: one.id, title: one.title, group: one.group, expected: one.expected, why: one.why, source: one.source ?? scheme.docsUrl }
}
