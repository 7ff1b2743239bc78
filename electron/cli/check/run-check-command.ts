/** Runs a check from the command line: lines as it goes, a report at its end, an exit code for CI. */
import { writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import type { CheckReport } from '../../contract/index.ts'
import { addResult, newReport } from '../../core/checks/report.ts'
import { exportReport } from '../../core/checks/report/export-report.ts'
import { hider } from '../../core/checks/redact.ts'
import { defaultLimits, runCheck } from '../../core/checks/run-check.ts'
import { systemClock } from '../../core/clock.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { createSender } from '../../core/forwarding/send.ts'
import { newId } from '../../core/ids.ts'
import { silentLog } from '../../core/log.ts'
import type { CheckOptions } from './check-options.ts'
import { headLines, lastLines, painter, resultLines } from './report-lines.ts'

/** The check could not run. */
const couldNotRun = 2

/** Answers the exit code: 0 nothing failed, 1 a case failed, 2 it could not run. */
export async function runCheckCommand(readOptions: () => Promise<CheckOptions>): Promise<number> {
  // Waits inside a check don't keep a process alive by themselves.
  const alive = setInterval(() => undefined, 60_000)
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    const options = await readOptions()
    const report = await run(options, stop.signal)
    await writeReport(report, options)
    if (report.state !== 'finished') return couldNotRun
    return report.counts.fail > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error(`hooklab check: ${error.message}`)
    return couldNotRun
  } finally {
    clearInterval(alive)
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

async function run({ subject, cases, sampleType, format, out, answerWithinMs }: CheckOptions, signal: AbortSignal): Promise<CheckReport> {
  // A report on standard output is for a program; people read the other stream then.
  const stream = format !== undefined && out === undefined ? process.stderr : process.stdout
  const paint = painter(stream)
  const hide = hider(subject)
  const sender = createSender({ clock: systemClock, log: silentLog })
  let report = newReport({
    id: newId('chk'),
    startedAt: systemClock.now(),
    scheme: subject.scheme,
    targetUrl: hide(subject.target.url),
    stateUrl: subject.stateUrl === undefined ? undefined : hide(subject.stateUrl),
    base: { kind: 'sample', type: sampleType },
    total: cases.length
  })
  const progress = progressOn(stream)
  stream.write(headLines(report, paint))
  const limits = defaultLimits(subject)
  const end = await runCheck({
    subject,
    cases,
    limits: answerWithinMs === undefined ? limits : { ...limits, answerWithinMs },
    send: sender.send,
    clock: systemClock,
    newId: () => randomBytes(12).toString('hex'),
    signal,
    onStart: ({ title }) => progress.show(`  … ${title}`),
    onResult: (result) => {
      report = addResult(report, result)
      progress.clear()
      stream.write(resultLines(result, paint))
    }
  })
  progress.clear()
  await sender.close()
  report = { ...report, ...advised(end), finishedAt: systemClock.now() }
  stream.write(lastLines(report, paint))
  return report
}

/** The rule for addresses is told in words of the interface; here a flag allows it. */
function advised<End extends { readonly state: string; readonly problem?: string }>(end: End): End {
  if (end.problem?.includes('is not on this machine') !== true) return end
  return { ...end, problem: end.problem.replace(/, or add it as a target.*$/, ', or allow it with --allow-remote when it is your own.') }
}

/** The case under way, on a line that the next one takes; only where somebody watches. */
function progressOn(stream: NodeJS.WriteStream): { show(text: string): void; clear(): void } {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show: (text) => stream.write(`\r\u001b[2K${text.slice(0, stream.columns - 1)}`),
    clear: () => stream.write('\r\u001b[2K')
  }
}

/** Errors: FORBIDDEN when the file can't be written. */
async function writeReport(report: CheckReport, { format, out }: CheckOptions): Promise<void> {
  if (format === undefined) return
  const { text } = exportReport(report, format)
  if (out === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
    return
  }
  try {
    await writeFile(out, text)
  } catch (error) {
    throw new AppError('FORBIDDEN', `The report can’t be written to ${out}: ${errorMessage(error)}. Choose another file with --out.`, error)
  }
}
