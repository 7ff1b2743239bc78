/**
 * What a case of the handler check is: one file each under cases/.
 *
 * bench     the app under test with everything a case needs to try it: events, faults, sending, the state probe
 * sending   one request of a case and what came back
 * effect    what a sending changed in the app's own state, as numbers
 */
import type { CheckGroup, CheckStatus } from '../../contract/index.ts'
import type { AttemptResult } from '../forwarding/attempt.ts'
import type { Draft, FaultPlan, FaultSizes, OutboundFault, Unavailable } from '../faults/outbound/outbound-fault.ts'
import type { Scheme, SchemeSettings } from '../schemes/scheme.ts'

export interface CheckCase {
  readonly id: string
  readonly title: string
  readonly group: CheckGroup
  readonly expected: string
  /** Why a sound handler does that, one or two sentences. */
  readonly why: string
  /** Where that is said; the provider's own page when left out. */
  readonly source?: string
  /** Errors: rejects with CannotRun when the app can't be reached at all, and when the check is stopped. */
  readonly run: (bench: Bench) => Promise<CaseEnd>
}

export interface CaseEnd {
  readonly status: CheckStatus
  readonly sent: string
  readonly received: string
  /** What to change; for `skip`, nothing. */
  readonly fix?: string
}

export interface Sending {
  readonly label: string
  readonly request: Draft
  readonly result: AttemptResult
}

/** Path in the state's JSON to what was added there; nothing changed when it is empty. */
export type Effect = ReadonlyMap<string, number>

export interface CheckLimits {
  /** The provider gives up after this long. */
  readonly answerWithinMs: number
  /** What is not done by then is left out. */
  readonly totalMs: number
  /** How long the app's state may take to show what an event did. */
  readonly settleMs: number
  readonly sizes: FaultSizes
}

export interface Bench {
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  /** The first one signs. */
  readonly secrets: readonly string[]
  readonly limits: CheckLimits
  readonly hasProbe: boolean
  /** A new event each time, not signed. */
  newEvent(): Draft
  /** What a fault makes of a draft, a new event when left out. */
  plan(fault: OutboundFault, draft?: Draft, secret?: string): FaultPlan | Unavailable
  send(label: string, plan: FaultPlan): Promise<readonly Sending[]>
  /** Sends one good event with a fresh signature. */
  sendGood(label?: string): Promise<Sending>
  /** The first good event of the check, with what it did; sent once. */
  firstGood(): Promise<{ readonly sending: Sending; readonly effect: Effect | undefined }>
  /** What an action changed; nothing when there is no probe. `waits` gives the app time to show it. */
  effectOf(action: () => Promise<void>, waits?: boolean): Promise<Effect | undefined>
  pause(ms: number): Promise<void>
  /** The app's state as text, where there is a probe. */
  stateText(): Promise<string | undefined>
}

/** The check as a whole can't go on; the message says why and what to do. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}
