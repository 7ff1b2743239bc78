/**
 * Which of the wished tunnel and its fallbacks is open. Pure: the time comes with each event, the developer's wishes with each call;
 * `chain-supervisor.ts` carries out what is answered here. Step 0 is the wished one. At most two are open at once: the one that is
 * shown, and the wished one that is tried beside a fallback.
 *
 * phase   | open   | online  | unsure  | failed          | due              | beside online | beside failed | back    | wake    | close
 * --------|--------|---------|---------|-----------------|------------------|---------------|---------------|---------|---------|------
 * idle    | trying | -       | -       | -               | -                | -             | -             | -       | -       | -
 * trying  | trying | in_use  | -       | trying¹ failed² | trying¹          | -             | -             | trying³ | -       | idle
 * in_use  | trying | in_use  | doubted | trying¹ failed² | in_use⁴          | in_use⁵       | in_use        | in_use⁴ | -       | idle
 * doubted | trying | in_use  | -       | trying¹ failed² | trying¹ doubted⁴ | in_use⁵       | doubted       | doubted⁴| -       | idle
 * resting | trying | -       | -       | -               | trying³          | -             | -             | trying³ | trying³ | idle
 * failed  | trying | in_use  | trying  | -               | -                | -             | -             | -       | -       | idle
 *
 * ¹ the next step; the wished one when a fallback is lost that had held, unless going back is by hand; resting when none is left.
 * ² when there are no fallbacks.
 * ³ the wished one.
 * ⁴ the wished one is opened beside the fallback in use.
 * ⁵ the wished one, proven by now, takes the fallback's place.
 */
import type { TunnelReason } from '../../contract/index.ts'

export type ChainPhase = 'idle' | 'trying' | 'in_use' | 'doubted' | 'resting' | 'failed'

export interface ChainStep {
  readonly state: 'untried' | 'trying' | 'in_use' | 'failed'
  /** When it came into this state. */
  readonly at?: number
  /** Why it failed the last time. */
  readonly reason?: TunnelReason
}

export interface ChainMachine {
  readonly phase: ChainPhase
  readonly steps: readonly ChainStep[]
  readonly current: number
  /** When the phase began. */
  readonly since: number
  /** Since when the step in use is in use. */
  readonly inUseSince: number
  /** When the current step's time, or the rest, is over. */
  readonly dueAt?: number
  /** When the wished one is tried beside the fallback in use. */
  readonly goBackAt?: number
  /** The wished one is being tried beside the fallback in use, until then. */
  readonly besideUntil?: number
  /** Rounds in a row in which none held. */
  readonly rounds: number
}

export interface ChainPolicy {
  readonly patienceMs: number
  readonly goBack: 'by_hand' | 'when_lost' | 'timed'
  readonly goBackMs: number
  /** How long to rest after so many rounds in which none held, milliseconds. */
  readonly restMs: (rounds: number) => number
}

export type Standing = 'online' | 'unsure' | 'failed'

export type ChainEvent = { readonly now: number } & (
  | { readonly kind: 'open'; readonly count: number }
  /** How the tunnel that is shown stands. */
  | { readonly kind: 'told'; readonly standing: Standing; readonly reason?: TunnelReason }
  /** How the wished one beside it stands. */
  | { readonly kind: 'told_beside'; readonly standing: Standing; readonly reason?: TunnelReason }
  /** A time has come; with the last delivery through the tunnel that is shown, and what is known of either's trouble. */
  | { readonly kind: 'due'; readonly heardAt: number; readonly reason: TunnelReason; readonly besideReason: TunnelReason }
  | { readonly kind: 'back' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'close' }
  /** The developer changed the chain: for each step, which one it was before. */
  | { readonly kind: 'steps'; readonly before: readonly (number | undefined)[] }
)

export type ChainCommand =
  /** Opens this step in place of what is shown. */
  | { readonly do: 'open'; readonly step: number }
  /** Ends what is shown, by the developer's wish. */
  | { readonly do: 'close' }
  /** Ends what is left of the last step: all have failed. */
  | { readonly do: 'rest' }
  | { readonly do: 'open_beside' }
  | { readonly do: 'close_beside' }
  /** Shows the one beside from now on, and ends what was shown. */
  | { readonly do: 'take_beside' }

export interface ChainResult {
  readonly machine: ChainMachine
  readonly commands: readonly ChainCommand[]
}

/** An opening that waits for a name, or for a proof that hangs twice, gets this long at least. */
const shortestTryMs = 45_000
/** Whoever was in use for less has not held. */
const steadyMs = 60_000

export const idleChain: ChainMachine = { phase: 'idle', steps: [], current: 0, since: 0, inUseSince: 0, rounds: 0 }

