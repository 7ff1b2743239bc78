/** The handler check on a sample app, in this process, with limits that suit a test. */
import type { CheckResult } from '../../electron/contract/index.ts'
import { eventsOfSample, type CheckSubject } from '../../electron/core/checks/check-subject.ts'
import { checkCases } from '../../electron/core/checks/registry.ts'
import { runCheck, type RunEnd } from '../../electron/core/checks/run-check.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import { findSample } from '../../electron/core/samples/samples.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import { startSampleApp, type SampleApp } from './sample-app.ts'

export interface CheckedApp {
  readonly end: RunEnd
  readonly results: readonly CheckResult[]
}

export interface CheckAppOptions {
  readonly answerWithinMs?: number
  readonly totalMs?: number
  readonly only?: readonly string[]
  readonly withProbe?: boolean
  readonly signal?: AbortSignal
  readonly onResult?: (result: CheckResult) => void
}

let ids = 0

export async function checkApp(app: SampleApp, options: CheckAppOptions = {}): Promise<CheckedApp> {
  await using running = await startSampleApp(app)
  return await checkUrl(app, running.url, { ...options, ...((options.withProbe ?? true) ? { stateUrl: running.stateUrl } : {}) })
}

export async function checkUrl(
  app: Pick<SampleApp, 'provider' | 'secret' | 'secrets' | 'schemeOptions'>,
  url: string,
  { answerWithinMs = 8_000, totalMs = 60_000, only, signal, onResult, stateUrl }: CheckAppOptions & { readonly stateUrl?: string } = {}
): Promise<CheckedApp> {
  const sender = createSender({ clock: systemClock, log: silentLog })
  const results: CheckResult[] = []
  try {
    const end = await runCheck({
      subject: await subjectOf(app, url, stateUrl),
      cases: checkCases.filter(({ id }) => only?.includes(id) ?? true),
      limits: {
        answerWithinMs,
        totalMs,
        settleMs: 250,
        sizes: { hugeBodyBytes: 2_000_000, slowUploadMs: 100, concurrentCount: 5 }
      },
      send: sender.send,
      clock: systemClock,
      newId: () => `t${String((ids += 1)).padStart(6, '0')}${Math.random().toString(16).slice(2, 14).padEnd(12, '0')}`,
      signal: signal ?? new AbortController().signal,
      onStart: () => undefined,
      onResult: (result) => {
        results.push(result)
        onResult?.(result)
      }
    })
    return { end, results }
  } finally {
    await sender.close()
  }
}

async function subjectOf(
  { provider, secret, secrets = [secret], schemeOptions = {} }: Pick<SampleApp, 'provider' | 'secret' | 'secrets' | 'schemeOptions'>,
  url: string,
  stateUrl?: string
): Promise<CheckSubject> {
  const scheme = findScheme(provider)
  if (scheme === undefined) throw new Error(`no scheme ${provider}`)
  return {
    scheme,
    settings: { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions(schemeOptions) },
    secrets,
    target: { url, allowRemote: false, verifyTls: true, finishHeaders: (headers) => headers },
    stateUrl,
    newEvent: eventsOfSample(await findSample(provider), url)
  }
}

/** The cases with one status, in the order of the report. */
export function casesWith(results: readonly CheckResult[], status: CheckResult['status']): string[] {
  return results.filter((result) => result.status === status).map(({ caseId }) => caseId)
}
