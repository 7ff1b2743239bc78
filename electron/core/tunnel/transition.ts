/**
 * What a tunnel does next. Pure: no clock, no socket; the supervisor carries out what is answered here.
 *
 * state        | open     | opened   | other_name       | not_opened       | proved | not_proved           | shaken   | lost           | due   | wake     | close   | ended
 * -------------|----------|----------|------------------|------------------|--------|----------------------|----------|----------------|-------|----------|---------|-------
 * closed       | opening  | -        | -                | -                | -      | -                    | -        | -              | -     | -        | -       | -
 * opening      | opening  | checking | opening¹ failed² | failed           | -      | -                    | -        | -              | dial  | -        | closing | -
 * checking     | opening  | -        | -                | -                | online | checking³ failed⁴    | -        | reconnecting⁴  | probe | probe    | closing | -
 * online       | opening  | -        | -                | -                | online | degraded             | degraded | reconnecting   | probe | checking | closing | -
 * degraded     | opening  | -        | -                | -                | online | degraded³            | probe    | reconnecting   | probe | checking | closing | -
 * reconnecting | opening  | checking | reconnecting¹    | reconnecting⁵    | -      | -                    | -        | -              | dial  | dial     | closing | -
 * … healing⁶   | opening  | -        | -                | -                | online | reconnecting³        | -        | reconnecting   | probe | checking | closing | -
 * failed       | opening  | -        | -                | -                | -      | -                    | -        | -              | -     | opening⁵ | closing | -
 * closing      | opening  | -        | -                | -                | -      | -                    | -        | -              | -     | -        | -       | closed
 *
 * ¹ until the tries are over that the developer allows for the own name, if they end at all; then checking, under the other name.
 * ² the name was asked for by the developer, never had in this opening, and another client is using it.
 * ³ reconnecting once patience ends (a tunnel that was never proven: failed); at once in online and degraded when the server
 *   says that the tunnel is gone; never when opening it again would mend nothing.
 * ⁴ failed when the tunnel was never proven since it was opened, reconnecting when it was.
 * ⁵ only when trying again can help; otherwise failed.
 * ⁶ the connection is left to come back by itself, for as long as its driver says: it is proven all the time, and at once when
 *   `restored` comes.
 */
import type { TunnelReason, TunnelState } from '../../contract/index.ts'
import { backoffSteps, type Pace } from './backoff.ts'
import type { Recovery } from './judge.ts'

export interface Machine {
  readonly state: TunnelState
  /** Dials in a row that came to nothing. */
  readonly tries: number
  /** Dials in a row that were given another name. */
  readonly otherNames: number
  /** Proofs in a row that failed. */
  readonly misses: number
  /** Proven at least once since it was opened. */
  readonly proven: boolean
  /** Reconnecting, with the connection left to come back by itself. */
  readonly healing: boolean
  /** Whether a failed tunnel may try again by itself when the network comes back. */
  readonly retryable: boolean
  readonly reason?: TunnelReason
}

export type TunnelEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'opened' }
  /** The server gave another name; `insisted`: the developer asked for exactly this one and has not had it yet. */
  | {
      readonly kind: 'other_name'
      readonly used: boolean
      readonly insisted: boolean
      /** Waits after which another name is taken, by the developer's wish; never, when left out. */
      readonly acceptAfter?: number
      readonly taken: TunnelReason
      readonly waiting: TunnelReason
    }
  | { readonly kind: 'not_opened'; readonly reason: TunnelReason; readonly retryable: boolean }
  | { readonly kind: 'proved' }
  /** `heals`: the connection may still come back by itself. */
  | { readonly kind: 'not_proved'; readonly reason: TunnelReason; readonly recovery: Recovery; readonly heals?: boolean }
  | { readonly kind: 'shaken'; readonly reason: TunnelReason }
  | { readonly kind: 'restored' }
  | { readonly kind: 'lost'; readonly reason: TunnelReason }
  /** The time that was waited for has come. */
  | { readonly kind: 'due' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'close' }
  | { readonly kind: 'ended' }

/** `dial`, `probe`, `wait` and `rest` each take the place of whatever of these is under way. */
export type Command =
  /** Ends the connection and whatever is under way. */
  | { readonly do: 'drop' }
  | { readonly do: 'dial' }
  /** Goes on with the connection under the other name. */
  | { readonly do: 'accept' }
  | { readonly do: 'probe' }
  /** Comes back as `due` after the back-off of this step. */
  | { readonly do: 'wait'; readonly step: number; readonly pace: Pace }
  /** Comes back as `due` when it is time for the next regular proof. */
  | { readonly do: 'rest' }
  /** Comes back as `ended` when nothing is left. */
  | { readonly do: 'end' }

export interface Step {
  readonly machine: Machine
  readonly commands: readonly Command[]
}

/** Failed proofs in a row before the tunnel is opened again. */
const patience = 2
/** Waits before a name in use is believed to be somebody else's: the server may not have noticed yet that we left it. */
const usedPatience = 2

export const closedMachine: Machine = {
  state: 'closed',
  tries: 0,
  otherNames: 0,
  misses: 0,
  proven: false,
  healing: false,
  retryable: false
}

