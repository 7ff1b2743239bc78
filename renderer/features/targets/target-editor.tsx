/** Everything about one target. Saved as it is changed. */
import type { ReactNode } from 'react'
import type { Attempt, Target, TargetHealth, TargetPatch } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { SavedInput, SavedNumber, SavedSelect } from '../../components/saved-input.tsx'
import { outcomeText } from '../../components/status-code.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useSavedValue } from '../../components/use-saved-value.ts'
import { AllowRemote } from './allow-remote.tsx'
import { CatchUpBanner } from './catch-up-banner.tsx'
import { RetryPolicyEditor } from './retry-policy-editor.tsx'
import { targetModes } from './target-modes.ts'
import { TargetFilterEditor } from './target-filter-editor.tsx'
import { TargetHeaders } from './target-headers.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { urlProblem } from './target-address.ts'
import { reportNotSaved } from '../../components/use-action.ts'

export interface TargetEditorProps {
  readonly target: Target
  readonly lastAttempt: Attempt | undefined
  readonly health: TargetHealth | undefined
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

export function TargetEditor({ target, lastAttempt, health, onSave }: TargetEditorProps): ReactNode {
  const quietly = (patch: TargetPatch): void => void onSave(patch).catch(reportNotSaved)
  return (
    <div className="flex flex-col gap-6">
      <AllowRemote target={target} onSave={onSave} />
      <LastFailure attempt={lastAttempt} />
      {health && <CatchUpBanner shape="card" health={health} name={visibleText(target.name)} />}
      <FieldGrid>
        <SavedInput
          label="URL"
          mono
          saved={target.url}
          check={urlProblem}
          onSave={(url) => onSave({ url: url.trim(), allowRemote: false })}
        />
        <SavedInput label="Name" saved={target.name} onSave={(name) => onSave({ name: name.trim() })} />
      </FieldGrid>
      <ModeField target={target} onSave={onSave} />
      <SendingFields target={target} onSave={onSave} />
      <Switch
        label="Check the TLS certificate"
        hint="Off, a self-signed certificate is accepted, and so is anybody else’s."
        checked={target.verifyTls}
        onChange={(verifyTls) => quietly({ verifyTls })}
      />
      <RetryPolicyEditor target={target} onSave={onSave} />
      <Switch
        label="Catch up by itself"
        hint="Once it answers again, what it missed is sent, oldest first."
        checked={target.autoCatchUp}
        onChange={(autoCatchUp) => quietly({ autoCatchUp })}
      />
      <TargetFilterEditor target={target} onSave={onSave} />
      <TargetHeaders target={target} onSave={onSave} />
    </div>
  )
}

function SendingFields({ target, onSave }: Pick<TargetEditorProps, 'target' | 'onSave'>): ReactNode {
  return (
    <FieldGrid>
      <SavedSelect
        label="Path"
        hint={target.pathMode === 'append' ? 'What follows the endpoint’s path is added to the URL.' : 'The URL is used as it is.'}
        saved={target.pathMode}
        onSave={(pathMode) => onSave({ pathMode })}
        options={[
          { value: 'replace', label: 'As the URL says' },
          { value: 'append', label: 'Append the rest of the path' }
        ]}
      />
      <SavedNumber
        label="Timeout"
        unit="ms"
        min={1}
        max={600_000}
        step={1000}
        saved={target.timeoutMs}
        onSave={(timeoutMs) => onSave({ timeoutMs })}
      />
      <SavedNumber
        label="At the same time"
        hint="Attempts that may run at once."
        min={1}
        max={256}
        saved={target.concurrency}
        onSave={(concurrency) => onSave({ concurrency })}
      />
    </FieldGrid>
  )
}

function ModeField({ target, onSave }: Pick<TargetEditorProps, 'target' | 'onSave'>): ReactNode {
  const mode = useSavedValue({ saved: target.mode, onSave: (value) => onSave({ mode: value }) })
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-12 font-medium">Mode</h3>
      <RadioList label="Mode" value={mode.value} onChange={mode.save} options={targetModes} />
      {mode.error !== undefined && (
        <p role="alert" className="text-12 text-danger">
          {mode.error}
        </p>
      )}
    </div>
  )
}

/** Why the last attempt got no answer. */
function LastFailure({ attempt }: { readonly attempt: Attempt | undefined }): ReactNode {
  if (!attempt || attempt.outcome.kind === 'responded') return null
  return (
    <Banner shape="card" tone="danger" title={outcomeText(attempt.outcome)}>
      {attempt.outcome.detail}
    </Banner>
  )
}
