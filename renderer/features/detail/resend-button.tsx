/** Sends the delivery again; the arrow has the variations. */
import { FilePen, FlaskConical, Link, RotateCw, Send, Signature } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandItem } from '../../app/command-item.tsx'
import { useShortcut } from '../../app/use-shortcut.ts'
import { MenuItem, MenuLabel, MenuSeparator } from '../../components/ui/menu-items.tsx'
import { SplitButton } from '../../components/ui/split-button.tsx'
import { useTargets } from '../../lib/queries.ts'
import { useServices } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useResend, useResendState } from './use-resend.ts'

export interface ResendButtonProps {
  readonly id: string
  readonly endpointId: string | undefined
}

export function ResendButton({ id, endpointId }: ResendButtonProps): ReactNode {
  const { registry, ui } = useServices()
  const targets = useTargets(endpointId).data ?? []
  const resend = useResend()
  const sending = useResendState(id)?.phase === 'sending'
  const shortcut = useShortcut('delivery.resend')
  return (
    <SplitButton
      label="Resend"
      icon={<RotateCw />}
      menuLabel="Other ways to resend"
      busy={sending}
      {...(shortcut !== undefined && { shortcut })}
      onPress={() => registry.run('delivery.resend')}
    >
      {targets.length > 0 && <MenuLabel>Send to</MenuLabel>}
      {targets.map((target) => (
        <MenuItem key={target.id} icon={<Send />} onSelect={() => resend({ id, targetId: target.id })}>
          {visibleText(target.name === '' ? target.url : target.name)}
        </MenuItem>
      ))}
      <MenuItem icon={<Link />} onSelect={() => ui.setState({ dialog: { kind: 'url', id } })}>
        Another URL…
      </MenuItem>
      <MenuSeparator />
      <CommandItem id="delivery.resign" icon={<Signature />} />
      <CommandItem id="delivery.edit" icon={<FilePen />} />
      <CommandItem id="delivery.resend-fault" icon={<FlaskConical />} />
    </SplitButton>
  )
}
