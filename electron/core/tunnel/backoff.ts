/** How long to wait before trying again. The one place where waiting is reckoned. */

/**
 * `polite`: for a name that the server still holds, and where it has asked for patience. `eager`: for a server that is away, which
 * costs it next to nothing; near the start it is found again within seconds of its return. `rounds`: when neither a tunnel nor any of its
 * fallbacks could be had.
 */
export type Pace = 'polite' | 'eager' | 'rounds'

/** Milliseconds. Their sum outlasts the longest grace, 60 s, that a tunnel server is known to keep a name for. */
const politeMs = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000]
/** For a minute every three seconds, for two more every ten, then ever more rarely. */
const eagerMs = [1_000, 2_000, ...repeat(3_000, 19), ...repeat(10_000, 12), ...repeat(30_000, 10), 60_000]
const roundsMs = [5_000, 10_000, 20_000, 30_000, 60_000]

const stepsOf: Readonly<Record<Pace, readonly number[]>> = { polite: politeMs, eager: eagerMs, rounds: roundsMs }

/** How many tries the polite steps give before they repeat their last. */
export const backoffSteps = politeMs.length

/**
 * The wait before try number `step` (0 is the first), shortened at random by up to a quarter so that many clients of one
 * server do not come back in the same instant. Never above 60 s.
 * Units: milliseconds; `random` answers in [0, 1).
 */
export function backoffMs(step: number, pace: Pace, random: () => number): number {
  const steps = stepsOf[pace]
  const base = steps[Math.min(Math.max(step, 0), steps.length - 1)] ?? 60_000
  return Math.round(base * (1 - random() / 4))
}

function repeat(ms: number, times: number): number[] {
  return Array.from({ length: times }, () => ms)
}
