/** How long to wait before trying again. The one place where waiting is reckoned. */

/** Milliseconds. Their sum outlasts the longest grace, 60 s, that a tunnel server is known to keep a name for. */
const stepsMs = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000]

/** How many tries the steps give before they repeat their last. */
export const backoffSteps = stepsMs.length

/**
 * The wait before try number `step` (0 is the first), shortened at random by up to a quarter so that many clients of one
 * server do not come back in the same instant. Never above 60 s.
 * Units: milliseconds; `random` answers in [0, 1).
 */
export function backoffMs(step: number, random: () => number): number {
  const base = stepsMs[Math.min(Math.max(step, 0), backoffSteps - 1)] ?? 60_000
  return Math.round(base * (1 - random() / 4))
}
