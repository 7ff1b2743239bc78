/** One target as a line: where to, how it went last time, on or off. Opens into its editor. */
import { ChevronRight, Trash2 } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Attempt, Target, TargetHealth } from '../../../electron/contract/index.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { OutcomeMark } from '../../components/status-code.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { HealthMark } from './health-mark.tsx'
import { readAddress } from './target-address.ts'
import { TargetEditor } from './target-editor.tsx'
import { useTargetActions } from './use-target-actions.ts'

export interface TargetLineProps {
  readonly target: Target
  readonly lastAttempt: Attempt | undefined
  readonly health: TargetHealth | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function targetButtonId(targetId: string): string {
  return `target-${targetId}`
}

export function TargetLine({ target, lastAttempt, health, open, onOpenChange }: TargetLineProps): ReactNode {
  const editorId = useId()
  const name = visibleText(target.name)
  const { update, remove } = useTargetActions(target.endpointId)
  const isKnown = health !== undefined && health.state !== 'unknown'
  const waits = readAddress(target.url).kind === 'remote' && !target.allowRemote
  return (
    <div>
      <div className="flex min-h-11 items-center gap-3 py-1 pr-1.5 pl-1.5">
        <button
          type="button"
          id={targetButtonId(target.id)}
          aria-expanded={open}
          aria-controls={editorId}
          onClick={() => onOpenChange(!open)}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-control px-1.5 py-1 text-left transition-colors hover:bg-hover"
        >
          <ChevronRight className={classNames('text-faint transition-transform', open && 'rotate-90')} />
          <span className={classNames('min-w-0 flex-1', !target.enabled && 'text-muted')}>
            <span className="flex items-center gap-2">
              <span className="truncate">{name}</span>
              <Badge tone={target.mode === 'relay' ? 'accent' : 'neutral'}>{target.mode === 'relay' ? 'Relay' : 'After the answer'}</Badge>
              {waits && <Badge tone="warning">Not allowed yet</Badge>}
            </span>
            <span className="mono-12 block truncate text-muted">{visibleText(target.url)}</span>
          </span>
        </button>
        <HealthMark health={health} />
        {lastAttempt && !isKnown && (
          <span className="hidden shrink-0 items-center gap-2 text-12 text-faint compact:flex">
            <OutcomeMark outcome={lastAttempt.outcome} long />
            <RelativeTime at={lastAttempt.sentAt} />
          </span>
        )}
        <Switch
          labelHidden
          label={`Send to ${name}`}
          checked={target.enabled}
          onChange={(enabled) => update.run({ targetId: target.id, enabled })}
        />
        <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 />} onClick={() => remove.run(target)} />
      </div>
      {open && (
        <div id={editorId} className="border-t border-line bg-panel p-4">
          <TargetEditor
            target={target}
            lastAttempt={lastAttempt}
            health={health}
            onSave={(patch) => update.attempt({ targetId: target.id, ...patch })}
          />
        </div>
      )}
    </div>
  )
}
