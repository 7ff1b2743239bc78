/** What a supervisor is made of, and what holds where nothing was said. */
import type { OpenTunnelInput, Settings } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { backoffMs, backoffSteps, type Pace } from './backoff.ts'
import type { TunnelDriver } from './driver.ts'
import type { SendProbe } from './probe.ts'
import type { PreviousTunnel } from './url-memory.ts'

export interface TunnelSupervisorOptions {
  readonly clock: Clock
  readonly log: Log
  readonly listenerPort: number
  /** All that are known, when left out. */
  readonly drivers?: readonly TunnelDriver[]
  readonly send?: SendProbe
  /** The wait before the try that follows `step` failed ones, milliseconds. */
  readonly backoff?: (step: number, pace: Pace) => number
  /** Between regular proofs of a quiet tunnel, milliseconds; 30 s when left out. */
  readonly proveEveryMs?: number
  /** What the developer wants when the name is lost to another client; another one after the usual tries when left out. */
  readonly lostName?: () => Settings['lostName']
  /** What the developer wants when the tunnel can't be had; nothing, when left out. */
  readonly fallbacks?: () => Settings['tunnelFallbacks']
  /** What an earlier run had last: the same input opened again asks for the same URL again. */
  readonly previous?: RememberedTunnel
}

/** What is remembered between runs. */
export interface RememberedTunnel extends OpenTunnelInput {
  /** What providers were last told, be it the wished tunnel's or a fallback's. */
  readonly publicUrl: string
  /** What each tunnel had, fallbacks too; this one's alone, when left out. */
  readonly known?: readonly PreviousTunnel[]
}

/** Between regular proofs of a quiet tunnel, milliseconds. */
export const usualProveEveryMs = 30_000

/** The usual wait, milliseconds. */
export function jittered(step: number, pace: Pace): number {
  return backoffMs(step, pace, Math.random)
}

/** After how many waits another name is taken; nothing for never. Six waits, when nothing was said, outlast any known grace. */
export function acceptance(lostName: Settings['lostName'] = { kind: 'replace', afterTries: backoffSteps }): {
  readonly acceptAfter?: number
} {
  return lostName.kind === 'wait' ? {} : { acceptAfter: lostName.afterTries }
}
