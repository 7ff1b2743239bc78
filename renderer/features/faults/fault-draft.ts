/** A fault as its form holds it: every field at once, whatever kind and scope are chosen. */
import type { Fault, FaultField, FaultInput, FaultKind, FaultScope, HeaderPair } from '../../../electron/contract/index.ts'
import { namedPairs } from '../../components/header-pairs-editor.tsx'
import { fromMatchTexts, type MatchTexts, toMatchTexts } from '../../components/match-editor.tsx'

export type ScopeKind = 'always' | 'nextN' | 'everyNth' | 'probability' | 'firstPerEvent'
/** When a rule ends by itself: never, after a while, or at a time. */
export type End = 'never' | 'after' | 'at'
export type FieldValue = string | number | readonly HeaderPair[]
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>

export interface FaultDraft {
  readonly label: string
  readonly kind: FaultKind
  /** What was filled in by kind, so that trying another kind loses nothing. */
  readonly params: Readonly<Partial<Record<FaultKind, FieldValues>>>
  readonly match: MatchTexts
  readonly scope: ScopeKind
  readonly nextN: number
  readonly everyNth: number
  readonly percent: number
  readonly seed: number
  readonly firstPerEvent: number
  readonly end: End
  readonly forMinutes: number
  /** As a date field holds it, local time; empty for no end. */
  readonly until: string
  readonly keep: boolean
}

const fresh: FaultDraft = {
  label: '',
  kind: 'status',
  params: {},
  match: toMatchTexts(undefined),
  scope: 'always',
  nextN: 1,
  everyNth: 2,
  percent: 50,
  seed: 1,
  firstPerEvent: 2,
  end: 'never',
  forMinutes: 5,
  until: '',
  keep: false
}

export function toDraft(fault: Fault | undefined): FaultDraft {
  if (!fault) return fresh
  return {
    ...fresh,
    label: fault.label ?? '',
    kind: fault.kind,
    params: { [fault.kind]: fault.params },
    match: toMatchTexts(fault.match),
    ...scopeOf(fault.scope),
    ...endOf(fault.scope),
    keep: fault.keep
  }
}

/** The draft with one field of its kind changed. */
export function withField(draft: FaultDraft, name: string, value: FieldValue | undefined): Pick<FaultDraft, 'params'> {
  return { params: { ...draft.params, [draft.kind]: { ...draft.params[draft.kind], [name]: value } } }
}

/** What a field holds: as filled in, or its default. */
export function fieldValue(draft: FaultDraft, { name, default: usual }: FaultField): FieldValue | undefined {
  const filled = draft.params[draft.kind]
  return filled !== undefined && name in filled ? filled[name] : usual
}

/** Shape: what the server takes. `fields` are those of the draft's kind; one that is left empty is left out. */
export function fromDraft(draft: FaultDraft, fields: readonly FaultField[]): FaultInput {
  const match = fromMatchTexts(draft.match)
  const filled = fields.map((field) => [field.name, settled(fieldValue(draft, field))] as const).filter(([, value]) => value !== undefined)
  return {
    // Which params go with which kind the server checks; the fields came from there.
    ...({ kind: draft.kind, params: Object.fromEntries(filled) } as FaultInput),
    ...(match !== undefined && { match }),
    scope: toScope(draft),
    keep: draft.keep,
    ...(draft.label.trim() !== '' && { label: draft.label.trim() })
  }
}

/** Params for a change of a rule: a field that is empty now goes back to its default. */
export function changedParams(params: object, fields: readonly FaultField[]): Record<string, unknown> {
  return { ...Object.fromEntries(fields.map(({ name }) => [name, null])), ...params }
}

function settled(value: FieldValue | undefined): FieldValue | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value !== 'object') return value
  const named = namedPairs(value)
  return named.length === 0 ? undefined : named
}

function toScope(draft: FaultDraft): FaultScope {
  const end = toEnd(draft)
  switch (draft.scope) {
    case 'always':
      return { always: true, ...end }
    case 'nextN':
      return { nextN: draft.nextN, ...end }
    case 'everyNth':
      return { everyNth: draft.everyNth, ...end }
    case 'probability':
      return { probability: draft.percent / 100, seed: draft.seed, ...end }
    case 'firstPerEvent':
      return { firstPerEvent: draft.firstPerEvent, ...end }
  }
}

function toEnd({ end, forMinutes, until }: FaultDraft): Pick<FaultScope, 'untilMs' | 'forMs'> {
  if (end === 'after') return { forMs: Math.round(forMinutes * 60_000) }
  return end === 'at' && until !== '' ? { untilMs: new Date(until).getTime() } : {}
}

function scopeOf(scope: FaultScope): Partial<FaultDraft> {
  if ('nextN' in scope) return { scope: 'nextN', nextN: scope.nextN }
  if ('everyNth' in scope) return { scope: 'everyNth', everyNth: scope.everyNth }
  if ('probability' in scope) return { scope: 'probability', percent: scope.probability * 100, seed: scope.seed }
  if ('firstPerEvent' in scope) return { scope: 'firstPerEvent', firstPerEvent: scope.firstPerEvent }
  return { scope: 'always' }
}

function endOf({ untilMs, forMs }: FaultScope): Partial<FaultDraft> {
  if (forMs !== undefined) return { end: 'after', forMinutes: forMs / 60_000 }
  return untilMs === undefined ? {} : { end: 'at', until: toLocalInput(untilMs) }
}

/** `2026-11-23T14:05`, in local time, as `<input type="datetime-local">` wants it. */
function toLocalInput(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
