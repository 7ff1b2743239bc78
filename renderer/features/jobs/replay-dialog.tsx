/** Sends several deliveries again, oldest first: what a filter matches, or those that are selected. It goes on in the dock. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { ReplayInput } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useAllTargets } from './use-all-targets.ts'

export interface ReplayDialogProps {
  readonly q: string
  /** Those that are selected; without them the filter says which. */
  readonly ids: readonly string[] | undefined
  readonly onDone: () => void
}

interface Plan {
  readonly q: string
  /** `own`, `url`, or a target's id. */
  readonly to: string
  readonly url: string
  readonly sign: 'advised' | 'always' | 'never'
  readonly freshEventId: boolean
  readonly gaps: NonNullable<ReplayInput['gaps']>
  readonly speed: number
  readonly stopOnFailure: boolean
  readonly parallel: number
}

export function ReplayDialog({ q, ids, onDone }: ReplayDialogProps): ReactNode {
  const client = useClient()
  const formId = useId()
  const [plan, setPlan] = useState<Plan>({ ...firstPlan, q })
  const start = useMutation({
    mutationFn: () =>
      ids
        ? client.deliveries.resendMany({ ids: [...ids].slice(0, mostSelected), ...sendOf(plan), parallel: plan.parallel })
        : client.jobs.replay({ q: plan.q, ...sendOf(plan), ...paceOf(plan) }),
    onSuccess: onDone
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    start.mutate()
  }
  const count = ids?.length.toLocaleString('en-GB')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={ids ? `Resend ${count} deliveries` : 'Replay what the filter matches'}
      description="Oldest first, byte for byte as they came. It goes on while you work elsewhere."
      footer={
        <>
          <Button variant="ghost" onClick={onDone}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} busy={start.isPending}>
            {ids ? `Resend ${count}` : 'Start the replay'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {start.error && (
          <Banner shape="card" tone="danger" urgent title="It was not started">
            {toProblem(start.error).message}
          </Banner>
        )}
        <Which plan={plan} onPlan={setPlan} ids={ids} />
        <Destination plan={plan} onPlan={setPlan} />
        <SignChoice plan={plan} onPlan={setPlan} />
        {ids ? <Parallel plan={plan} onPlan={setPlan} /> : <Pace plan={plan} onPlan={setPlan} />}
      </form>
    </Dialog>
  )
}

function Which({ plan, onPlan, ids }: PartProps & { readonly ids: readonly string[] | undefined }): ReactNode {
  if (ids)
    return (
      ids.length > mostSelected && (
        <p className="text-12 text-warning">
          Of a selection the first {mostSelected.toLocaleString('en-GB')} are sent. For more, replay a filter.
        </p>
      )
    )
  return (
    <Field label="Filter" hint={plan.q.trim() === '' ? 'Empty, it matches every delivery there is.' : undefined}>
      <Input mono value={plan.q} onChange={(q) => onPlan({ ...plan, q })} placeholder="type:invoice.* since:1h" />
    </Field>
  )
}

const firstPlan: Plan = {
  q: '',
  to: 'own',
  url: 'http://127.0.0.1:3000',
  sign: 'advised',
  freshEventId: false,
  gaps: 'none',
  speed: 10,
  stopOnFailure: false,
  parallel: 1
}

/** As many as one call takes. */
const mostSelected = 1_000

interface PartProps {
  readonly plan: Plan
  readonly onPlan: (plan: Plan) => void
}

function Destination({ plan, onPlan }: PartProps): ReactNode {
  const targets = useAllTargets()
  return (
    <>
      <Field label="Send to">
        <Select
          value={plan.to}
          onChange={(to) => onPlan({ ...plan, to })}
          options={[
            { value: 'own', label: 'Their own targets', hint: 'The enabled targets of each delivery’s endpoint.' },
            ...targets.map(({ id, name, url }) => ({ value: id, label: visibleText(name === '' ? url : name), hint: visibleText(url) })),
            { value: 'url', label: 'Another URL' }
          ]}
        />
      </Field>
      {plan.to === 'url' && (
        <Field label="URL" hint="On this machine, unless a target at that address has been allowed.">
          <Input mono required value={plan.url} onChange={(url) => onPlan({ ...plan, url })} />
        </Field>
      )}
    </>
  )
}

function SignChoice({ plan, onPlan }: PartProps): ReactNode {
  return (
    <>
      <Field label="Signatures">
        <Select
          value={plan.sign}
          onChange={(sign) => onPlan({ ...plan, sign })}
          options={[
            { value: 'advised', label: 'Anew where they are too old', hint: 'Past the provider’s tolerance your app would refuse them.' },
            { value: 'always', label: 'Anew, always' },
            { value: 'never', label: 'As they came' }
          ]}
        />
      </Field>
      <Switch
        label="Fresh event ids"
        hint="Your app takes them for new events, and does not skip those it has handled."
        checked={plan.freshEventId}
        onChange={(freshEventId) => onPlan({ ...plan, freshEventId })}
      />
    </>
  )
}

function Pace({ plan, onPlan }: PartProps): ReactNode {
  return (
    <>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium">Gaps between them</span>
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label="Gaps between them"
            value={plan.gaps}
            onChange={(gaps) => onPlan({ ...plan, gaps })}
            options={[
              { value: 'none', label: 'None' },
              { value: 'original', label: 'As they came' },
              { value: 'scaled', label: 'Faster' }
            ]}
          />
          {plan.gaps === 'scaled' && (
            <span className="w-28">
              <NumberInput
                label="How many times faster"
                unit="×"
                fractions
                min={0.01}
                max={1_000_000}
                value={plan.speed}
                onChange={(speed) => onPlan({ ...plan, speed })}
              />
            </span>
          )}
        </div>
        {plan.gaps !== 'none' && <p className="text-12 text-muted">No gap is longer than a minute.</p>}
      </div>
      <Switch
        label="Stop at the first failure"
        hint="At the first answer that is not 2xx, or the first that does not come."
        checked={plan.stopOnFailure}
        onChange={(stopOnFailure) => onPlan({ ...plan, stopOnFailure })}
      />
    </>
  )
}

function Parallel({ plan, onPlan }: PartProps): ReactNode {
  return (
    <span className="w-40">
      <Field label="At once" hint="One keeps their order.">
        <NumberInput min={1} max={64} value={plan.parallel} onChange={(parallel) => onPlan({ ...plan, parallel })} />
      </Field>
    </span>
  )
}

function sendOf({ to, url, sign, freshEventId }: Plan) {
  return {
    ...(to === 'url' ? { targetUrl: url.trim() } : to === 'own' ? {} : { targetId: to }),
    resign: sign === 'advised' ? ('advised' as const) : sign === 'always',
    ...(freshEventId && { freshEventId })
  }
}

function paceOf({ gaps, speed, stopOnFailure }: Plan) {
  return { gaps, stopOnFailure, ...(gaps === 'scaled' && { speed }) }
}
