/** The dialogs about deliveries, whoever opened them. */
import type { ReactNode } from 'react'
import { useSetUi, useUi } from '../../app/ui-state.ts'
import { ResendDialog } from '../detail/resend-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { useFilter } from './use-filter.ts'

export function DeliveryDialogs({ onRemoved }: { readonly onRemoved: () => void }): ReactNode {
  const dialog = useUi((state) => state.dialog)
  const setUi = useSetUi()
  const { q } = useFilter()
  const done = (): void => setUi({ dialog: undefined })
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'remove-one':
      return <RemoveDialog q={`id:${dialog.id}`} what="this delivery" onDone={done} onRemoved={onRemoved} />
    case 'remove-all':
      return (
        <RemoveDialog
          q={q}
          what={q === '' ? 'all deliveries' : 'all deliveries that match the filter'}
          onDone={done}
          onRemoved={onRemoved}
        />
      )
    case 'url':
    case 'resign':
    case 'edit':
      return <ResendDialog id={dialog.id} kind={dialog.kind} onDone={done} />
  }
}
