/** The fault switch of the toolbar: how many faults are on, and the panel for it. */
import { FlaskConical } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { Popover } from '../../components/ui/popover.tsx'
import { useActiveFaults } from './use-active-faults.ts'
import { type AllFaults, useAllFaults } from './use-all-faults.ts'
import { useFaultActions } from './use-fault-actions.ts'

const FaultPanel = lazy(async () => ({ default: (await import('./fault-panel.tsx')).FaultPanel }))
const FaultEditor = lazy(async () => ({ default: (await import('./fault-editor.tsx')).FaultEditor }))

export function FaultSwitch(): ReactNode {
  const [open, setOpen] = useState(false)
  const [editing, setEditing] = useState<Fault | 'new'>()
  const all = useAllFaults()
  const { setMaster } = useFaultActions()
  const { run: switchAll } = setMaster
  useCommands(
    useMemo(
      () => ({
        'faults.off': { run: () => switchAll(false), unavailable: all.on ? undefined : 'All faults are off.' },
        'faults.on': { run: () => switchAll(true), unavailable: all.on ? 'Faults may act already.' : undefined }
      }),
      [switchAll, all.on]
    )
  )
  const edit = (fault: Fault | 'new'): void => {
    setOpen(false)
    setEditing(fault)
  }
  return (
    <>
      <Popover label="Faults" align="end" width="large" open={open} onOpenChange={setOpen} trigger={<FaultTrigger all={all} />}>
        <Suspense fallback={<div className="h-40" />}>
          <FaultPanel all={all} onEdit={edit} onMaster={switchAll} onLeave={() => setOpen(false)} />
        </Suspense>
      </Popover>
      {editing !== undefined && (
        <Suspense fallback={null}>
          <FaultEditor endpoints={all.endpoints} fault={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
        </Suspense>
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
