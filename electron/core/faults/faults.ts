/** The faults of all endpoints, with their counters: kept, changed, and asked at each delivery. */
import type { Fault, FaultInput, FaultPatch } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { createInTurn } from '../in-turn.ts'
import { newId } from '../ids.ts'
import { matches, type MatchSubject } from '../matching/match.ts'
import type { Store } from '../store/store.ts'
import type { AppliedFault } from './fault-kind.ts'
import { actsAtHead, changeRule, makeRule, restartRule } from './fault-rules.ts'
import { applies, newScopeState, type ScopeState, type ScopeSubject } from './fault-scope.ts'
import { findPreset } from './presets.ts'
import { applyFault } from './registry.ts'

export type FaultSubject = MatchSubject & ScopeSubject

export interface FaultsOptions {
  readonly store: Pick<Store, 'putFault' | 'removeFault'>
  readonly clock: Clock
  /** In the order in which they are asked. */
  readonly initial: readonly Fault[]
  readonly onChange: (endpointId: string, items: readonly Fault[]) => void
}

/** Counters are shown and saved this long after they changed, not at each delivery. */
const countersEveryMs = 250

interface Rule {
  readonly fault: Fault
  readonly state: ScopeState
}

const nobody = new Uint8Array(0)

export class Faults {
  readonly #options: FaultsOptions
  readonly #inTurn = createInTurn()
  readonly #rules = new Map<string, Rule[]>()
  readonly #counted = new Set<string>()
  #cancelTimer: (() => void) | undefined
  #anyAtHead = false

  constructor(options: FaultsOptions) {
    this.#options = options
    for (const fault of options.initial) this.#rulesOf(fault.endpointId).push(toRule(fault))
    this.#noteHeads()
  }

  /** Whether any rule that is on decides by the head of a request. */
  get anyAtHead(): boolean {
    return this.#anyAtHead
  }

  list(endpointId: string): readonly Fault[] {
    return this.#rulesOf(endpointId).map(withCounts)
  }

