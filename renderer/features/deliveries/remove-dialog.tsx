/** Asks once before deliveries are deleted: there is no way back. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'

export interface RemoveDialogProps {
  /** Empty: all but starred ones. */
  readonly q: string
  /** Ends the question: "Delete …?" */
  readonly what: string
  readonly onDone: () => void
  readonly onRemoved: () => void
}

export function RemoveDialog({ q, what, onDone, onRemoved }: RemoveDialogProps): ReactNode {
  const client = useClient()
  const remove = useMutation({
    mutationFn: () => client.deliveries.remove(q === '' ? {} : { q }),
    onSuccess: ({ deleted }) => {
      toast({ kind: 'success', title: deleted === 1 ? 'One delivery deleted' : `${deleted.toLocaleString('en-GB')} deliveries deleted` })
      onRemoved()
    },
    onError: (error) => toast({ kind: 'danger', title: 'Nothing was deleted', description: toProblem(error).message }),
    onSettled: onDone
  })
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={`Delete ${what}?`}
      description={
        q === ''
          ? 'Starred deliveries stay. The others are gone for good, with their attempts.'
          : 'This can’t be undone. Its attempts go with it.'
      }
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}
