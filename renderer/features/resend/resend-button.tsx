/** Sends the delivery again, and says how: signed anew where its own signature is too old by now. The arrow has the variations. */
import { FilePen, FlaskConical, Link, Repeat, RotateCw, Send, Signature } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Resigning } from '../../../electron/contract/index.ts'
import { CommandItem } from '../../app/command-item.tsx'
import { useShortcut } from '../../app/use-shortcut.ts'
import { MenuItem, MenuLabel, MenuSeparator, Submenu } from '../../components/ui/menu-items.tsx'
import { SplitButton } from '../../components/ui/split-button.tsx'
import { useTargets } from '../../lib/queries.ts'
import { useServices } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useSendAgain } from './use-send-again.ts'
import { useResend, useResendState } from './use-resend.ts'

export interface ResendButtonProps {
  readonly id: string
  readonly endpointId: string | undefined
  /** Known once the delivery has been read. */
  readonly resigning: Resigning | undefined
}

const often = [2, 5, 20] as const

export function ResendButton({ id, endpointId, resigning }: ResendButtonProps): ReactNode {
  const { registry, ui } = useServices()
  const targets = useTargets(endpointId).data ?? []
  const resend = useResend()
  const sendAgain = useSendAgain()
  const sending = useResendState(id)?.phase === 'sending'
  const shortcut = useShortcut('delivery.resend')
  const signsAnew = resigning?.advised === true && resigning.possible
  const first = targets.find(({ enabled }) => enabled)
  return (
    <SplitButton
      label={signsAnew ? 'Re-sign and resend' : 'Resend'}
      {...(resigning !== undefined && resigning.reason !== '' && { hint: resigning.reason })}
      icon={signsAnew ? <Signature /> : <RotateCw />}
      menuLabel="Other ways to resend"
      busy={sending}
      {...(shortcut !== undefined && { shortcut })}
      onPress={() => sendAgain(id, 'advised')}
    >
      {targets.length > 0 && <MenuLabel>Send to</MenuLabel>}
      {targets.map((target) => (
        <MenuItem key={target.id} icon={<Send />} onSelect={() => resend({ id, targetId: target.id, resign: 'advised' })}>
          {visibleText(target.name === '' ? target.url : target.name)}
        </MenuItem>
      ))}
      <MenuItem icon={<Link />} onSelect={() => ui.setState({ dialog: { kind: 'url', id } })}>
        Another URL…
      </MenuItem>
      {first && (
        <Submenu label="Several times" icon={<Repeat />}>
          {often.map((times) => (
            <MenuItem key={times} onSelect={() => resend({ id, targetId: first.id, resign: 'advised', times, parallel: times })}>
              {times} at once
            </MenuItem>
          ))}
          <MenuItem onSelect={() => registry.run('delivery.edit')}>More…</MenuItem>
        </Submenu>
      )}
      <MenuSeparator />
      <CommandItem id="delivery.resign" icon={<Signature />} />
      <CommandItem id="delivery.resend-original" icon={<RotateCw />} />
      <CommandItem id="delivery.edit" icon={<FilePen />} />
      <CommandItem id="delivery.resend-fault" icon={<FlaskConical />} />
    </SplitButton>
  )
}
