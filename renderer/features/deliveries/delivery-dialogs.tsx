/** The dialogs about deliveries, whoever opened them. Each is loaded when it is first asked for. */
import { lazy, type ReactNode, Suspense } from 'react'
import { currentPlace, go } from '../../app/location.ts'
import { type DeliveryDialog, useSetUi, useUi } from '../../app/ui-state.ts'
import { useFilter } from './use-filter.ts'

const CopyDialog = lazy(async () => ({ default: (await import('../copy/copy-dialog.tsx')).CopyDialog }))
const DiffDialog = lazy(async () => ({ default: (await import('../diff/diff-dialog.tsx')).DiffDialog }))
const RemoveDialog = lazy(async () => ({ default: (await import('./remove-dialog.tsx')).RemoveDialog }))
const ReplayDialog = lazy(async () => ({ default: (await import('../jobs/replay-dialog.tsx')).ReplayDialog }))
const ResendDialog = lazy(async () => ({ default: (await import('../resend/resend-dialog.tsx')).ResendDialog }))
const RetriesDialog = lazy(async () => ({ default: (await import('../retries/retries-dialog.tsx')).RetriesDialog }))

export function DeliveryDialogs(): ReactNode {
  const dialog = useUi((state) => state.dialog)
  const setUi = useSetUi()
  if (!dialog) return null
  return (
    <Suspense fallback={null}>
      <OpenDialog dialog={dialog} onDone={() => setUi({ dialog: undefined })} />
    </Suspense>
  )
}

interface OpenDialogProps {
  readonly dialog: DeliveryDialog
  readonly onDone: () => void
}

function OpenDialog({ dialog, onDone }: OpenDialogProps): ReactNode {
  const { q } = useFilter()
  switch (dialog.kind) {
    case 'remove-one':
      return <RemoveDialog what={{ ids: [dialog.id] }} onDone={onDone} onRemoved={closeDetail} />
    case 'remove-several':
      return <RemoveDialog what={{ ids: dialog.ids }} onDone={onDone} onRemoved={closeDetail} />
    case 'remove-all':
      return <RemoveDialog what={{ q }} onDone={onDone} onRemoved={closeDetail} />
    case 'url':
    case 'resign':
    case 'edit':
      return <ResendDialog id={dialog.id} kind={dialog.kind} onDone={onDone} />
    case 'copy':
      return <CopyDialog id={dialog.id} onDone={onDone} />
    case 'compare':
      return <DiffDialog left={dialog.left} right={dialog.right} onDone={onDone} />
    case 'replay':
      return <ReplayDialog q={q} ids={dialog.ids} onDone={onDone} />
    case 'retries':
      return <RetriesDialog onDone={onDone} />
  }
}

/** What is gone is no longer shown beside the list. */
function closeDetail(): void {
  const { screen, q } = currentPlace()
  if (screen === 'deliveries') go({ screen, ...(q !== undefined && { q }) }, 'replace')
}
