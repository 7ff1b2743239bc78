/**
 * Handler checks that interfaces start, follow, stop and read again.
 *
 * state    | goes to
 * running  | finished (all cases done), stopped (by hand, or Hooklab ended), failed (the app can't be reached)
 * finished | running (one case is run again)
 */
import type { CheckExport, CheckFormat, CheckInput, CheckReport, CheckResult, CheckSummary } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Send } from '../forwarding/attempt.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { CheckCase } from './check-case.ts'
import type { CheckSubject } from './check-subject.ts'
import { KeptReports } from './kept-reports.ts'
import { makeSubject, type SubjectSources } from './make-subject.ts'
import { hider } from './redact.ts'
import { checkCases, findCase } from './registry.ts'
import { addResult, newReport, summaryOf } from './report.ts'
import { exportReport } from './report/export-report.ts'
import { defaultLimits, runCheck, type RunEnd } from './run-check.ts'

export interface ChecksOptions extends SubjectSources {
  readonly store: SubjectSources['store'] & ConstructorParameters<typeof KeptReports>[0]
  readonly send: Send
  readonly clock: Clock
  readonly log: Log
  readonly randomId: () => string
  readonly onChange: (check: CheckSummary) => void
}

interface Active {
  report: CheckReport
  /** With the secret, which is kept nowhere else. */
  readonly subject: CheckSubject
  run?: { readonly stop: AbortController; readonly ended: Promise<void> }
}

/** How many run at the same time, and how many can still be run again in part. */
const mostRunning = 2
const mostActive = 12

export class Checks {
  readonly #options: ChecksOptions
  readonly #kept: KeptReports
  readonly #active = new Map<string, Active>()

  constructor(options: ChecksOptions) {
    this.#options = options
    this.#kept = new KeptReports(options.store)
  }

