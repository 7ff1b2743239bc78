/** Makes or changes a fault rule. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { MatchEditor } from '../../components/match-editor.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Separator } from '../../components/ui/separator.tsx'
import { toProblem } from '../../lib/problems.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { type FaultDraft, fromDraft, toDraft } from './fault-draft.ts'
import { type DraftProps, FaultParamsEditor } from './fault-params-editor.tsx'
import { FaultScopeEditor } from './fault-scope-editor.tsx'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultEditorProps {
  /** To choose from when it is a new one. */
  readonly endpoints: readonly Endpoint[]
  /** Left out for a new one. */
  readonly fault?: Fault | undefined
  readonly onClose: () => void
}

export function FaultEditor({ endpoints, fault, onClose }: FaultEditorProps): ReactNode {
  const formId = useId()
  const [draft, setDraft] = useState(() => toDraft(fault))
  const [endpointId, setEndpointId] = useState(fault?.endpointId ?? endpoints[0]?.id ?? '')
  const [error, setError] = useState<string>()
  const { create, update } = useFaultActions()
  const set = (change: Partial<FaultDraft>): void => setDraft((current) => ({ ...current, ...change }))

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    save({ fault, draft, endpointId, create, update }).then(onClose, (failure: unknown) => setError(toProblem(failure).message))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={fault ? 'Edit fault' : 'New fault'}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={create.busy || update.busy}>
            {fault ? 'Save' : 'Add fault'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5">
        {error !== undefined && (
          <Banner shape="card" tone="danger" urgent title="The fault was not saved">
            {error}
          </Banner>
        )}
        {!fault && endpoints.length > 1 && (
          <Field label="Endpoint">
            <Select
              value={endpointId}
              onChange={setEndpointId}
              options={endpoints.map(({ id, name, path }) => ({ value: id, label: visibleText(name), hint: visibleText(path) }))}
            />
          </Field>
        )}
        <FaultParamsEditor draft={draft} set={set} kindFixed={fault !== undefined} />
        <Separator />
        <FaultScopeEditor draft={draft} set={set} />
        <Separator />
        <FaultMatchPart draft={draft} set={set} />
        <Field label="Label" optional>
          <Input value={draft.label} onChange={(label) => set({ label })} placeholder="What it is for" />
        </Field>
      </form>
    </Dialog>
  )
}

function FaultMatchPart({ draft, set }: DraftProps): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <div>
        <h3 className="text-12 font-medium">Only deliveries with</h3>
        <p className="text-12 text-muted">Everything that is filled in must hold. Left empty, any delivery is met.</p>
      </div>
      <MatchEditor withMethod value={draft.match} onChange={(match) => set({ match })} />
    </div>
  )
}

interface SaveInput extends Pick<ReturnType<typeof useFaultActions>, 'create' | 'update'> {
  readonly fault: Fault | undefined
  readonly draft: FaultDraft
  readonly endpointId: string
}

async function save({ fault, draft, endpointId, create, update }: SaveInput): Promise<void> {
  const input = fromDraft(draft)
  if (!fault) {
    await create.attempt({ ...input, endpointId })
    return
  }
  const { kind: _kind, match, label = '', ...patch } = input
  await update.attempt({ ...patch, match: match ?? null, label, endpointId: fault.endpointId, faultId: fault.id })
}