  /** How many faults are on and could still apply. */
  activeCount(now: number): number {
    let count = 0
    for (const rules of this.#rules.values()) for (const rule of rules) if (isActive(rule, now)) count += 1
    return count
  }

  /** The first fault, in order, that applies to this delivery; counting is part of asking. */
  choose(endpointId: string, subject: FaultSubject): AppliedFault | undefined {
    return this.#choose(endpointId, subject, false)
  }

  /** The same for rules that do not wait for the body. */
  chooseAtHead(endpointId: string, subject: Omit<FaultSubject, 'body'>): AppliedFault | undefined {
    return this.#choose(endpointId, { ...subject, body: nobody }, true)
  }

  /** Errors: those of `makeRule`. */
  create(endpointId: string, input: FaultInput, preset?: string): Promise<Fault> {
    return this.#inTurn(async () => {
      const now = this.#options.clock.now()
      const last = this.#rulesOf(endpointId).at(-1)
      const position = last === undefined ? 0 : last.fault.position + 1
      const fault = makeRule(input, { id: newId('flt'), endpointId, position, now, ...(preset === undefined ? {} : { preset }) })
      await this.#options.store.putFault(fault)
      this.#rulesOf(endpointId).push(toRule(fault))
      this.#publish(endpointId)
      return fault
    })
  }

  /** Switches a preset on; the rule that came of it before starts again, as it is now. Errors: NOT_FOUND. */
  async addPreset(endpointId: string, presetId: string): Promise<Fault> {
    const preset = findPreset(presetId)
    const before = this.#rulesOf(endpointId).find((rule) => rule.fault.preset === presetId)
    if (before === undefined) return this.create(endpointId, { ...preset.input, label: preset.title }, presetId)
    return this.#put(endpointId, before.fault.id, (fault, now) => ({
      fault: { ...restartRule(fault, now), enabled: true },
      restarted: true
    }))
  }

  /** Errors: NOT_FOUND; those of `changeRule`. */
  update(endpointId: string, faultId: string, patch: FaultPatch): Promise<Fault> {
    return this.#put(endpointId, faultId, (fault, now) => changeRule(fault, patch, now))
  }

  /** Starts its counters, and its time if it has one, from nothing. Errors: NOT_FOUND. */
  restart(endpointId: string, faultId: string): Promise<Fault> {
    return this.#put(endpointId, faultId, (fault, now) => ({ fault: restartRule(fault, now), restarted: true }))
  }

  /** Errors: BAD_REQUEST unless every rule is named exactly once. */
  reorder(endpointId: string, faultIds: readonly string[]): Promise<readonly Fault[]> {
    return this.#inTurn(async () => {
      const rules = this.#rulesOf(endpointId)
      const wanted = faultIds.map((id) => rules.find((rule) => rule.fault.id === id))
      const ordered = wanted.filter((rule) => rule !== undefined)
      if (ordered.length !== rules.length || faultIds.length !== rules.length || new Set(faultIds).size !== rules.length)
        throw new AppError(
          'BAD_REQUEST',
          'The order does not name every fault of the endpoint exactly once. Reload the list and try again.'
        )
      const placed = ordered.map((rule, position): Rule => ({ fault: { ...rule.fault, position }, state: rule.state }))
      rules.splice(0, rules.length, ...placed)
      this.#publish(endpointId)
      await Promise.all(placed.map((rule) => this.#options.store.putFault(withCounts(rule))))
      return this.list(endpointId)
    })
  }

  /** Errors: NOT_FOUND. */
  remove(endpointId: string, faultId: string): Promise<void> {
    return this.#inTurn(async () => {
      const rules = this.#rulesOf(endpointId)
      if (!rules.some((rule) => rule.fault.id === faultId)) throw faultNotFound(faultId)
      await this.#options.store.removeFault(faultId)
      const index = rules.findIndex((rule) => rule.fault.id === faultId)
      if (index !== -1) rules.splice(index, 1)
      this.#publish(endpointId)
    })
  }

  forgetEndpoint(endpointId: string): void {
    this.#rules.delete(endpointId)
    this.#noteHeads()
  }

  /** Saves counters that are not saved yet. */
  async flush(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const endpointIds = [...this.#counted]
    this.#counted.clear()
    const faults = endpointIds.flatMap((endpointId) => this.list(endpointId))
    for (const endpointId of endpointIds) this.#publish(endpointId)
    await Promise.allSettled(faults.map((fault) => this.#options.store.putFault(fault)))
  }

  #choose(endpointId: string, subject: FaultSubject, atHead: boolean): AppliedFault | undefined {
    const rules = this.#rules.get(endpointId)
    if (rules === undefined) return undefined
    const now = this.#options.clock.now()
    for (const { fault, state } of rules) {
      if (!fault.enabled || actsAtHead(fault) !== atHead) continue
      if (fault.match !== undefined && !matches(fault.match, subject)) continue
      const chosen = applies(fault.scope, state, subject, now)
      this.#noteCount(endpointId)
      if (chosen) return applyFault(fault, { turn: state.appliedCount, now })
    }
    return undefined
  }

  #put(
    endpointId: string,
    faultId: string,
    change: (fault: Fault, now: number) => { readonly fault: Fault; readonly restarted: boolean }
  ): Promise<Fault> {
    return this.#inTurn(async () => {
      const rules = this.#rulesOf(endpointId)
      const index = rules.findIndex((rule) => rule.fault.id === faultId)
      const rule = rules[index]
      if (rule === undefined) throw faultNotFound(faultId)
      const { fault, restarted } = change(withCounts(rule), this.#options.clock.now())
      await this.#options.store.putFault(fault)
      // Another change may have come in between: the rule takes the place it has by now.
      const at = rules.findIndex((each) => each.fault.id === faultId)
      const position = rules[at]?.fault.position
      if (position === undefined) throw faultNotFound(faultId)
      const placed = { ...fault, position }
      rules[at] = restarted ? toRule(placed) : { fault: placed, state: rule.state }
      this.#publish(endpointId)
      return fault
    })
  }

  #rulesOf(endpointId: string): Rule[] {
    const rules = this.#rules.get(endpointId) ?? []
    this.#rules.set(endpointId, rules)
    return rules
  }

  #noteCount(endpointId: string): void {
    this.#counted.add(endpointId)
    this.#cancelTimer ??= this.#options.clock.after(countersEveryMs, () => void this.flush())
  }

  #noteHeads(): void {
    this.#anyAtHead = [...this.#rules.values()].some((rules) => rules.some(({ fault }) => fault.enabled && actsAtHead(fault)))
  }

  #publish(endpointId: string): void {
    this.#noteHeads()
    this.#options.onChange(endpointId, this.list(endpointId))
  }
}

function toRule(fault: Fault): Rule {
  return { fault, state: newScopeState(fault.matchedCount, fault.appliedCount) }
}

function withCounts(rule: Rule): Fault {
  return { ...rule.fault, matchedCount: rule.state.matchedCount, appliedCount: rule.state.appliedCount }
}

function isActive({ fault, state }: Rule, now: number): boolean {
  if (!fault.enabled) return false
  if (fault.scope.untilMs !== undefined && now > fault.scope.untilMs) return false
  return !('nextN' in fault.scope) || state.appliedCount < fault.scope.nextN
}

function faultNotFound(faultId: string): AppError {
  return new AppError('NOT_FOUND', `There is no fault ${faultId} on this endpoint. It may have been removed; reload the list.`)
}
