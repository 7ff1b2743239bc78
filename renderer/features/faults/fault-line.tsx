/** One fault: what it does, whom it meets, how often it did, on or off. */
import { Pencil, Pin, RotateCcw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useTickingText } from '../../components/ticker.ts'
import { formatGap } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { faultIcon } from './fault-icons.tsx'
import { isOver } from './fault-reach.ts'
import { describeReach, describeRule, faultName } from './fault-text.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultLineProps {
  readonly fault: Fault
  /** Named where faults of several endpoints stand together. */
  readonly endpoint?: Endpoint | undefined
  /** The name of the rule above that meets every delivery, so that none is left for this one. */
  readonly shadowedBy?: string | undefined
  readonly onEdit: () => void
}

export function FaultLine({ fault, endpoint, shadowedBy, onEdit }: FaultLineProps): ReactNode {
  const { update } = useFaultActions()
  const name = faultName(fault)
  const labelled = fault.label !== undefined && fault.label !== ''
  return (
    <div className="flex min-h-11 min-w-0 flex-1 items-center gap-3 py-1.5 pr-1.5">
      <Switch
        labelHidden
        label={`Fault ${name}`}
        checked={fault.enabled}
        onChange={(enabled) => update.run({ endpointId: fault.endpointId, faultId: fault.id, enabled })}
      />
      <span className={fault.enabled ? 'text-violet' : 'text-faint'}>{faultIcon(fault.kind)}</span>
      <div className={classNames('min-w-0 flex-1', !fault.enabled && 'text-muted')}>
        <div className="flex items-center gap-2">
          <span className={classNames('min-w-0 truncate', !labelled && 'first-letter:uppercase')}>{name}</span>
          <State fault={fault} shadowedBy={shadowedBy} />
        </div>
        <p className={classNames('text-12 text-muted', !endpoint && 'first-letter:uppercase')}>
          {endpoint && `${visibleText(endpoint.name)}: `}
          {visibleText(labelled ? describeRule(fault) : describeReach(fault))}
        </p>
      </div>
      <Counter fault={fault} />
      <LineActions fault={fault} name={name} onEdit={onEdit} />
    </div>
  )
}

function State({ fault, shadowedBy }: Pick<FaultLineProps, 'fault' | 'shadowedBy'>): ReactNode {
  const text = useTickingText((now) => stateText(fault, now))
  if (text === 'Used up' || text === 'Over') return <Badge>{text}</Badge>
  if (!fault.enabled) return null
  if (shadowedBy !== undefined) return <Badge tone="warning">Never reached: “{shadowedBy}” comes first</Badge>
  return text === '' ? null : <Badge tone="violet">{text}</Badge>
}

function stateText(fault: Fault, now: number): string {
  const { untilMs } = fault.scope
  if (isOver(fault, now)) return untilMs !== undefined && now > untilMs ? 'Over' : 'Used up'
  return fault.enabled && untilMs !== undefined ? `Ends in ${formatGap(Math.ceil((untilMs - now) / 1000) * 1000)}` : ''
}

function LineActions({ fault, name, onEdit }: { readonly fault: Fault; readonly name: string; readonly onEdit: () => void }): ReactNode {
  const { update, remove, restart } = useFaultActions()
  const { endpointId, id: faultId, keep } = fault
  return (
    <span className="flex">
      <IconButton
        size="small"
        label={`Reset the counters of ${name}`}
        icon={<RotateCcw className="size-3.5" />}
        disabled={fault.matchedCount === 0 && fault.scope.forMs === undefined}
        onClick={() => restart.run(fault)}
      />
      <IconButton
        size="small"
        label={`Keep ${name} on when Hooklab quits`}
        pressed={keep}
        icon={<Pin className="size-3.5" />}
        onClick={() => update.run({ endpointId, faultId, keep: !keep })}
      />
      <IconButton size="small" label={`Edit ${name}`} icon={<Pencil className="size-3.5" />} onClick={onEdit} />
      <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 className="size-3.5" />} onClick={() => remove.run(fault)} />
    </span>
  )
}

function Counter({ fault }: { readonly fault: Fault }): ReactNode {
  const text = 'nextN' in fault.scope ? `${fault.appliedCount} of ${fault.scope.nextN}` : String(fault.appliedCount)
  return (
    <span
      title={`Met ${fault.appliedCount} of ${fault.matchedCount} matching deliveries`}
      className="shrink-0 text-right text-12 text-muted"
    >
      <span className={fault.appliedCount > 0 ? 'font-medium text-violet' : ''}>{text}</span> <span className="text-faint">met</span>
    </span>
  )
}
