/** Opens one tunnel driver by itself, without a supervisor. */
import type { TunnelOptions } from '../../electron/contract/index.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { silentLog } from '../../electron/core/log.ts'
import type { OpenResult, TunnelDriver, TunnelSignal } from '../../electron/core/tunnel/driver.ts'

export interface Opening {
  readonly result: Promise<OpenResult>
  readonly signals: TunnelSignal[]
  abort(): void
}

export function openDriver(driver: TunnelDriver, options: TunnelOptions, listenerPort = 5000): Opening {
  const signals: TunnelSignal[] = []
  const scope = new AbortController()
  const result = driver.open({
    options,
    listenerPort,
    onSignal: (signal) => signals.push(signal),
    signal: scope.signal,
    clock: systemClock,
    log: silentLog
  })
  return { result, signals, abort: () => scope.abort() }
}

/** The cause of a failure, or the URL. */
export async function endOf(result: Promise<OpenResult>): Promise<string> {
  const ended = await result
  if ('failed' in ended) return ended.failed.cause
  await ended.opened.close()
  return ended.opened.publicUrl
}
