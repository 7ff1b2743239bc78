/** Resends with variations: to another URL, re-signed, or edited first. */
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { HeaderPairsEditor } from '../../components/header-pairs-editor.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { Textarea } from '../../components/ui/textarea.tsx'
import { useTargets } from '../../lib/queries.ts'
import { type Draft, draftOf, editsOf } from './resend-draft.ts'
import { useDelivery } from './use-delivery.ts'
import { useResend } from './use-resend.ts'

export interface ResendDialogProps {
  readonly id: string
  readonly kind: 'url' | 'resign' | 'edit'
  readonly onDone: () => void
}

const titles = { url: 'Resend to a URL', resign: 'Re-sign and resend', edit: 'Edit and resend' } as const
const lastUrlKey = 'hooklab.resend-url'

export function ResendDialog(props: ResendDialogProps): ReactNode {
  const { id, kind, onDone } = props
  const delivery = useDelivery(id).data
  const targets = useTargets(delivery?.endpointId)
  const formId = useId()
  const isReady = delivery !== undefined && (delivery.endpointId === undefined || targets.isFetched)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      size={kind === 'edit' ? 'large' : 'default'}
      title={titles[kind]}
      description={
        kind === 'edit'
          ? 'What is not changed goes out byte for byte as it came.'
          : 'The bytes and headers go out as they came, but for Host and what belongs to one connection.'
      }
      footer={
        <>
          <Button variant="ghost" onClick={onDone}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isReady}>
            Send
          </Button>
        </>
      }
    >
      {isReady && (
        <ResendForm {...props} formId={formId} delivery={delivery} firstTarget={targets.data?.find(({ enabled }) => enabled)?.url} />
      )}
    </Dialog>
  )
}

interface ResendFormProps extends ResendDialogProps {
  readonly formId: string
  readonly delivery: DeliveryDetail
  readonly firstTarget: string | undefined
}

function ResendForm({ id, kind, onDone, formId, delivery, firstTarget }: ResendFormProps): ReactNode {
  const resend = useResend()
  const [url, setUrl] = useState(firstTarget ?? localStorage.getItem(lastUrlKey) ?? 'http://127.0.0.1:3000')
  const [resign, setResign] = useState(kind !== 'url' && delivery.verdict.status !== 'unsigned')
  const [times, setTimes] = useState(1)
  const [draft, setDraft] = useState<Draft>(() => draftOf(delivery))

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const edits = kind === 'edit' ? editsOf(draft, delivery) : undefined
    localStorage.setItem(lastUrlKey, url.trim())
    resend({ id, targetUrl: url.trim(), times, ...(resign && { resign }), ...(edits && { edits }) })
    onDone()
  }

  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex gap-3">
        <div className="min-w-0 flex-1">
          <Field label="URL" hint="On this machine, unless a target at that address has been allowed.">
            <Input mono required value={url} onChange={setUrl} placeholder="http://127.0.0.1:3000/webhooks" />
          </Field>
        </div>
        <div className="w-24 shrink-0">
          <Field label="Times">
            <NumberInput value={times} onChange={(next) => setTimes(next ?? 1)} min={1} max={100} />
          </Field>
        </div>
      </div>
      {kind === 'edit' && <EditFields draft={draft} onDraft={setDraft} />}
      <Switch
        checked={resign}
        onChange={setResign}
        label="Sign it again"
        hint="With the endpoint’s scheme and newest secret, and a fresh timestamp. Without it, edited or old deliveries fail verification in your app."
      />
    </form>
  )
}

function EditFields({ draft, onDraft }: { readonly draft: Draft; readonly onDraft: (draft: Draft) => void }): ReactNode {
  return (
    <>
      <div className="flex gap-3">
        <div className="w-24 shrink-0">
          <Field label="Method">
            <Input mono required value={draft.method} onChange={(method) => onDraft({ ...draft, method: method.toUpperCase() })} />
          </Field>
        </div>
        <div className="min-w-0 flex-1">
          <Field label="Path and query" hint="Changed, it takes the place of the URL’s own path.">
            <Input mono value={draft.path} onChange={(path) => onDraft({ ...draft, path })} />
          </Field>
        </div>
      </div>
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="pb-1 text-12 font-medium">Headers</legend>
        <HeaderPairsEditor label="Headers" value={draft.headers} onChange={(headers) => onDraft({ ...draft, headers })} />
      </fieldset>
      {draft.body === undefined ? (
        <p className="text-12 text-muted">The body is not text, or larger than 256 KB: it goes out as it came.</p>
      ) : (
        <Field label="Body">
          <Textarea mono rows={10} value={draft.body} onChange={(body) => onDraft({ ...draft, body })} />
        </Field>
      )}
    </>
  )
}
