/** Fault rules as data: made, changed, and taken up again at a start. */
import { faultInput, faultParams, type Fault, type FaultInput, type FaultPatch, type FaultScope } from '../../contract/index.ts'
import { failTestFaultId } from '../endpoints/default-endpoint.ts'
import { AppError } from '../errors.ts'

export interface OpenedRules {
  /** In the order in which they are asked. */
  readonly faults: readonly Fault[]
  /** Those that were on when Hooklab quit and are off now, for they were not to be kept. */
  readonly switchedOff: readonly Fault[]
}

/**
 * The rules as they were saved, completed where an earlier version knew fewer fields, and off unless they are kept.
 * A rule whose params no longer fit goes back to its kind's defaults rather than being lost.
 */
export function openFaultRules(saved: readonly Fault[]): OpenedRules {
  const completed = saved.map((fault, index) => complete(fault, index)).toSorted((one, other) => one.position - other.position)
  const faults = completed.map((fault) => (fault.enabled && !fault.keep ? { ...fault, enabled: false } : fault))
  return { faults, switchedOff: faults.filter((fault, index) => fault !== completed[index]) }
}

export interface NewRule {
  readonly id: string
  readonly endpointId: string
  readonly position: number
  readonly now: number
  readonly preset?: string
}

/** Errors: BAD_REQUEST for a rule that could never do what it says. */
export function makeRule(input: FaultInput, { now, ...identity }: NewRule): Fault {
  const parsed = faultInput.parse(input)
  const fault: Fault = {
    ...parsed,
    ...identity,
    scope: startTime(parsed.scope ?? { always: true }, now),
    matchedCount: 0,
    appliedCount: 0,
    createdAt: now
  }
  refuseUnknowable(fault)
  return fault
}

export interface ChangedRule {
  readonly fault: Fault
  /** Its counters begin from nothing: scope or match are others, or it was switched on. */
  readonly restarted: boolean
}

/** Errors: BAD_REQUEST for a rule that could never do what it says; a ZodError for params that don't fit the kind. */
export function changeRule(rule: Fault, patch: FaultPatch, now: number): ChangedRule {
  const { match: oldMatch, kind, params, ...rest } = rule
  const match = patch.match === undefined ? oldMatch : (patch.match ?? undefined)
  const given = Object.entries({ ...params, ...patch.params }).filter(([, value]) => value !== null)
  const changed = faultParams.parse({ kind, params: Object.fromEntries(given) })
  const restarted = patch.scope !== undefined || patch.match !== undefined || (patch.enabled === true && !rule.enabled)
  const scope = patch.scope ?? rest.scope
  const fault: Fault = {
    ...rest,
    ...changed,
    ...(match === undefined ? {} : { match }),
    scope: restarted ? startTime(scope, now) : scope,
    enabled: patch.enabled ?? rest.enabled,
    keep: patch.keep ?? rest.keep,
    ...(patch.label === undefined ? {} : { label: patch.label }),
    ...(restarted ? { matchedCount: 0, appliedCount: 0 } : {})
  }
  refuseUnknowable(fault)
  return { fault, restarted }
}

/** The rule with its counters and its time from nothing. */
export function restartRule(rule: Fault, now: number): Fault {
  return { ...rule, scope: startTime(rule.scope, now), matchedCount: 0, appliedCount: 0 }
}

/** Whether a rule decides by the head of a request, before its body is there. */
export function actsAtHead(fault: Fault): boolean {
  return fault.kind === 'reset' && fault.params.when === 'receiving'
}

/** A scope that lasts a while ends so long after now. */
function startTime(scope: FaultScope, now: number): FaultScope {
  return scope.forMs === undefined ? scope : { ...scope, untilMs: now + scope.forMs }
}

function refuseUnknowable(fault: Fault): void {
  if (!actsAtHead(fault)) return
  const { eventType, jsonPath, equals } = fault.match ?? {}
  const asksBody = eventType !== undefined || jsonPath !== undefined || equals !== undefined
  if (!asksBody && !('firstPerEvent' in fault.scope)) return
  throw new AppError(
    'BAD_REQUEST',
    'A reset while the request is coming acts before the body is read, so it knows no event. Match by method, header or path, or reset before the answer.'
  )
}

function complete(saved: Fault, index: number): Fault {
  const parsed = faultParams.safeParse({ kind: saved.kind, params: saved.params })
  const params = parsed.success ? parsed.data : faultParams.parse({ kind: saved.kind, params: {} })
  // Rows of an earlier version lack what is completed here, whatever their type says.
  const { keep, position }: Partial<Fault> = saved
  return { ...saved, ...params, keep: keep ?? saved.id === failTestFaultId, position: position ?? index }
}
