/** The secrets of an endpoint: write-only. Several stand side by side while a provider rotates. */
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { Endpoint, SchemeInfo, SecretView } from '../../../electron/contract/index.ts'
import { type FormErrors, formErrors, noErrors } from '../../components/field-errors.ts'
import { Card } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useEndpointActions } from './use-endpoint-actions.ts'

export interface SecretsSectionProps {
  readonly endpoint: Pick<Endpoint, 'id' | 'secrets'>
  readonly scheme: SchemeInfo | undefined
}

export function SecretsSection({ endpoint, scheme }: SecretsSectionProps): ReactNode {
  const [adding, setAdding] = useState(false)
  const { secrets } = endpoint
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end justify-between gap-2">
        <div>
          <h3 className="text-12 font-medium">Signing secrets</h3>
          <p className="text-12 text-muted">
            {secrets.length === 0
              ? 'None yet: signed requests stay unchecked until there is one.'
              : 'A request is verified when any of them matches. They are never shown again.'}
          </p>
        </div>
        {!adding && (
          <Button size="small" icon={<Plus />} onClick={() => setAdding(true)}>
            Add secret
          </Button>
        )}
      </div>
      {(secrets.length > 0 || adding) && (
        <Card flush>
          {secrets.map((secret) => (
            <SecretLine key={secret.id} endpointId={endpoint.id} secret={secret} />
          ))}
          {adding && <AddSecret endpointId={endpoint.id} hint={scheme?.secretHint} onDone={() => setAdding(false)} />}
        </Card>
      )}
    </div>
  )
}

function SecretLine({ endpointId, secret }: { readonly endpointId: string; readonly secret: SecretView }): ReactNode {
  const [asking, setAsking] = useState(false)
  const { removeSecret } = useEndpointActions()
  const name = secret.label === '' ? 'Secret' : visibleText(secret.label)
  return (
    <div className="flex min-h-9 items-center gap-3 py-1 pr-1.5 pl-3">
      <KeyRound className="text-faint" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        {secret.doubt !== undefined && <span className="block text-12 text-warning">{secret.doubt}</span>}
      </span>
      <code className="mono-12 text-muted" title="The last characters; the rest is never shown">
        {secret.hint === '' ? '••••••••' : `••••${visibleText(secret.hint)}`}
      </code>
      <span className="text-12 text-faint">
        added <RelativeTime at={secret.createdAt} />
      </span>
      <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 />} onClick={() => setAsking(true)} />
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Remove ${name}?`}
        description="Requests signed with it will fail from now on. It can't be brought back: it would have to be pasted again."
        confirmLabel="Remove secret"
        busy={removeSecret.busy}
        onConfirm={() => {
          removeSecret.run({ id: endpointId, secretId: secret.id })
          setAsking(false)
        }}
      />
    </div>
  )
}

interface AddSecretProps {
  readonly endpointId: string
  readonly hint: string | undefined
  readonly onDone: () => void
}

function AddSecret({ endpointId, hint, onDone }: AddSecretProps): ReactNode {
  const [value, setValue] = useState('')
  const [label, setLabel] = useState('')
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const { addSecret } = useEndpointActions()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    addSecret
      .attempt({ id: endpointId, value, label: label.trim() })
      .then(onDone, (error: unknown) => setErrors(formErrors(error, ['value', 'label'])))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 bg-panel p-3">
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3">
        <Field label="Secret" hint={hint} error={errors.fields['value'] ?? errors.rest}>
          <Input mono type="password" autoFocus value={value} onChange={setValue} placeholder="Paste it here" />
        </Field>
        <Field label="Label" optional error={errors.fields['label']}>
          <Input value={label} onChange={setLabel} placeholder="Current, next, live…" />
        </Field>
      </div>
      <div className="flex items-center justify-end gap-2">
        {/\s/.test(value) && <Badge tone="warning">It holds spaces or line breaks. Check the ends.</Badge>}
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={value === ''} busy={addSecret.busy}>
          Add secret
        </Button>
      </div>
    </form>
  )
}
