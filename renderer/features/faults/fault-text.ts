/** Faults in words. */
import type { Fault, FaultParams, FaultScope } from '../../../electron/contract/index.ts'
import { describeMatch } from '../../components/match-editor.tsx'
import { formatDateTime, formatDuration } from '../../lib/times.ts'

/** `answers 503`, `waits 5 s`, … : what the provider meets. */
export function describeFault(fault: FaultParams): string {
  switch (fault.kind) {
    case 'status':
      return `answers ${fault.params.status}`
    case 'delay':
      return `waits ${formatDuration(fault.params.ms)}`
    case 'hang':
      return 'never answers'
    case 'reset':
      return fault.params.when === 'before' ? 'resets before reading' : 'resets after reading'
  }
}

/** `503`, `5 s`, `hang`, `reset`: for a pill. */
export function faultTag(fault: FaultParams): string {
  switch (fault.kind) {
    case 'status':
      return String(fault.params.status)
    case 'delay':
      return `delay ${formatDuration(fault.params.ms)}`
    case 'hang':
      return 'hang'
    case 'reset':
      return 'reset'
  }
}

/** Which deliveries it meets: `every delivery`, `the next 3 deliveries with type invoice.*`. */
export function describeReach(fault: Pick<Fault, 'match' | 'scope'>): string {
  const match = fault.match === undefined ? '' : describeMatch(fault.match)
  const until = fault.scope.untilMs === undefined ? '' : `, until ${formatDateTime(fault.scope.untilMs)}`
  return describeScope(fault.scope, match === '' ? '' : ` with ${match}`) + until
}

function describeScope(scope: FaultScope, matching: string): string {
  if ('always' in scope) return `every delivery${matching}`
  if ('nextN' in scope) return `the next ${count(scope.nextN)}${matching}`
  if ('everyNth' in scope)
    return scope.everyNth === 1 ? `every delivery${matching}` : `every ${ordinal(scope.everyNth)} delivery${matching}`
  if ('probability' in scope) return `${Math.round(scope.probability * 100)} % of deliveries${matching}`
  return `the first ${count(scope.firstPerEvent)} of each event${matching}`
}

function count(number: number): string {
  return number === 1 ? 'delivery' : `${number} deliveries`
}

function ordinal(number: number): string {
  const ends = number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ends}`
}
