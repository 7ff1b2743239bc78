/** Makes or changes a fault rule. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { Endpoint, Fault, FaultKindInfo } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { MatchEditor } from '../../components/match-editor.tsx'
import { PageLoading } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Separator } from '../../components/ui/separator.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useFaultKinds } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { changedParams, type FaultDraft, fromDraft, toDraft } from './fault-draft.ts'
import { faultIcon } from './fault-icons.tsx'
import { FaultKindPicker } from './fault-kind-picker.tsx'
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
  const kinds = useFaultKinds()
  const [draft, setDraft] = useState(() => toDraft(fault))
  const [endpointId, setEndpointId] = useState(fault?.endpointId ?? endpoints[0]?.id ?? '')
  const [error, setError] = useState<string>()
  const { create, update } = useFaultActions()
  const set = (change: Partial<FaultDraft>): void => setDraft((current) => ({ ...current, ...change }))
  const info = kinds.data?.find(({ kind }) => kind === draft.kind)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (!info) return
    save({ fault, draft, endpointId, info, create, update }).then(onClose, (failure: unknown) => setError(toProblem(failure).message))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size={fault ? 'default' : 'large'}
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
      {kinds.isError && <LoadProblem what="the kinds of faults" error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.isPending && <PageLoading what="the kinds of faults" />}
      {kinds.data && info && (
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4 compact:flex-row compact:gap-6">
          {!fault && (
            <div className="shrink-0 compact:w-44">
              <FaultKindPicker kinds={kinds.data} value={draft.kind} onChange={(kind) => set({ kind })} />
            </div>
          )}
          <div className="flex min-w-0 flex-1 flex-col gap-5">
            {error !== undefined && <SaveProblem message={error} />}
            <KindHead info={info} />
            {!fault && endpoints.length > 1 && <EndpointField endpoints={endpoints} value={endpointId} onChange={setEndpointId} />}
            <FaultFields draft={draft} set={set} info={info} />
          </div>
        </form>
      )}
    </Dialog>
  )
}

function FaultFields({ draft, set, info }: DraftProps & { readonly info: FaultKindInfo }): ReactNode {
  return (
    <>
      <FaultParamsEditor draft={draft} set={set} info={info} />
      <Separator />
      <FaultScopeEditor draft={draft} set={set} />
      <Separator />
      <FaultMatchPart draft={draft} set={set} />
      <Separator />
      <FaultNotes draft={draft} set={set} />
    </>
  )
}

/** Comes into view by itself, for the button that was pressed is far below. */
function SaveProblem({ message }: { readonly message: string }): ReactNode {
  return (
    <div ref={(node) => node?.scrollIntoView({ block: 'nearest' })}>
      <Banner shape="card" tone="danger" urgent title="The fault was not saved">
        {message}
      </Banner>
    </div>
  )
}

interface EndpointFieldProps {
  readonly endpoints: readonly Endpoint[]
  readonly value: string
  readonly onChange: (id: string) => void
}

function EndpointField({ endpoints, value, onChange }: EndpointFieldProps): ReactNode {
  return (
    <Field label="Endpoint">
      <Select
        value={value}
        onChange={onChange}
        options={endpoints.map(({ id, name, path }) => ({ value: id, label: visibleText(name), hint: visibleText(path) }))}
      />
    </Field>
  )
}

/** A rule keeps its kind: another kind is another rule, with its own counters. */
function KindHead({ info }: { readonly info: FaultKindInfo }): ReactNode {
  return (
    <div className="flex items-start gap-2">
      <span className="mt-0.5 text-violet">{faultIcon(info.kind)}</span>
      <div className="min-w-0">
        <h3 className="font-medium">{info.label}</h3>
        <p className="text-12 text-muted">{info.text}</p>
        {info.group === 'connection' && (
          <p className="text-12 text-muted">
            Through a tunnel its server stands in between: the provider may meet a time-out or a 502 instead.
          </p>
        )}
      </div>
    </div>
  )
}

function FaultMatchPart({ draft, set }: DraftProps): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="text-12 font-medium">Only deliveries with</h3>
        <p className="text-12 text-muted">Everything that is filled in must hold. Left empty, any delivery is met.</p>
      </div>
      <MatchEditor ofFault value={draft.match} onChange={(match) => set({ match })} />
    </div>
  )
}

function FaultNotes({ draft, set }: DraftProps): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Label" optional>
        <Input value={draft.label} onChange={(label) => set({ label })} placeholder="What it is for" />
      </Field>
      <Switch
        label="Keep on when Hooklab quits"
        hint="Otherwise the rule is off at the next start, so that nobody meets a forgotten fault."
        checked={draft.keep}
        onChange={(keep) => set({ keep })}
      />
    </div>
  )
}

interface SaveInput extends Pick<ReturnType<typeof useFaultActions>, 'create' | 'update'> {
  readonly fault: Fault | undefined
  readonly draft: FaultDraft
  readonly endpointId: string
  readonly info: FaultKindInfo
}

async function save({ fault, draft, endpointId, info, create, update }: SaveInput): Promise<void> {
  const input = fromDraft(draft, info.fields)
  if (!fault) {
    await create.attempt({ ...input, endpointId })
    return
  }
  const { kind: _kind, params, match, label = '', ...patch } = input
  await update.attempt({
    ...patch,
    params: changedParams(params, info.fields),
    match: match ?? null,
    label,
    endpointId: fault.endpointId,
    faultId: fault.id
  })
}
