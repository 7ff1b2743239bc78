/** One fault: what it does, whom it meets, how often it did, on or off. */
import { Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint, Fault } from '../../../electron/contract/index.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useTickingText } from '../../components/ticker.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { isOver } from './fault-reach.ts'
import { describeFault, describeReach } from './fault-text.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultLineProps {
  readonly fault: Fault
  /** Named where faults of several endpoints stand together. */
  readonly endpoint?: Endpoint | undefined
  readonly onEdit: () => void
}

export function FaultLine({ fault, endpoint, onEdit }: FaultLineProps): ReactNode {
  const { update, remove } = useFaultActions()
  const name = fault.label === undefined ? describeFault(fault) : visibleText(fault.label)
  const over = useTickingText((now) => (isOver(fault, now) ? 'over' : '')) === 'over'
  return (
    <div className="flex min-h-11 items-center gap-3 py-1.5 pr-1.5 pl-3">
      <Switch
        labelHidden
        label={`Fault ${name}`}
        checked={fault.enabled}
        onChange={(enabled) => update.run({ endpointId: fault.endpointId, faultId: fault.id, enabled })}
      />
      <div className={classNames('min-w-0 flex-1', !fault.enabled && 'text-muted')}>
        <div className="flex items-center gap-2">
          <span className={classNames('truncate', fault.label === undefined && 'first-letter:uppercase')}>{name}</span>
          {over && <Badge>Used up</Badge>}
        </div>
        <p className={classNames('text-12 text-muted', !endpoint && 'first-letter:uppercase')}>
          {endpoint && `${visibleText(endpoint.name)}: `}
          {fault.label === undefined ? '' : `${describeFault(fault)} to `}
          {visibleText(describeReach(fault))}
        </p>
      </div>
      <Counter fault={fault} />
      <span className="flex">
        <IconButton size="small" label={`Edit ${name}`} icon={<Pencil className="size-3.5" />} onClick={onEdit} />
        <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 className="size-3.5" />} onClick={() => remove.run(fault)} />
      </span>
    </div>
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
