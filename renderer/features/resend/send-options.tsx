/** How a delivery goes out again: where to, how signed, how often. */
import type { ReactNode } from 'react'
import type { DeliveryDetail, Target } from '../../../electron/contract/index.ts'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import type { SendPlan } from './send-plan.ts'

export interface SendOptionsProps {
  readonly plan: SendPlan
  readonly onPlan: (plan: SendPlan) => void
  readonly delivery: DeliveryDetail
  readonly targets: readonly Target[]
}

/** Stands for the URL that is written beside it; no target has this id. */
const otherUrl = 'another-url'

export function SendOptions({ plan, onPlan, delivery, targets }: SendOptionsProps): ReactNode {
  const put = (change: Partial<SendPlan>): void => onPlan({ ...plan, ...change })
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        {targets.length > 0 && (
          <Field label="Send to">
            <Select
              value={plan.targetId ?? otherUrl}
              onChange={(value) => put({ targetId: value === otherUrl ? undefined : value })}
              options={[
                ...targets.map(({ id, name, url }) => ({
                  value: id,
                  label: visibleText(name === '' ? url : name),
                  hint: visibleText(url)
                })),
                { value: otherUrl, label: 'Another URL' }
              ]}
            />
          </Field>
        )}
        {plan.targetId === undefined && (
          <Field label="URL" hint="On this machine, unless a target at that address has been allowed.">
            <Input
              data-first
              mono
              required
              value={plan.targetUrl}
              onChange={(targetUrl) => put({ targetUrl })}
              placeholder="http://127.0.0.1:3000/webhooks"
            />
          </Field>
        )}
      </div>
      <Signing plan={plan} put={put} delivery={delivery} />
      <Repeats plan={plan} put={put} />
    </div>
  )
}

interface PartProps {
  readonly plan: SendPlan
  readonly put: (change: Partial<SendPlan>) => void
}

function Signing({ plan, put, delivery }: PartProps & { readonly delivery: DeliveryDetail }): ReactNode {
  const { resigning } = delivery
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="Sign it again"
        hint={resigning?.reason ?? 'With the endpoint’s scheme and newest secret, and a fresh timestamp.'}
        checked={plan.resign}
        disabled={resigning?.possible === false}
        onChange={(resign) => put({ resign, ...(!resign && { freshEventId: false }) })}
      />
      {resigning?.freshEventId === true && (
        <Switch
          label="Fresh event id"
          hint="Your app takes it for a new event, and does not skip it as one it has handled."
          checked={plan.freshEventId}
          onChange={(freshEventId) => put({ freshEventId, ...(freshEventId && resigning.possible && { resign: true }) })}
        />
      )}
    </div>
  )
}

function Repeats({ plan, put }: PartProps): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-3 gap-2">
        <Field label="Times">
          <NumberInput value={plan.times} onChange={(times) => put({ times })} min={1} max={1000} />
        </Field>
        <Field label="At once">
          <NumberInput value={plan.parallel} onChange={(parallel) => put({ parallel })} min={1} max={64} disabled={plan.times === 1} />
        </Field>
        <Field label="Spacing">
          <NumberInput
            value={plan.spacingMs}
            onChange={(spacingMs) => put({ spacingMs })}
            min={0}
            max={600_000}
            unit="ms"
            disabled={plan.times === 1}
          />
        </Field>
      </div>
      {plan.times > 1 && <p className="text-12 text-muted">{describeRepeats(plan)}</p>}
    </div>
  )
}

function describeRepeats({ times, parallel, spacingMs, freshEventId }: SendPlan): string {
  const way = parallel === 1 ? 'one after the other' : `up to ${Math.min(parallel, times)} under way at once`
  const gap = spacingMs === 0 ? '' : `, at least ${spacingMs.toLocaleString('en-GB')} ms from start to start`
  return `${times.toLocaleString('en-GB')} times, ${way}${gap}. ${freshEventId ? 'Each carries an event id of its own.' : 'All carry the same event: a good app handles it once.'}`
}
