/** The faults of all endpoints, with their counters: kept, changed, and asked at each delivery. */
import { faultInput, type Fault, type FaultInput, type FaultPatch } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { matches, type MatchSubject } from '../matching/match.ts'
import type { Store } from '../store/store.ts'
import { applies, newScopeState, type ScopeState, type ScopeSubject } from './fault-scope.ts'

export type FaultSubject = MatchSubject & ScopeSubject

export interface FaultsOptions {
  readonly store: Pick<Store, 'putFault' | 'removeFault'>
  readonly clock: Clock
  readonly initial: readonly Fault[]
  readonly onChange: (endpointId: string, items: readonly Fault[]) => void
}

/** Counters are shown and saved this long after they changed, not at each delivery. */
const countersEveryMs = 250

interface Rule {
  readonly fault: Fault
  readonly state: ScopeState
}

export class Faults {
  readonly #options: FaultsOptions
  readonly #rules = new Map<string, Rule[]>()
  readonly #counted = new Set<string>()
  #cancelTimer: (() => void) | undefined

  constructor(options: FaultsOptions) {
    this.#options = options
    for (const fault of options.initial) this.#rulesOf(fault.endpointId).push(toRule(fault))
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
  choose(endpointId: string, subject: FaultSubject): Fault | undefined {
    const rules = this.#rules.get(endpointId)
    if (rules === undefined) return undefined
    const now = this.#options.clock.now()
    for (const rule of rules) {
      if (!rule.fault.enabled) continue
      if (rule.fault.match !== undefined && !matches(rule.fault.match, subject)) continue
      const chosen = applies(rule.fault.scope, rule.state, subject, now)
      this.#noteCount(endpointId)
      if (chosen) return rule.fault
    }
    return undefined
  }

  async create(endpointId: string, input: FaultInput): Promise<Fault> {
    const parsed = faultInput.parse(input)
    const now = this.#options.clock.now()
    const fault: Fault = {
      ...parsed,
      id: newId('flt'),
      endpointId,
      scope: parsed.scope ?? { always: true },
      matchedCount: 0,
      appliedCount: 0,
      createdAt: now
    }
    await this.#options.store.putFault(fault)
    this.#rulesOf(endpointId).push(toRule(fault))
    this.#publish(endpointId)
    return fault
  }

  /** A changed scope or match, and switching on again, start the counters from nothing. */
  async update(endpointId: string, faultId: string, patch: FaultPatch): Promise<Fault> {
    const rules = this.#rulesOf(endpointId)
    const index = rules.findIndex((rule) => rule.fault.id === faultId)
    const rule = rules[index]
    if (rule === undefined) throw faultNotFound(faultId)
    const { match: oldMatch, ...rest } = withCounts(rule)
    const match = patch.match === undefined ? oldMatch : (patch.match ?? undefined)
    const params = faultInput.parse({ kind: rest.kind, params: { ...rest.params, ...patch.params } })
    const restarted = patch.scope !== undefined || patch.match !== undefined || (patch.enabled === true && !rest.enabled)
    const fault: Fault = {
      ...rest,
      ...params,
      ...(match === undefined ? {} : { match }),
      scope: patch.scope ?? rest.scope,
      enabled: patch.enabled ?? rest.enabled,
      ...(patch.label === undefined ? {} : { label: patch.label }),
      ...(restarted ? { matchedCount: 0, appliedCount: 0 } : {})
    }
    await this.#options.store.putFault(fault)
    rules[index] = restarted ? toRule(fault) : { fault, state: rule.state }
    this.#publish(endpointId)
    return fault
  }

  async remove(endpointId: string, faultId: string): Promise<void> {
    const rules = this.#rulesOf(endpointId)
    const index = rules.findIndex((rule) => rule.fault.id === faultId)
    if (index === -1) throw faultNotFound(faultId)
    await this.#options.store.removeFault(faultId)
    rules.splice(index, 1)
    this.#publish(endpointId)
  }

  forgetEndpoint(endpointId: string): void {
    this.#rules.delete(endpointId)
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

  #rulesOf(endpointId: string): Rule[] {
    const rules = this.#rules.get(endpointId) ?? []
    this.#rules.set(endpointId, rules)
    return rules
  }

  #noteCount(endpointId: string): void {
    this.#counted.add(endpointId)
    this.#cancelTimer ??= this.#options.clock.after(countersEveryMs, () => void this.flush())
  }

  #publish(endpointId: string): void {
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