/** The next state and what to do. An event that means nothing in a phase changes nothing and does nothing. */
export function moveChain(machine: ChainMachine, event: ChainEvent, policy: ChainPolicy): ChainResult {
  const { now } = event
  switch (event.kind) {
    case 'open':
      return startRound({ ...idleChain, steps: untried(event.count) }, now, policy, endBeside(machine))
    case 'close':
      return machine.phase === 'idle' ? stay(machine) : { machine: idleChain, commands: [{ do: 'close' }, ...endBeside(machine)] }
    case 'told':
      return onTold(machine, event, policy)
    case 'told_beside':
      return machine.besideUntil === undefined ? stay(machine) : onToldBeside(machine, event, policy)
    case 'due':
      return onDue(machine, event, policy)
    case 'back':
      return onBack(machine, now, policy)
    case 'wake':
      return machine.phase === 'resting' ? startRound(machine, now, policy) : stay(machine)
    case 'steps':
      return machine.phase === 'idle' ? stay(machine) : onSteps(machine, event, policy)
  }
}

/** When `due` is to come; nothing when only other events can move it. */
export function nextDue({ dueAt, goBackAt, besideUntil }: ChainMachine): number | undefined {
  const times = [dueAt, goBackAt, besideUntil].filter((time) => time !== undefined)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** A fallback is in use, in doubt or not. */
export function isOnFallback({ phase, current }: ChainMachine): boolean {
  return current > 0 && (phase === 'in_use' || phase === 'doubted')
}

function onTold(machine: ChainMachine, { standing, reason, now }: ChainEvent & { kind: 'told' }, policy: ChainPolicy): ChainResult {
  const { phase } = machine
  if (phase === 'idle' || phase === 'resting') return stay(machine)
  switch (standing) {
    case 'online':
      return phase === 'in_use' ? stay(machine) : use(machine, now, policy)
    case 'failed':
      return phase === 'failed' ? stay(machine) : fall(machine, { now, reason }, policy)
    case 'unsure':
      if (phase === 'in_use') return stay(timed({ ...machine, phase: 'doubted', since: now }, policy))
      return phase === 'failed' ? stay(tryStep(machine, now, policy)) : stay(machine)
  }
}

function onToldBeside(machine: ChainMachine, event: ChainEvent & { kind: 'told_beside' }, policy: ChainPolicy): ChainResult {
  const { standing, now } = event
  if (standing === 'unsure') return stay(machine)
  if (standing === 'online') {
    const { besideUntil: _, ...rest } = machine
    const { machine: taken } = use({ ...rest, phase: 'trying', current: 0 }, now, policy)
    return { machine: taken, commands: [{ do: 'take_beside' }] }
  }
  const { besideUntil: _, ...rest } = mark(machine, 0, { state: 'failed', at: now, ...(event.reason && { reason: event.reason }) })
  return { machine: withGoBack(rest, now, policy), commands: [{ do: 'close_beside' }] }
}

function onDue(machine: ChainMachine, event: ChainEvent & { kind: 'due' }, policy: ChainPolicy): ChainResult {
  const { now, reason, heardAt } = event
  if (machine.dueAt !== undefined && now >= machine.dueAt) {
    if (machine.phase === 'resting') return startRound(machine, now, policy)
    // While deliveries come through it is a tunnel in trouble, not a dead one.
    const patientUntil = heardAt + policy.patienceMs
    if (machine.phase === 'doubted' && patientUntil > now) return stay({ ...machine, dueAt: patientUntil })
    return fall(machine, { now, reason }, policy)
  }
  if (machine.besideUntil !== undefined && now >= machine.besideUntil)
    return onToldBeside(machine, { kind: 'told_beside', standing: 'failed', reason: event.besideReason, now }, policy)
  return machine.goBackAt !== undefined && now >= machine.goBackAt ? tryBeside(machine, now, policy) : stay(machine)
}

function onBack(machine: ChainMachine, now: number, policy: ChainPolicy): ChainResult {
  if (isOnFallback(machine)) return machine.besideUntil === undefined ? tryBeside(machine, now, policy) : stay(machine)
  const isElsewhere = machine.phase === 'resting' || (machine.phase === 'trying' && machine.current > 0)
  return isElsewhere ? startRound(machine, now, policy) : stay(machine)
}

function onSteps(machine: ChainMachine, { before, now }: ChainEvent & { kind: 'steps' }, policy: ChainPolicy): ChainResult {
  const steps = before.map((was) => (was === undefined ? undefined : machine.steps[was]) ?? { state: 'untried' as const })
  const current = before.indexOf(machine.current)
  // A fallback that the developer took out of the chain is not to be used any longer.
  if (current < 0 || machine.phase === 'resting') return startRound({ ...machine, steps }, now, policy, endBeside(machine))
  const moved = { ...machine, steps, current }
  switch (moved.phase) {
    case 'failed':
      return steps.length === 1 ? stay(moved) : fall(moved, { now, reason: steps[current]?.reason }, policy)
    case 'trying':
      return stay(tryStep(moved, now, policy))
    default:
      return stay(withGoBack(timed(moved, policy), now, policy))
  }
}

/** The step is proven. */
function use(machine: ChainMachine, now: number, policy: ChainPolicy): ChainResult {
  const { dueAt: _, ...rest } = machine
  const inUseSince = machine.phase === 'doubted' ? machine.inUseSince : now
  // What comes after the step in use has its turn again when that is lost.
  const steps = machine.steps.map((step, index): ChainStep => (index < machine.current ? step : { state: 'untried' }))
  const inUse = mark({ ...rest, phase: 'in_use', steps, since: now, inUseSince }, machine.current, { state: 'in_use', at: inUseSince })
  return stay(machine.phase === 'doubted' ? inUse : withGoBack(inUse, now, policy))
}

interface Fall {
  readonly now: number
  readonly reason: TunnelReason | undefined
}

/** The current step can't be had, or has not been heard for too long: on to the next. */
function fall(machine: ChainMachine, { now, reason }: Fall, policy: ChainPolicy): ChainResult {
  const fallen = mark(machine, machine.current, { state: 'failed', at: now, ...(reason && { reason }) })
  if (machine.steps.length === 1) return stay(settle({ ...fallen, phase: 'failed', since: now }))
  const wasInUse = machine.phase === 'in_use' || machine.phase === 'doubted'
  const held = wasInUse && now - machine.inUseSince >= steadyMs
  const round = held ? { ...fallen, rounds: 0 } : fallen
  if (machine.besideUntil !== undefined) {
    const { besideUntil: _, ...rest } = round
    return { machine: tryStep({ ...rest, current: 0 }, now, policy), commands: [{ do: 'take_beside' }] }
  }
  if (held && machine.current > 0 && policy.goBack !== 'by_hand') return startRound(round, now, policy)
  const next = machine.current + 1
  if (next < machine.steps.length) {
    return { machine: tryStep({ ...round, current: next }, now, policy), commands: [{ do: 'open', step: next }] }
  }
  const resting = settle({ ...round, phase: 'resting', since: now, rounds: round.rounds + 1 })
  return { machine: { ...resting, dueAt: now + policy.restMs(round.rounds) }, commands: [{ do: 'rest' }] }
}

/** From the wished one, each having its turn again. */
function startRound(machine: ChainMachine, now: number, policy: ChainPolicy, first: readonly ChainCommand[] = []): ChainResult {
  const { besideUntil: _, ...rest } = machine
  const steps = machine.steps.map(({ reason }): ChainStep => ({ state: 'untried', ...(reason && { reason }) }))
  return { machine: tryStep({ ...rest, steps, current: 0 }, now, policy), commands: [...first, { do: 'open', step: 0 }] }
}

function tryStep(machine: ChainMachine, now: number, policy: ChainPolicy): ChainMachine {
  return timed(mark(settle({ ...machine, phase: 'trying', since: now }), machine.current, { state: 'trying', at: now }), policy)
}

function tryBeside(machine: ChainMachine, now: number, policy: ChainPolicy): ChainResult {
  const { goBackAt: _, ...rest } = mark(machine, 0, { state: 'trying', at: now })
  return { machine: { ...rest, besideUntil: now + tryMs(policy) }, commands: [{ do: 'open_beside' }] }
}

/** With the end of the time that its phase gets; a tunnel without fallbacks has for ever. */
function timed(machine: ChainMachine, policy: ChainPolicy): ChainMachine {
  const { dueAt: _, ...rest } = machine
  if (machine.steps.length === 1) return rest
  if (machine.phase === 'trying') return { ...rest, dueAt: machine.since + tryMs(policy) }
  return machine.phase === 'doubted' ? { ...rest, dueAt: machine.since + policy.patienceMs } : rest
}

function withGoBack(machine: ChainMachine, now: number, policy: ChainPolicy): ChainMachine {
  const { goBackAt: _, ...rest } = machine
  if (!isOnFallback(machine) || policy.goBack !== 'timed' || machine.besideUntil !== undefined) return rest
  return { ...rest, goBackAt: now + policy.goBackMs }
}

/** Without what was planned. */
function settle(machine: ChainMachine): ChainMachine {
  const { dueAt: _, goBackAt: __, ...rest } = machine
  return rest
}

function mark(machine: ChainMachine, index: number, step: ChainStep): ChainMachine {
  return { ...machine, steps: machine.steps.map((was, at) => (at === index ? step : was)) }
}

function endBeside({ besideUntil }: ChainMachine): readonly ChainCommand[] {
  return besideUntil === undefined ? [] : [{ do: 'close_beside' }]
}

function tryMs({ patienceMs }: ChainPolicy): number {
  return Math.max(patienceMs, shortestTryMs)
}

function untried(count: number): ChainStep[] {
  return Array.from({ length: count }, () => ({ state: 'untried' }))
}

function stay(machine: ChainMachine): ChainResult {
  return { machine, commands: [] }
}
