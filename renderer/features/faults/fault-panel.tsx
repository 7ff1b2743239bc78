/** The panel of the fault switch: on and off, the quick ones, and the rules in short. */
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatPlace } from '../../app/location.ts'
import { Button } from '../../components/ui/button.tsx'
import { textLinkClass } from '../../components/text-link.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Switch } from '../../components/ui/switch.tsx'
import type { Fault } from '../../../electron/contract/index.ts'
import { FaultLine } from './fault-line.tsx'
import { FaultPresets } from './fault-presets.tsx'
import type { AllFaults } from './use-all-faults.ts'

export interface FaultPanelProps {
  readonly all: AllFaults
  readonly onEdit: (fault: Fault | 'new') => void
  readonly onMaster: (on: boolean) => void
  readonly onLeave: () => void
}

const mostPresets = 6

export function FaultPanel({ all, onEdit, onMaster, onLeave }: FaultPanelProps): ReactNode {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Switch
        label="Faults"
        hint={all.on ? 'Rules that are on fail the deliveries they meet.' : 'No delivery is failed on purpose. The rules below are kept.'}
        checked={all.on}
        onChange={onMaster}
      />
      <FaultPresets endpoints={all.endpoints} on={all.on} most={mostPresets} />
      <section aria-label="Fault rules" className="flex flex-col gap-2">
        <div className="flex items-center justify-between">
          <h3 className="text-11 text-faint">Rules</h3>
          <Button size="small" variant="ghost" icon={<Plus />} onClick={() => onEdit('new')}>
            New rule…
          </Button>
        </div>
        <div className={classNames('divide-y divide-line rounded-panel border border-line bg-raised', !all.on && 'opacity-60')}>
          {all.items.map(({ endpoint, fault }) => (
            <div key={fault.id} className="flex pl-3">
              <FaultLine fault={fault} endpoint={all.endpoints.length > 1 ? endpoint : undefined} onEdit={() => onEdit(fault)} />
            </div>
          ))}
          {all.items.length === 0 && <p className="px-3 py-2 text-muted">No rules yet. A quick fault above makes one.</p>}
        </div>
        <a href={formatPlace({ screen: 'faults' })} onClick={onLeave} className={classNames(textLinkClass, 'w-fit text-12')}>
          All presets, kinds and the order of rules
        </a>
      </section>
    </div>
  )
}
