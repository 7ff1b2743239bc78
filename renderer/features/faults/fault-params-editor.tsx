/** What a fault does: its kind and that kind's own fields. */
import type { ReactNode } from 'react'
import type { FaultKind } from '../../../electron/contract/index.ts'
import { HeaderPairsEditor } from '../../components/header-pairs-editor.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { Field } from '../../components/ui/field.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Textarea } from '../../components/ui/textarea.tsx'
import type { FaultDraft } from './fault-draft.ts'

const kinds: readonly { readonly value: FaultKind; readonly label: string; readonly text: string }[] = [
  { value: 'status', label: 'Status', text: 'The delivery is recorded and answered with this status.' },
  { value: 'delay', label: 'Delay', text: 'The usual answer, late: most providers give up after 5 to 30 seconds.' },
  { value: 'hang', label: 'Hang', text: 'No answer at all, until the provider gives up.' },
  { value: 'reset', label: 'Reset', text: 'The connection is cut, as when a server crashes.' }
]

export interface DraftProps {
  readonly draft: FaultDraft
  readonly set: (change: Partial<FaultDraft>) => void
}

export interface FaultParamsEditorProps extends DraftProps {
  /** A rule keeps its kind: another kind is another rule, with its own counters. */
  readonly kindFixed: boolean
}

export function FaultParamsEditor({ draft, set, kindFixed }: FaultParamsEditorProps): ReactNode {
  const chosen = kinds.find(({ value }) => value === draft.kind)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <span className="text-12 font-medium">What happens</span>
        {!kindFixed && <Segmented label="What happens" value={draft.kind} onChange={(kind) => set({ kind })} options={kinds} />}
        <p className="text-12 text-muted">
          {kindFixed && `${chosen?.label}: `}
          {chosen?.text}
        </p>
      </div>
      <KindFields draft={draft} set={set} />
    </div>
  )
}

function KindFields({ draft, set }: DraftProps): ReactNode {
  switch (draft.kind) {
    case 'status':
      return (
        <>
          <FieldGrid narrow>
            <Field label="Status">
              <NumberInput min={200} max={599} value={draft.status} onChange={(status) => set({ status })} />
            </Field>
          </FieldGrid>
          <HeaderPairsEditor label="Headers of the answer" value={draft.headers} onChange={(headers) => set({ headers })} />
          <Field label="Body" optional>
            <Textarea mono rows={2} value={draft.body} onChange={(body) => set({ body })} placeholder='{"error":"Simulated failure"}' />
          </Field>
        </>
      )
    case 'delay':
      return (
        <FieldGrid narrow>
          <Field label="Delay">
            <NumberInput unit="ms" min={0} max={600_000} step={500} value={draft.delayMs} onChange={(delayMs) => set({ delayMs })} />
          </Field>
        </FieldGrid>
      )
    case 'reset':
      return (
        <FieldGrid narrow>
          <Field label="When">
            <Select
              value={draft.resetWhen}
              onChange={(resetWhen) => set({ resetWhen })}
              options={[
                { value: 'before', label: 'Before the request is read' },
                { value: 'after', label: 'After the request is stored' }
              ]}
            />
          </Field>
        </FieldGrid>
      )
    case 'hang':
      return null
  }
}
