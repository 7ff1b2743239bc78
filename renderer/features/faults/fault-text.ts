/** Faults in words. */
import type { Fault, FaultParams, FaultScope } from '../../../electron/contract/index.ts'
import { describeMatch } from '../../components/match-editor.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { formatDateTime, formatDuration, formatGap } from '../../lib/times.ts'

/** `answers 503`, `gives no answer`, … : what the provider meets. Read on with "to every delivery". */
export function describeFault(fault: FaultParams): string {
  switch (fault.kind) {
    case 'status':
      return `answers ${fault.params.status}`
    case 'rate_limit':
      return `answers ${fault.params.status}, retry after ${formatGap(fault.params.retryAfterSeconds * 1000)},`
    case 'redirect':
      return `answers ${fault.params.status}, a redirect,`
    case 'content_type':
      return `answers as ${fault.params.contentType}`
    case 'big':
      return `answers with ${fault.params.mebibytes} MiB`
    case 'delay':
      return describeDelay(fault.params)
    case 'hang':
      return 'gives no answer'
    case 'drip':
      return `answers at ${fault.params.bytesPerSecond} bytes a second`
    case 'reset':
      return resets[fault.params.when]
    case 'empty':
      return 'gives an empty reply'
    case 'truncated':
      return `gives ${fault.params.sentPercent} % of the body`
    case 'malformed':
      return 'answers with malformed HTTP'
  }
}

const resets = {
  receiving: 'gives a reset while receiving',
  before: 'gives a reset instead of an answer',
  after: 'gives half an answer, then a reset,'
} as const

function describeDelay({ ms, upToMs }: Extract<FaultParams, { kind: 'delay' }>['params']): string {
  return upToMs === undefined || upToMs <= ms
    ? `answers after ${formatDuration(ms)}`
    : `answers after ${formatDuration(ms)} to ${formatDuration(upToMs)}`
}

/** `answers 503 to the next 3 deliveries with type invoice.*`: the whole rule. */
export function describeRule(fault: Fault): string {
  return `${describeFault(fault)} to ${describeReach(fault)}`
}

/** Its label, or what it does. */
export function faultName(fault: Fault): string {
  return fault.label === undefined || fault.label === '' ? describeFault(fault).replace(/,$/, '') : visibleText(fault.label)
}

/** `rate limit` for `rate_limit`: the kind as a mark on a row says it. */
export function faultWord(kind: string): string {
  return kind.replaceAll('_', ' ')
}

/** Which deliveries it meets: `every delivery`, `the next 3 deliveries with type invoice.*`. */
export function describeReach(fault: Pick<Fault, 'match' | 'scope'>): string {
  const match = fault.match === undefined ? '' : describeMatch(fault.match)
  return describeScope(fault.scope, match === '' ? '' : ` with ${match}`) + describeEnd(fault.scope)
}

function describeEnd({ untilMs, forMs }: FaultScope): string {
  if (untilMs === undefined) return forMs === undefined ? '' : `, for ${formatGap(forMs)}`
  return `, until ${formatDateTime(untilMs)}`
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
