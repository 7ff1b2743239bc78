/** Gives the active filter a name, so that it stands in the sidebar. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface SaveFilterDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly q: string
}

export function SaveFilterDialog({ open, onOpenChange, q }: SaveFilterDialogProps): ReactNode {
  const client = useClient()
  const cache = useQueryClient()
  const formId = useId()
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => client.filters.create({ name: name.trim(), q }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.filters })
      setName('')
      onOpenChange(false)
    }
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title="Save the filter"
      description={<code className="mono-12 wrap-anywhere">{q}</code>}
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} busy={save.isPending} disabled={name.trim() === ''}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label="Name" {...(save.error && { error: toProblem(save.error).message })}>
          <Input value={name} onChange={setName} placeholder="Failed invoices" />
        </Field>
      </form>
    </Dialog>
  )
}
