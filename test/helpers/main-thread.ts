/**
 * What the page's main thread did while a test ran, by the processor time each task took. Time on the clock would also count
 * the waits of a busy machine; this is what is caused by the page.
 */
import type { Browser, Page } from '@playwright/test'

export interface MainThreadReport {
  readonly tasks: number
  /** Milliseconds of processor time of the longest task. */
  readonly longestMs: number
  /** Tasks over 50 ms of processor time. */
  readonly long: readonly number[]
  readonly totalMs: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of processor time. */
  readonly tdur?: number
  readonly args?: {
    readonly name?: string
    readonly data?: { readonly frames?: readonly { readonly url?: string; readonly processId?: number }[] }
  }
}

const longMs = 50

/** Watches until the returned function is called. One page at a time can be watched in a browser. */
export async function watchMainThread(browser: Browser, page: Page): Promise<() => Promise<MainThreadReport>> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata', 'disabled-by-default-devtools.timeline'] })
  return async () => {
    const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString('utf8'))
    return report(trace.traceEvents)
  }
}

function report(events: readonly TraceEvent[]): MainThreadReport {
  const pageProcess = busiestRenderer(events)
  const times = events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && `${pid} ${tid}` === pageProcess)
    .map(({ tdur = 0 }) => tdur / 1000)
  return {
    tasks: times.length,
    longestMs: Math.max(0, ...times),
    long: times.filter((time) => time > longMs),
    totalMs: times.reduce((sum, time) => sum + time, 0)
  }
}

/** Browsers keep a spare renderer about: the page's is the one with the work. */
function busiestRenderer(events: readonly TraceEvent[]): string {
  const work = new Map<string, number>()
  for (const { name, ph, pid, tid, args } of events)
    if (name === 'thread_name' && ph === 'M' && args?.name === 'CrRendererMain') work.set(`${pid} ${tid}`, 0)
  for (const { name, pid, tid, tdur = 0 } of events) {
    const key = `${pid} ${tid}`
    if (name === 'RunTask' && work.has(key)) work.set(key, (work.get(key) ?? 0) + tdur)
  }
  return [...work].sort(([, one], [, other]) => other - one)[0]?.[0] ?? ''
}
