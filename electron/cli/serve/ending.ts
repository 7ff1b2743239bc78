/** How a command that runs until it is told to stop is told to stop. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Ctrl+C reaches every program of a terminal, and npm passes it on as well: what comes this soon is the same wish. */
const sameWishMs = 1_000

export interface Ending {
  /** Resolves with the exit code once it is told to end. */
  readonly told: Promise<number>
  tell(code: number): void
}

/** Told by a signal, or when the parent that runs it under the pinned Node is gone. A second signal ends it at once. */
export function awaitEnding(): Ending {
  const { promise: told, resolve } = Promise.withResolvers<number>()
  let toldAt: number | undefined
  const onSignal = (): void => {
    toldAt ??= performance.now()
    if (performance.now() - toldAt > sameWishMs) process.exit(1)
    resolve(0)
  }
  for (const signal of signals) process.on(signal, onSignal)
  if (process.channel !== undefined) process.once('disconnect', () => resolve(0))
  return { told, tell: resolve }
}