/** The next state and what to do. An event that means nothing in a state changes nothing and does nothing. */
export function transition(machine: Machine, event: TunnelEvent): Step {
  switch (event.kind) {
    case 'open':
      return { machine: { ...closedMachine, state: 'opening' }, commands: [{ do: 'drop' }, { do: 'dial' }] }
    case 'close':
      if (machine.state === 'closed' || machine.state === 'closing') return stay(machine)
      return { machine: { ...closedMachine, state: 'closing' }, commands: [{ do: 'drop' }, { do: 'end' }] }
    case 'ended':
      return machine.state === 'closing' ? { machine: closedMachine, commands: [] } : stay(machine)
    case 'opened':
      return isDialling(machine) ? check(machine) : stay(machine)
    case 'other_name':
      return isDialling(machine) ? onOtherName(machine, event) : stay(machine)
    case 'not_opened':
      return isDialling(machine) ? onNotOpened(machine, event) : stay(machine)
    case 'proved':
      return isConnected(machine) ? onProved() : stay(machine)
    case 'not_proved':
      return isConnected(machine) ? onNotProved(machine, event) : stay(machine)
    case 'shaken':
      return onShaken(machine, event.reason)
    case 'restored':
      return machine.healing ? check(machine) : stay(machine)
    case 'lost':
      return isConnected(machine) ? giveUpConnection(machine, event.reason) : stay(machine)
    case 'due':
      if (isDialling(machine)) return { machine, commands: [{ do: 'dial' }] }
      return isConnected(machine) ? { machine, commands: [{ do: 'probe' }] } : stay(machine)
    case 'wake':
      return onWake(machine)
  }
}

function onOtherName(machine: Machine, event: TunnelEvent & { kind: 'other_name' }): Step {
  const step = machine.otherNames
  const graceIsOver = step >= backoffSteps
  if (event.insisted && (graceIsOver || (event.used && step >= usedPatience))) return fail(machine, event.taken, true)
  if (event.acceptAfter !== undefined && step >= event.acceptAfter)
    return { ...check(machine), commands: [{ do: 'accept' }, { do: 'probe' }] }
  return {
    machine: { ...machine, otherNames: step + 1, reason: event.waiting },
    commands: [{ do: 'drop' }, { do: 'wait', step, pace: 'polite' }]
  }
}

function onNotOpened(machine: Machine, { reason, retryable }: TunnelEvent & { kind: 'not_opened' }): Step {
  if (machine.state === 'opening' || !retryable) return fail(machine, reason, retryable)
  const step = machine.tries
  // A server that has had too many registrations gets fewer; one that is away does not notice.
  const pace = reason.cause === 'rate_limited' ? 'polite' : 'eager'
  return { machine: { ...machine, tries: step + 1, reason }, commands: [{ do: 'drop' }, { do: 'wait', step, pace }] }
}

function onProved(): Step {
  return { machine: { ...closedMachine, state: 'online', proven: true }, commands: [{ do: 'rest' }] }
}

function onNotProved(machine: Machine, { reason, recovery, heals = false }: TunnelEvent & { kind: 'not_proved' }): Step {
  const misses = machine.misses + 1
  const unsure = machine.proven && machine.state !== 'checking'
  const gone = recovery === 'reopen' && unsure
  const isHopeless = gone || (misses >= patience && (recovery !== 'wait' || !machine.proven))
  if (isHopeless && heals && machine.proven) {
    const healing: Machine = { ...machine, state: 'reconnecting', healing: true, misses, reason }
    return { machine: healing, commands: [{ do: 'wait', step: misses - 1, pace: 'eager' }] }
  }
  if (isHopeless) return giveUpConnection(machine, reason)
  const isDoubted = unsure || (machine.proven && misses >= patience)
  const state = isDoubted && !machine.healing ? 'degraded' : machine.state
  return { machine: { ...machine, state, misses, reason }, commands: [{ do: 'wait', step: misses - 1, pace: 'polite' }] }
}

function onShaken(machine: Machine, reason: TunnelReason): Step {
  if (machine.state !== 'online' && machine.state !== 'degraded') return stay(machine)
  return { machine: { ...machine, state: 'degraded', reason }, commands: [{ do: 'probe' }] }
}

function onWake(machine: Machine): Step {
  switch (machine.state) {
    case 'checking':
    case 'online':
    case 'degraded':
      return check(machine)
    case 'reconnecting':
      if (machine.healing) return check(machine)
      return { machine: { ...machine, tries: 0, otherNames: 0 }, commands: [{ do: 'drop' }, { do: 'dial' }] }
    case 'failed':
      return machine.retryable ? transition(machine, { kind: 'open' }) : stay(machine)
    case 'closed':
    case 'opening':
    case 'closing':
      return stay(machine)
  }
}

function check(machine: Machine): Step {
  return { machine: { ...machine, state: 'checking', healing: false, misses: 0 }, commands: [{ do: 'probe' }] }
}

/** The connection is of no use: makes another, or says so when it never was of any. */
function giveUpConnection(machine: Machine, reason: TunnelReason): Step {
  if (!machine.proven) return fail(machine, reason, true)
  const step = machine.tries
  return {
    machine: { ...machine, state: 'reconnecting', healing: false, tries: step + 1, misses: 0, reason },
    commands: [{ do: 'drop' }, { do: 'wait', step, pace: 'eager' }]
  }
}

function fail(machine: Machine, reason: TunnelReason, retryable: boolean): Step {
  return {
    machine: { ...machine, state: 'failed', healing: false, tries: 0, otherNames: 0, misses: 0, retryable, reason },
    commands: [{ do: 'drop' }]
  }
}

function stay(machine: Machine): Step {
  return { machine, commands: [] }
}

function isDialling({ state, healing }: Machine): boolean {
  return state === 'opening' || (state === 'reconnecting' && !healing)
}

function isConnected({ state, healing }: Machine): boolean {
  return state === 'checking' || state === 'online' || state === 'degraded' || healing
}
