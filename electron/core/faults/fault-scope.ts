/** Which of the matching deliveries a fault applies to. Decided at once and in order, so counts are exact under concurrency. */
import { createHash } from 'node:crypto'
import type { FaultScope } from '../../contract/index.ts'

/** What a scope remembers between deliveries. */
export interface ScopeState {
  matchedCount: number
  appliedCount: number
  /** How often each event was met, oldest first. */
  readonly perEvent: Map<string, number>
}

export interface ScopeSubject {
  readonly eventId?: string | undefined
  readonly body: Uint8Array
}

/** The event ids that one fault remembers; the oldest is forgotten first. */
const rememberedEvents = 10_000

export function newScopeState(matchedCount: number, appliedCount: number): ScopeState {
  return { matchedCount, appliedCount, perEvent: new Map() }
}

/** Counts one matching delivery and says whether the fault applies to it. */
export function applies(scope: FaultScope, state: ScopeState, subject: ScopeSubject, now: number): boolean {
  if (scope.untilMs !== undefined && now > scope.untilMs) return false
  state.matchedCount += 1
  const applied = decide(scope, state, subject)
  if (applied) state.appliedCount += 1
  return applied
}

function decide(scope: FaultScope, state: ScopeState, subject: ScopeSubject): boolean {
  if ('always' in scope) return true
  if ('nextN' in scope) return state.appliedCount < scope.nextN
  if ('everyNth' in scope) return state.matchedCount % scope.everyNth === 0
  if ('probability' in scope) return chance(scope.seed, state.matchedCount) < scope.probability
  return countEvent(state.perEvent, subject) <= scope.firstPerEvent
}

function countEvent(perEvent: Map<string, number>, subject: ScopeSubject): number {
  // Without an event id, the same bytes are the same event.
  const key = subject.eventId ?? createHash('sha256').update(subject.body).digest('base64')
  const count = (perEvent.get(key) ?? 0) + 1
  perEvent.delete(key)
  perEvent.set(key, count)
  if (perEvent.size > rememberedEvents) {
    const oldest = perEvent.keys().next()
    if (oldest.done !== true) perEvent.delete(oldest.value)
  }
  return count
}

/** The n-th number in [0, 1) of a seed's sequence (SplitMix32), so that a seed always gives the same one. */
export function chance(seed: number, n: number): number {
  let state = (seed + Math.imul(n, 0x9e3779b9)) | 0
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97)
  return ((state ^ (state >>> 15)) >>> 0) / 4_294_967_296
}
