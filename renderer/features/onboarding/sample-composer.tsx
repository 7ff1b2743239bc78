/** Sends a sample event, changed as wanted and signed as its provider would, to an endpoint: straight to the listener or through the tunnel. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId } from 'react'
import type { Endpoint, SendSampleInput } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Combobox } from '../../components/ui/combobox.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Select } from '../../components/ui/select.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys, useEndpoints, useSchemes } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { SampleEditor } from './sample-editor.tsx'
import { SampleResult, SigningNote } from './sample-outcome.tsx'
import { useWay, type Way, WayChoice } from './sample-way.tsx'
import { inputOf, type SampleDraft, useSampleDraft } from './use-sample-draft.ts'

export interface SampleComposerProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function SampleComposer({ open, onOpenChange }: SampleComposerProps): ReactNode {
  const client = useClient()
  const queries = useQueryClient()
  const formId = useId()
  const endpoints = (useEndpoints().data ?? []).filter(({ enabled }) => enabled)
  const draft = useSampleDraft(endpoints, open)
  const [way, setWay] = useWay()
  const sending = useMutation({
    mutationFn: (input: Partial<SendSampleInput>) => client.samples.send(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.samples })
  })
  const { sample, endpoint, edits } = draft
  // What came of another one says nothing of this one.
  const isShown = sending.variables?.type === sample?.type && sending.variables?.provider === sample?.provider
  const show = (next: boolean): void => {
    if (!next) sending.reset()
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={show}
      size="large"
      title="Send a test delivery"
      description="An event as its provider would send it, with fresh ids and times each time."
      footer={
        <>
          <Button variant="ghost" onClick={() => show(false)}>
            Close
          </Button>
          <Button type="submit" form={formId} variant="primary" icon={<Send />} busy={sending.isPending} disabled={sample === undefined}>
            Send
          </Button>
        </>
      }
    >
      <SampleForm
        formId={formId}
        draft={draft}
        endpoints={endpoints}
        way={way}
        onWay={setWay}
        onSubmit={() => {
          if (sample && endpoint && !sending.isPending) sending.mutate({ ...inputOf(sample, endpoint.id, edits), via: way ?? 'listener' })
        }}
      >
        {isShown && sending.data && <SampleResult sent={sending.data} onLeave={() => show(false)} />}
        {isShown && sending.error && (
          <Banner shape="card" tone="danger" title="The test delivery was not sent" urgent>
            {toProblem(sending.error).message}
          </Banner>
        )}
      </SampleForm>
    </Dialog>
  )
}

interface SampleFormProps {
  readonly formId: string
  readonly draft: SampleDraft
  readonly endpoints: readonly Endpoint[]
  readonly way: Way | undefined
  readonly onWay: (way: Way) => void
  readonly onSubmit: () => void
  /** What came of it. */
  readonly children: ReactNode
}

function SampleForm({ formId, draft, endpoints, way, onWay, onSubmit, children }: SampleFormProps): ReactNode {
  const { sample, endpoint, edits } = draft
  const schemes = useSchemes()
  if (endpoints.length === 0) return <p className="text-muted">No endpoint is on, so nothing would take it. Make one first.</p>
  if (draft.error) return <LoadProblem what="the samples" error={draft.error} onRetry={draft.retry} />
  if (schemes.error) return <LoadProblem what="the providers" error={schemes.error} onRetry={() => void schemes.refetch()} />
  // Not before all can be chosen: what is typed into a field that still waits for its list would be lost.
  if (!draft.samples || !schemes.data) return <p className="text-muted">Reading the samples…</p>
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
      <SampleChoice draft={draft} endpoints={endpoints} />
      {sample && endpoint ? (
        <>
          <SampleEditor key={`${sample.provider} ${sample.type}`} sample={sample} edits={edits} onEdits={draft.setEdits} />
          <WayChoice way={way} onWay={onWay} />
          <SigningNote signing={sample.signing} provider={endpoint.scheme} endpointId={endpoint.id} />
        </>
      ) : (
        <p className="text-muted">Reading the samples…</p>
      )}
      {children}
    </form>
  )
}

function SampleChoice({ draft, endpoints }: { readonly draft: SampleDraft; readonly endpoints: readonly Endpoint[] }): ReactNode {
  const schemes = useSchemes().data ?? []
  const samples = draft.samples ?? []
  const providers = schemes.filter(({ id }) => samples.some(({ provider }) => provider === id))
  const groups = [...Map.groupBy(providers, ({ group }) => group)].map(([label, items]) => ({
    label,
    items: items.map((scheme) => ({ value: scheme.id, label: scheme.label }))
  }))
  const provider = draft.chosen?.provider ?? ''
  const types = samples.filter((one) => one.provider === provider).map(({ type, label }) => ({ value: type, label: type, hint: label }))
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Provider">
        <Combobox value={provider} onChange={(next) => draft.choose(next)} placeholder="Search providers" groups={groups} />
      </Field>
      <Field label="Event">
        <Combobox
          value={draft.chosen?.type ?? ''}
          onChange={(type) => draft.choose(provider, type)}
          placeholder="Search events"
          groups={[{ label: 'Events', items: types }]}
        />
      </Field>
      <div className="col-span-2">
        <Field label="Endpoint">
          <Select
            value={draft.endpoint?.id ?? ''}
            onChange={draft.setEndpointId}
            options={endpoints.map(({ id, name, path }) => ({ value: id, label: visibleText(name), hint: visibleText(path) }))}
          />
        </Field>
      </div>
    </div>
  )
}