  /** Begins one; it goes on after this resolves. Errors: as of makeSubject; CONFLICT when too many run. */
  async start(input: CheckInput): Promise<CheckReport> {
    const cases = chooseCases(input)
    const { subject, base } = await makeSubject(input, this.#options)
    this.#refuseTooMany()
    const hide = hider(subject)
    const report = newReport({
      id: newId('chk'),
      startedAt: this.#options.clock.now(),
      scheme: subject.scheme,
      targetUrl: hide(subject.target.url),
      stateUrl: subject.stateUrl === undefined ? undefined : hide(subject.stateUrl),
      base,
      endpointId: input.endpointId,
      total: cases.length
    })
    const active: Active = { report, subject }
    this.#active.set(report.id, active)
    this.#forgetOldest()
    this.#run(active, cases)
    return report
  }

  /** Newest first. */
  async list(): Promise<readonly CheckSummary[]> {
    const active = [...this.#active.values()].map(({ report }) => report)
    const kept = (await this.#kept.list()).filter(({ id }) => !this.#active.has(id))
    return [...active, ...kept].toSorted((one, other) => other.startedAt - one.startedAt).map(summaryOf)
  }

  /** Errors: NOT_FOUND. */
  async get(id: string): Promise<CheckReport> {
    const report = this.#active.get(id)?.report ?? (await this.#kept.list()).find((one) => one.id === id)
    if (report === undefined) throw new AppError('NOT_FOUND', `There is no check ${id}. Only the reports of the last ones are kept.`)
    return report
  }

  /** Ends it after the request under way. Errors: NOT_FOUND. */
  async stop(id: string): Promise<CheckReport> {
    const run = this.#active.get(id)?.run
    run?.stop.abort()
    await run?.ended
    return this.get(id)
  }

  /** Runs one of its cases again; the line takes the place of the one before. Errors: NOT_FOUND; CONFLICT when it runs or its secret is gone. */
  async rerun(id: string, caseId: string): Promise<CheckReport> {
    const { results } = await this.get(id)
    const one = findCase(caseId)
    if (one === undefined || results.every((result) => result.caseId !== caseId))
      throw new AppError('NOT_FOUND', `The check has no case ${caseId}.`)
    const active = this.#active.get(id)
    if (active === undefined)
      throw new AppError(
        'CONFLICT',
        'Its secret was not kept when Hooklab was closed, so single cases can’t be run again. Run the whole check.'
      )
    if (active.run !== undefined) throw new AppError('CONFLICT', 'The check is running. Wait for its end, or stop it.')
    this.#refuseTooMany()
    this.#run(active, [one])
    return active.report
  }

  /** Errors: NOT_FOUND. */
  async export(id: string, format: CheckFormat): Promise<CheckExport> {
    return exportReport(await this.get(id), format)
  }

  async close(): Promise<void> {
    const runs = [...this.#active.values()].flatMap(({ run }) => (run === undefined ? [] : [run]))
    for (const { stop } of runs) stop.abort()
    await Promise.allSettled(runs.map(({ ended }) => ended))
  }

  #forgetOldest(): void {
    for (const [id, { run }] of this.#active) if (this.#active.size > mostActive && run === undefined) this.#active.delete(id)
  }

  #refuseTooMany(): void {
    const running = [...this.#active.values()].filter(({ run }) => run !== undefined)
    if (running.length >= mostRunning) throw new AppError('CONFLICT', `${mostRunning} checks are running. Wait for one to end, or stop it.`)
  }

  #run(active: Active, cases: readonly CheckCase[]): void {
    const stop = new AbortController()
    active.run = { stop, ended: this.#work(active, cases, stop.signal) }
  }

  async #work(active: Active, cases: readonly CheckCase[], signal: AbortSignal): Promise<void> {
    const { send, clock, randomId } = this.#options
    const change = (report: CheckReport): void => {
      active.report = report
      this.#options.onChange(summaryOf(report))
    }
    const { finishedAt: _finishedAt, problem: _problem, ...before } = active.report
    change({ ...before, state: 'running' })
    const end = await runCheck({
      subject: active.subject,
      cases,
      limits: defaultLimits(active.subject),
      send,
      clock,
      newId: randomId,
      signal,
      onStart: ({ title }) => change({ ...active.report, current: title }),
      onResult: (result: CheckResult) => change(addResult(active.report, result))
    }).catch((error: unknown) => this.#brokenOff(error))
    const { current: _current, ...rest } = active.report
    const report: CheckReport = { ...rest, ...end, finishedAt: clock.now() }
    try {
      // Kept first: who hears that it has ended may ask another process for it.
      await this.#kept.put(report)
    } catch (error) {
      // The report is there all the same, until Hooklab is closed.
      this.#options.log.error('check.not_kept', { message: errorMessage(error) })
    }
    // Both at once: whoever sees that it has ended may run a case again.
    active.report = report
    delete active.run
    this.#options.onChange(summaryOf(report))
  }

  /** A fault of our own must not leave a check running for ever. */
  #brokenOff(error: unknown): RunEnd {
    this.#options.log.error('check.failed', { message: errorMessage(error) })
    return { state: 'failed', problem: 'Something inside Hooklab failed. The log in the data folder has the details.' }
  }
}

function chooseCases({ only, skip = [] }: CheckInput): readonly CheckCase[] {
  const unknown = [...(only ?? []), ...skip].filter((id) => findCase(id) === undefined)
  if (unknown.length > 0) throw new AppError('BAD_REQUEST', unknownCases(unknown))
  const chosen = checkCases.filter(({ id }) => (only?.includes(id) ?? true) && !skip.includes(id))
  if (chosen.length === 0) throw new AppError('BAD_REQUEST', 'No case is left to run. Leave only and skip out to run all.')
  return chosen
}

/** Names the cases there are. */
export function unknownCases(unknown: readonly string[]): string {
  return `There is no case ${unknown.join(', ')}. Cases: ${checkCases.map(({ id }) => id).join(', ')}.`
}
