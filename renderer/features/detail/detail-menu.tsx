/** What else can be done with the open delivery. */
import { ClipboardCopy, ClipboardList, GitCompareArrows, Link, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandItem } from '../../app/command-item.tsx'
import { copyText } from '../../app/copy-text.ts'
import { formatPlace } from '../../app/location.ts'
import { MenuItem, MenuSeparator } from '../../components/ui/menu-items.tsx'

export function DetailMenu({ id }: { readonly id: string }): ReactNode {
  return (
    <>
      <CommandItem id="delivery.copy-curl" icon={<ClipboardCopy />} />
      <CommandItem id="delivery.copy-as" icon={<ClipboardList />} />
      <MenuItem
        icon={<Link />}
        onSelect={() => void copyText(location.origin + location.pathname + formatPlace({ screen: 'deliveries', id }), 'The link')}
      >
        Copy a link to it
      </MenuItem>
      <MenuSeparator />
      <CommandItem id="delivery.compare" icon={<GitCompareArrows />} />
      <MenuSeparator />
      <CommandItem id="detail.position" />
      <MenuSeparator />
      <CommandItem id="delivery.delete" icon={<Trash2 />} danger />
    </>
  )
}
