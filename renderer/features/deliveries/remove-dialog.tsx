/** Asks once before deliveries are deleted: there is no way back. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { toast } from '../../components/ui/toast.tsx'
import type { Client } from '../../lib/client.ts'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'

export interface RemoveDialogProps {
  /** Some by their ids, or what a filter matches; the empty filter means all but starred ones. */
  readonly what: { readonly ids: readonly string[] } | { readonly q: string }
  readonly onDone: () => void
  readonly onRemoved: () => void
}

/** As many as one call takes. */
const mostAtOnce = 10_000

export function RemoveDialog({ what, onDone, onRemoved }: RemoveDialogProps): ReactNode {
  const client = useClient()
  const remove = useMutation({
    mutationFn: () => ('q' in what ? removeMatching(client, what.q) : removeSome(client, what.ids)),
    onSuccess: (deleted) => {
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
      title={`Delete ${describe(what)}?`}
      description={
        'q' in what && what.q === ''
          ? 'Starred deliveries stay. The others are gone for good, with their attempts.'
          : 'This can’t be undone. Attempts go with their delivery.'
      }
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}

function describe(what: RemoveDialogProps['what']): string {
  if ('q' in what) return what.q === '' ? 'all deliveries' : 'all deliveries that match the filter'
  return what.ids.length === 1 ? 'this delivery' : `${what.ids.length.toLocaleString('en-GB')} deliveries`
}

async function removeMatching(client: Client, q: string): Promise<number> {
  return (await client.deliveries.remove(q === '' ? {} : { q })).deleted
}

async function removeSome(client: Client, ids: readonly string[]): Promise<number> {
  let deleted = 0
  for (let at = 0; at < ids.length; at += mostAtOnce)
    deleted += (await client.deliveries.removeMany({ ids: ids.slice(at, at + mostAtOnce) })).deleted
  return deleted
}
