/** How long to wait before trying again: doubling, with jitter, up to a cap. */

export interface BackOff {
  readonly firstMs: number
  readonly capMs: number
  /** 0 to 1; the wait is shortened by up to this part of itself. */
  readonly jitter: number
}

/** The wait before attempt `failures + 1`, milliseconds. `random` is 0 to 1. */
export function waitAfter(failures: number, backOff: BackOff, random: number): number {
  const full = Math.min(backOff.capMs, backOff.firstMs * 2 ** Math.min(failures - 1, 30))
  return Math.round(full * (1 - backOff.jitter * random))
}

/** Resolves after the wait, or at once when the signal aborts. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true }
    )
  })
}
