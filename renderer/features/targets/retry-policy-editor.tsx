/** When a delivery that failed goes out again by itself: never, by one's own policy, or as a provider does it. */
import type { ReactNode } from 'react'
import type { RetryPolicy, SchemeInfo, Target, TargetPatch } from '../../../electron/contract/index.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { SavedInput, SavedNumber, SavedSelect } from '../../components/saved-input.tsx'
import { RadioList, type RadioListOption } from '../../components/ui/radio-list.tsx'
import { reportNotSaved } from '../../components/use-action.ts'
import { useEndpoints, useSchemes } from '../../lib/queries.ts'
import { PendingRetries } from '../retries/pending-retries.tsx'
import { type CustomPolicy, describeWaits, newCustomPolicy, type ProviderPolicy, splitStatuses, waitsOf } from './retry-text.ts'

export interface RetryPolicyEditorProps {
  readonly target: Target
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

const kinds: readonly RadioListOption<RetryPolicy['kind']>[] = [
  { value: 'none', label: 'None', hint: 'What fails is kept, and can be resent or caught up with.' },
  { value: 'custom', label: 'Custom', hint: 'After a delay that grows, a number of times.' },
  { value: 'provider', label: 'As a provider does it', hint: 'By its published schedule, as fast as you like.' }
]

export function RetryPolicyEditor({ target, onSave }: RetryPolicyEditorProps): ReactNode {
  const { retry, mode } = target
  const schemes = useSchemes().data?.filter(({ retries }) => (retries?.delaysSeconds.length ?? 0) > 0) ?? []
  const ownScheme = useEndpoints().data?.find(({ id }) => id === target.endpointId)?.scheme
  const save = (next: RetryPolicy): Promise<unknown> => onSave({ retry: next })
  const choose = (kind: RetryPolicy['kind']): void => {
    if (kind === retry.kind) return
    const scheme = schemes.find(({ id }) => id === ownScheme)?.id ?? schemes[0]?.id
    if (kind === 'none') void save({ kind }).catch(reportNotSaved)
    else if (kind === 'custom') void save(newCustomPolicy).catch(reportNotSaved)
    else if (scheme !== undefined) void save({ kind, scheme, statuses: [], timeScale: 1 }).catch(reportNotSaved)
  }
  const schedule = retry.kind === 'provider' ? schemes.find(({ id }) => id === retry.scheme)?.retries : undefined
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="text-12 font-medium">Retries</h3>
        <p className="text-12 text-muted">
          {mode === 'relay'
            ? 'In relay mode the provider retries by itself: it sees your app’s answer.'
            : 'Of deliveries that your app did not take.'}
        </p>
      </div>
      <RadioList label="Retries" value={retry.kind} onChange={choose} options={kinds} />
      {retry.kind !== 'none' && (
        <>
          <FieldGrid>
            {retry.kind === 'custom' ? (
              <Custom policy={retry} onSave={save} />
            ) : (
              <Provider policy={retry} schemes={schemes} onSave={save} />
            )}
            <CommonFields policy={retry} onSave={save} />
          </FieldGrid>
          {retry.kind === 'provider' && <Published schedule={schedule} />}
          <p className="text-12 text-muted">{describeWaits(waitsOf(retry, schedule))}</p>
        </>
      )}
      <PendingRetries of={{ targetId: target.id }} />
    </div>
  )
}

interface PolicyProps<Policy> {
  readonly policy: Policy
  readonly onSave: (policy: RetryPolicy) => Promise<unknown>
}

function Custom({ policy, onSave }: PolicyProps<CustomPolicy>): ReactNode {
  return (
    <>
      <SavedSelect
        label="Delay"
        saved={policy.backoff}
        onSave={(backoff) => onSave({ ...policy, backoff })}
        options={[
          { value: 'exponential', label: 'Doubles each time' },
          { value: 'linear', label: 'Grows evenly' }
        ]}
      />
      <SavedNumber
        label="First delay"
        unit="ms"
        min={0}
        max={86_400_000}
        step={500}
        saved={policy.delayMs}
        onSave={(delayMs) => onSave({ ...policy, delayMs })}
      />
      <SavedNumber
        label="Longest delay"
        unit="ms"
        min={0}
        max={604_800_000}
        step={1000}
        saved={policy.maxDelayMs}
        onSave={(maxDelayMs) => onSave({ ...policy, maxDelayMs })}
      />
      <SavedNumber label="Retries at most" min={1} max={100} saved={policy.limit} onSave={(limit) => onSave({ ...policy, limit })} />
    </>
  )
}

function Provider({ policy, schemes, onSave }: PolicyProps<ProviderPolicy> & { readonly schemes: readonly SchemeInfo[] }): ReactNode {
  return (
    <SavedSelect
      label="Provider"
      saved={policy.scheme}
      onSave={(scheme) => onSave({ ...policy, scheme })}
      options={schemes.map(({ id, label }) => ({ value: id, label }))}
    />
  )
}

function Published({ schedule }: { readonly schedule: SchemeInfo['retries'] }): ReactNode {
  if (!schedule) return null
  return (
    <p className="text-12 text-muted">
      {schedule.summary} <ExternalLink href={schedule.source}>Source</ExternalLink>, read on {schedule.readOn}.
    </p>
  )
}

function CommonFields({ policy, onSave }: PolicyProps<CustomPolicy | ProviderPolicy>): ReactNode {
  return (
    <>
      <SavedNumber
        label="Time scale"
        unit="×"
        hint={policy.timeScale === 3600 ? 'An hour passes in a second.' : 'At 3,600 an hour passes in a second.'}
        min={1}
        max={1_000_000}
        saved={policy.timeScale}
        onSave={(timeScale) => onSave({ ...policy, timeScale })}
      />
      <SavedInput
        label="Statuses"
        mono
        placeholder="5xx, 429"
        hint="Parted by commas. Empty: every answer but 2xx. No answer at all is always tried again."
        saved={policy.statuses.join(', ')}
        onSave={(text) => onSave({ ...policy, statuses: splitStatuses(text) })}
      />
    </>
  )
}
