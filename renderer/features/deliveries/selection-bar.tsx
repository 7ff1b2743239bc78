/** What can be done with the deliveries that are selected, below the list while there are any. */
import { Download, GitCompareArrows, RotateCw, Star, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { type CommandId } from '../../../electron/contract/command-list.ts'
import { useRegistry } from '../../app/commands.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import type { Selection } from './selection.ts'

export function SelectionBar({ selection, onClear }: { readonly selection: Selection; readonly onClear: () => void }): ReactNode {
  const count = useStore(selection.state, (state) => state.ids.size)
  const registry = useRegistry()
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label="Selected deliveries"
      className="flex h-10 shrink-0 items-center gap-1 overflow-hidden border-t border-line bg-raised px-2"
    >
      <span role="status" className="min-w-0 flex-1 truncate pl-1 text-12 font-medium">
        {count.toLocaleString('en-GB')} selected
      </span>
      <Button size="small" variant="primary" icon={<RotateCw />} onClick={() => registry.run('delivery.resend')}>
        Resend
      </Button>
      <Deed id="delivery.compare" label="Compare the two" icon={<GitCompareArrows />} />
      <Deed id="delivery.star" label="Star or unstar them" icon={<Star />} />
      <Deed id="deliveries.export-selected" label="Export them" icon={<Download />} />
      <Deed id="delivery.delete" label="Delete them" icon={<Trash2 />} />
      <IconButton label="Clear the selection" icon={<X />} shortcut="Esc" tooltipSide="top" onClick={onClear} />
    </div>
  )
}

function Deed({ id, label, icon }: { readonly id: CommandId; readonly label: string; readonly icon: ReactNode }): ReactNode {
  const registry = useRegistry()
  const unavailable = registry.find(id)?.unavailable
  return (
    <IconButton
      label={unavailable ?? label}
      icon={icon}
      shortcut={useShortcut(id)}
      tooltipSide="top"
      disabled={unavailable !== undefined}
      onClick={() => registry.run(id)}
    />
  )
}
