/** What can be done with a delivery, for a right click and for the menu of the detail. */
import { ClipboardCopy, ClipboardList, FilePen, GitCompareArrows, PanelRight, RotateCw, Signature, Star, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandItem } from '../../app/command-item.tsx'
import { MenuSeparator } from '../../components/ui/menu-items.tsx'

export function DeliveryMenu(): ReactNode {
  return (
    <>
      <CommandItem id="delivery.open" icon={<PanelRight />} />
      <MenuSeparator />
      <CommandItem id="delivery.resend" icon={<RotateCw />} />
      <CommandItem id="delivery.resign" icon={<Signature />} />
      <CommandItem id="delivery.edit" icon={<FilePen />} />
      <MenuSeparator />
      <CommandItem id="delivery.compare" icon={<GitCompareArrows />} />
      <CommandItem id="delivery.copy-curl" icon={<ClipboardCopy />} />
      <CommandItem id="delivery.copy-as" icon={<ClipboardList />} />
      <CommandItem id="delivery.star" icon={<Star />} />
      <MenuSeparator />
      <CommandItem id="delivery.delete" icon={<Trash2 />} danger />
    </>
  )
}
