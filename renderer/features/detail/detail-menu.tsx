/** What else can be done with the open delivery. */
import { ClipboardCopy, EyeOff, FileText, Link, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandItem } from '../../app/command-item.tsx'
import { copyText } from '../../app/copy-text.ts'
import { formatPlace } from '../../app/location.ts'
import { MenuItem, MenuSeparator } from '../../components/ui/menu-items.tsx'
import { useCopyCurl, useCopyRaw } from './use-copy-curl.ts'

export function DetailMenu({ id }: { readonly id: string }): ReactNode {
  const copyCurl = useCopyCurl()
  const copyRaw = useCopyRaw()
  return (
    <>
      <CommandItem id="delivery.copy-curl" icon={<ClipboardCopy />} />
      <MenuItem icon={<EyeOff />} onSelect={() => void copyCurl(id, { redacted: true })}>
        Copy as cURL, redacted
      </MenuItem>
      <MenuItem icon={<FileText />} onSelect={() => void copyRaw(id)}>
        Copy as raw HTTP
      </MenuItem>
      <MenuItem
        icon={<Link />}
        onSelect={() => void copyText(location.origin + location.pathname + formatPlace({ screen: 'deliveries', id }), 'The link')}
      >
        Copy a link to it
      </MenuItem>
      <MenuSeparator />
      <CommandItem id="detail.position" />
      <MenuSeparator />
      <CommandItem id="delivery.delete" icon={<Trash2 />} danger />
    </>
  )
}
