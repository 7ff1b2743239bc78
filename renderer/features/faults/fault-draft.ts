/** A fault as its form holds it: every field at once, whatever kind and scope are chosen. */
import type { Fault, FaultInput, FaultKind, FaultScope, HeaderPair } from '../../../electron/contract/index.ts'
import { namedPairs } from '../../components/header-pairs-editor.tsx'
import { fromMatchTexts, type MatchTexts, toMatchTexts } from '../../components/match-editor.tsx'

export type ScopeKind = 'always' | 'nextN' | 'everyNth' | 'probability' | 'firstPerEvent'

export interface FaultDraft {
  readonly label: string
  readonly kind: FaultKind
  readonly status: number
  readonly headers: readonly HeaderPair[]
  readonly body: string
  readonly delayMs: number
  readonly resetWhen: 'before' | 'after'
  readonly match: MatchTexts
  readonly scope: ScopeKind
  readonly nextN: number
  readonly everyNth: number
  readonly percent: number
  readonly seed: number
  readonly firstPerEvent: number
  /** As a date field holds it, local time; empty for no end. */
  readonly until: string
}

const fresh: FaultDraft = {
  label: '',
  kind: 'status',
  status: 503,
  headers: [],
  body: '',
  delayMs: 5_000,
  resetWhen: 'before',
  match: toMatchTexts(undefined),
  scope: 'always',
  nextN: 1,
  everyNth: 2,
  percent: 50,
  seed: 1,
  firstPerEvent: 2,
  until: ''
}

export function toDraft(fault: Fault | undefined): FaultDraft {
  if (!fault) return fresh
  return {
    ...fresh,
    label: fault.label ?? '',
    kind: fault.kind,
    ...paramsOf(fault),
    match: toMatchTexts(fault.match),
    ...scopeOf(fault.scope),
    until: fault.scope.untilMs === undefined ? '' : toLocalInput(fault.scope.untilMs)
  }
}

/** Shape: what the server takes; the end is turned into epoch milliseconds. */
export function fromDraft(draft: FaultDraft): FaultInput {
  const match = fromMatchTexts(draft.match)
  return {
    ...kindOf(draft),
    ...(match !== undefined && { match }),
    scope: toScope(draft),
    ...(draft.label.trim() !== '' && { label: draft.label.trim() })
  }
}

function kindOf(draft: FaultDraft): FaultInput {
  switch (draft.kind) {
    case 'status': {
      const headers = namedPairs(draft.headers)
      return {
        kind: 'status',
        params: { status: draft.status, ...(headers.length > 0 && { headers }), ...(draft.body !== '' && { body: draft.body }) }
      }
    }
    case 'delay':
      return { kind: 'delay', params: { ms: draft.delayMs } }
    case 'hang':
      return { kind: 'hang', params: {} }
    case 'reset':
      return { kind: 'reset', params: { when: draft.resetWhen } }
  }
}

function toScope(draft: FaultDraft): FaultScope {
  const until = draft.until === '' ? {} : { untilMs: new Date(draft.until).getTime() }
  switch (draft.scope) {
    case 'always':
      return { always: true, ...until }
    case 'nextN':
      return { nextN: draft.nextN, ...until }
    case 'everyNth':
      return { everyNth: draft.everyNth, ...until }
    case 'probability':
      return { probability: draft.percent / 100, seed: draft.seed, ...until }
    case 'firstPerEvent':
      return { firstPerEvent: draft.firstPerEvent, ...until }
  }
}

function paramsOf(fault: Fault): Partial<FaultDraft> {
  switch (fault.kind) {
    case 'status':
      return { status: fault.params.status, headers: fault.params.headers ?? [], body: fault.params.body ?? '' }
    case 'delay':
      return { delayMs: fault.params.ms }
    case 'reset':
      return { resetWhen: fault.params.when }
    case 'hang':
      return {}
  }
}

function scopeOf(scope: FaultScope): Partial<FaultDraft> {
  if ('nextN' in scope) return { scope: 'nextN', nextN: scope.nextN }
  if ('everyNth' in scope) return { scope: 'everyNth', everyNth: scope.everyNth }
  if ('probability' in scope) return { scope: 'probability', percent: scope.probability * 100, seed: scope.seed }
  if ('firstPerEvent' in scope) return { scope: 'firstPerEvent', firstPerEvent: scope.firstPerEvent }
  return { scope: 'always' }
}

/** `2026-11-23T14:05`, in local time, as `<input type="datetime-local">` wants it. */
function toLocalInput(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
