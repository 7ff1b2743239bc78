/** How a command that runs until it is told to stop is told to stop. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Resolves at the first signal, or when the parent that runs it under the pinned Node is gone. A second signal ends it at once. */
export function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let told = false
    const end = (): void => {
      if (told) process.exit(1)
      told = true
      resolve()
    }
    for (const signal of signals) process.on(signal, end)
    if (process.channel !== undefined) process.once('disconnect', () => resolve())
  })
}
