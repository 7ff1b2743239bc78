/** The fault switch of the toolbar: says whether deliveries are failed on purpose, and opens the panel for it. */
import { FlaskConical, Plus } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Popover } from '../../components/ui/popover.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { FaultEditor } from './fault-editor.tsx'
import { FaultLine } from './fault-line.tsx'
import { QuickFaults } from './quick-faults.tsx'
import { useActiveFaults } from './use-active-faults.ts'
import { type AllFaults, useAllFaults } from './use-all-faults.ts'
import { useFaultActions } from './use-fault-actions.ts'

export function FaultSwitch(): ReactNode {
  const [open, setOpen] = useState(false)
  const [editing, setEditing] = useState<Fault | 'new'>()
  const all = useAllFaults()
  const { setMaster } = useFaultActions()
  const turnOff = setMaster.run
  useCommands(useMemo(() => ({ 'faults.open': () => setOpen(true), 'faults.off': () => turnOff(false) }), [turnOff]))
  const edit = (fault: Fault | 'new'): void => {
    setOpen(false)
    setEditing(fault)
  }
  return (
    <>
      <Popover label="Faults" align="end" width="large" open={open} onOpenChange={setOpen} trigger={<FaultTrigger all={all} />}>
        <FaultPanel all={all} onEdit={edit} onMaster={setMaster.run} />
      </Popover>
      {editing !== undefined && (
        <FaultEditor endpoints={all.endpoints} fault={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

function FaultTrigger({ all, ...trigger }: { readonly all: AllFaults }): ReactNode {
  const { broad, limited, asked } = useActiveFaults(all)
  const loud = broad.length + limited.length
  const count = loud + asked.length
  const text = !all.on ? 'Faults off' : loud > 0 ? `${loud} ${loud === 1 ? 'fault' : 'faults'} on` : 'Faults'
  const label = !all.on ? 'Faults: all off' : `Faults: ${count === 0 ? 'none on' : `${count} on`}`
  return (
    <button
      type="button"
      {...trigger}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control border px-2 text-13 transition-colors',
        loud > 0
          ? 'border-violet bg-violet-tint font-medium text-violet'
          : 'border-transparent text-muted hover:bg-hover hover:text-text data-popup-open:bg-hover'
      )}
    >
      <FlaskConical />
      <span className="sr-only">{label}</span>
      <span aria-hidden className="hidden wide:inline">
        {text}
      </span>
      {loud === 0 && all.on && asked.length > 0 && (
        <span aria-hidden className="text-11 text-faint">
          {asked.length}
        </span>
      )}
    </button>
  )
}

interface FaultPanelProps {
  readonly all: AllFaults
  readonly onEdit: (fault: Fault | 'new') => void
  readonly onMaster: (on: boolean) => void
}

function FaultPanel({ all, onEdit, onMaster }: FaultPanelProps): ReactNode {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Switch
        label="Faults"
        hint={all.on ? 'Rules that are on fail the deliveries they meet.' : 'No delivery is failed on purpose. The rules below are kept.'}
        checked={all.on}
        onChange={onMaster}
      />
      <QuickFaults endpoints={all.endpoints} />
      <section aria-label="Fault rules" className="flex flex-col gap-2">
        <div className="flex items-center justify-between">
          <h3 className="text-11 text-faint">Rules</h3>
          <Button size="small" variant="ghost" icon={<Plus />} onClick={() => onEdit('new')}>
            New rule…
          </Button>
        </div>
        <div className={classNames('divide-y divide-line rounded-panel border border-line bg-raised', !all.on && 'opacity-60')}>
          {all.items.map(({ endpoint, fault }) => (
            <FaultLine
              key={fault.id}
              fault={fault}
              endpoint={all.endpoints.length > 1 ? endpoint : undefined}
              onEdit={() => onEdit(fault)}
            />
          ))}
          {all.items.length === 0 && <p className="px-3 py-2 text-muted">No rules yet. A quick fault above makes one.</p>}
        </div>
      </section>
    </div>
  )
}
