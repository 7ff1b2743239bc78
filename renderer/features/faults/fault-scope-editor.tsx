/** How often a fault acts, and until when. */
import type { ReactNode } from 'react'
import { FieldGrid } from '../../components/page.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { End, ScopeKind } from './fault-draft.ts'
import type { DraftProps } from './fault-params-editor.tsx'

const scopes: readonly { readonly value: ScopeKind; readonly label: string; readonly hint: string }[] = [
  { value: 'always', label: 'Always', hint: 'Every delivery that matches' },
  { value: 'nextN', label: 'The next few', hint: 'Then it is used up' },
  { value: 'firstPerEvent', label: 'The first few of each event', hint: 'Retries of the same event then succeed' },
  { value: 'everyNth', label: 'Each nth', hint: 'Regularly' },
  { value: 'probability', label: 'By chance', hint: 'The same seed gives the same series' }
]

const ends: readonly { readonly value: End; readonly label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'after', label: 'After a while' },
  { value: 'at', label: 'At a time' }
]

export function FaultScopeEditor({ draft, set }: DraftProps): ReactNode {
  return (
    <FieldGrid>
      <Field label="How often">
        <Select value={draft.scope} onChange={(scope) => set({ scope })} options={scopes} />
      </Field>
      <ScopeFields draft={draft} set={set} />
      <Field label="Ends">
        <Select value={draft.end} onChange={(end) => set({ end })} options={ends} />
      </Field>
      {draft.end === 'after' && (
        <Field label="After" hint="From when it is switched on.">
          <NumberInput
            fractions
            unit="min"
            min={0.1}
            max={525_600}
            value={draft.forMinutes}
            onChange={(forMinutes) => set({ forMinutes })}
          />
        </Field>
      )}
      {draft.end === 'at' && (
        <Field label="At">
          <Input type="datetime-local" value={draft.until} onChange={(until) => set({ until })} />
        </Field>
      )}
    </FieldGrid>
  )
}

function ScopeFields({ draft, set }: DraftProps): ReactNode {
  switch (draft.scope) {
    case 'always':
      return null
    case 'nextN':
      return (
        <Field label="How many">
          <NumberInput min={1} max={1_000_000} value={draft.nextN} onChange={(nextN) => set({ nextN })} />
        </Field>
      )
    case 'firstPerEvent':
      return (
        <Field label="Of each event">
          <NumberInput min={1} max={1_000} value={draft.firstPerEvent} onChange={(firstPerEvent) => set({ firstPerEvent })} />
        </Field>
      )
    case 'everyNth':
      return (
        <Field label="Each">
          <NumberInput min={1} max={1_000_000} value={draft.everyNth} onChange={(everyNth) => set({ everyNth })} />
        </Field>
      )
    case 'probability':
      return (
        <>
          <Field label="Chance">
            <NumberInput fractions unit="%" min={0} max={100} value={draft.percent} onChange={(percent) => set({ percent })} />
          </Field>
          <Field label="Seed">
            <NumberInput value={draft.seed} onChange={(seed) => set({ seed })} />
          </Field>
        </>
      )
  }
}
