/**
 * How far a fault reaches, which decides how loudly the interface tells of it. See docs/decisions.
 *
 * off      switched off, used up or over       nothing
 * asked    only the test event `fail_test`      counted in the switch: whoever sends it asks for the fault
 * limited  only deliveries that match a rule    a quiet line, for it is easily forgotten
 * broad    may meet any delivery                the loud banner
 */
import type { Fault } from '../../../electron/contract/index.ts'

export type FaultReach = 'off' | 'asked' | 'limited' | 'broad'

/** The event that senders use to ask for a failure. */
const testEvent = 'fail_test'

export function reachOf(fault: Fault, now: number): FaultReach {
  if (!fault.enabled || isOver(fault, now)) return 'off'
  if (fault.match === undefined) return 'broad'
  return fault.match.equals === testEvent || fault.match.eventType === testEvent ? 'asked' : 'limited'
}

/** Whether it meets every delivery for good, so that no rule after it is ever reached. */
export function shadows(fault: Fault): boolean {
  const { enabled, match, scope } = fault
  if (!enabled || match !== undefined || scope.untilMs !== undefined) return false
  return 'always' in scope || ('everyNth' in scope && scope.everyNth === 1)
}

export function isOver({ scope, appliedCount }: Pick<Fault, 'scope' | 'appliedCount'>, now: number): boolean {
  if (scope.untilMs !== undefined && now > scope.untilMs) return true
  return 'nextN' in scope && appliedCount >= scope.nextN
}
