/** Adds a target: its URL and what it is for. The rest has good defaults and is set afterwards. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { Target } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { type FormErrors, formErrors, noErrors } from '../../components/field-errors.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { urlProblem } from './target-address.ts'
import { targetModes } from './target-modes.ts'
import { useTargetActions } from './use-target-actions.ts'

export interface AddTargetProps {
  readonly endpointId: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onAdded: (target: Target) => void
  readonly finalFocus: () => HTMLElement | null
}

export function AddTarget({ endpointId, open, onOpenChange, onAdded, finalFocus }: AddTargetProps): ReactNode {
  const formId = useId()
  const { create } = useTargetActions(endpointId)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      finalFocus={finalFocus}
      title="Add target"
      description="Deliveries of this endpoint are sent on to it as they came."
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={create.busy}>
            Add target
          </Button>
        </>
      }
    >
      <AddTargetForm
        formId={formId}
        create={create.attempt}
        onAdded={(target) => {
          onAdded(target)
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

interface AddTargetFormProps {
  readonly formId: string
  readonly create: (input: { readonly url: string; readonly name: string; readonly mode: Target['mode'] }) => Promise<Target>
  readonly onAdded: (target: Target) => void
}

function AddTargetForm({ formId, create, onAdded }: AddTargetFormProps): ReactNode {
  const [url, setUrl] = useState('http://localhost:3000')
  const [name, setName] = useState('')
  const [mode, setMode] = useState<Target['mode']>('after-ack')
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    // The dialog lives inside a page that may itself be a form.
    event.stopPropagation()
    const problem = urlProblem(url)
    if (problem !== undefined) return setErrors({ fields: { url: problem } })
    create({ url: url.trim(), name: name.trim(), mode }).then(onAdded, (error: unknown) =>
      setErrors(formErrors(error, ['url', 'name', 'mode']))
    )
    return undefined
  }
  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
      {errors.rest !== undefined && (
        <Banner shape="card" tone="danger" urgent title="The target was not added">
          {errors.rest}
        </Banner>
      )}
      <Field label="URL" error={errors.fields['url']}>
        <Input mono value={url} onChange={setUrl} placeholder="http://localhost:3000/webhook" />
      </Field>
      <Field label="Name" optional error={errors.fields['name']}>
        <Input value={name} onChange={setName} placeholder="Its host, when left empty" />
      </Field>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium">Mode</span>
        <RadioList label="Mode" value={mode} onChange={setMode} options={targetModes} />
      </div>
    </form>
  )
}
