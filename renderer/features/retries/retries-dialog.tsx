/** Every retry that is pending, of all targets, the next one first. */
import { CalendarClock } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useAllTargets } from '../jobs/use-all-targets.ts'
import { PendingRetries } from './pending-retries.tsx'
import { useRetries } from './use-retries.ts'

export function RetriesDialog({ onDone }: { readonly onDone: () => void }): ReactNode {
  const targets = useAllTargets()
  // Read here as well, so that the focus finds the first of them once they are there.
  useRetries({})
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      size="large"
      title="Pending retries"
      description="They survive a restart, and are sent when their time comes."
      footer={<Button onClick={onDone}>Close</Button>}
    >
      <PendingRetries
        of={{}}
        targetName={(id) => targets.find((target) => target.id === id)?.name ?? 'a target that is gone'}
        onFollow={onDone}
        empty={
          <EmptyState icon={<CalendarClock />} title="No retry is pending">
            A target retries when its policy says so: none, your own, or a provider’s. Set it where the target is edited.
          </EmptyState>
        }
      />
    </Dialog>
  )
}
