/** Makes an endpoint: a name, a path, who signs, and the secret if it is at hand. The rest has good defaults. */
import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { type FormErrors, formErrors, noErrors } from '../../components/field-errors.ts'
import { Card, FieldGrid, Page } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { fieldError } from '../../components/field-errors.ts'
import { pathProblem } from './endpoint-urls.ts'
import { SchemePicker } from './scheme-picker.tsx'
import { useEndpointActions } from './use-endpoint-actions.ts'

export interface NewEndpointProps {
  readonly schemes: readonly SchemeInfo[]
  readonly taken: readonly Endpoint[]
  /** The scheme to begin with. */
  readonly initialScheme?: string | undefined
}

export function NewEndpoint({ schemes, taken, initialScheme = 'generic' }: NewEndpointProps): ReactNode {
  const [scheme, setScheme] = useState(initialScheme)
  const [name, setName] = useState('')
  const [path, setPath] = useState<string>()
  const [secret, setSecret] = useState('')
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const { create, addSecret } = useEndpointActions()
  const info = schemes.find(({ id }) => id === scheme)
  const suggested = suggest(scheme, taken)
  const chosen = { name: name.trim() === '' ? suggested.name : name.trim(), path: path ?? suggested.path }

  const submit = async (): Promise<void> => {
    const problem = pathProblem(chosen.path)
    if (problem !== undefined) return setErrors({ fields: { path: problem } })
    const made = await create
      .attempt({ ...chosen, scheme, ...(info?.toleranceSeconds !== undefined && { toleranceSeconds: info.toleranceSeconds }) })
      .catch((error: unknown) => setErrors(sortErrors(error)))
    if (!made) return undefined
    if (secret !== '') {
      await addSecret.attempt({ id: made.id, value: secret, label: '' }).catch((error: unknown) => {
        toast({ kind: 'danger', title: 'The endpoint was made, but its secret was not added', description: fieldError(error) })
      })
    }
    return go({ screen: 'endpoints', id: made.id })
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    void submit()
  }
  return (
    <Page title="New endpoint" hint="An address for one sender, with its own way of signing and its own reply.">
      <form onSubmit={onSubmit} className="flex flex-col gap-6">
        {errors.rest !== undefined && (
          <Banner shape="card" tone="danger" urgent title="The endpoint was not created">
            {errors.rest}
          </Banner>
        )}
        <Card>
          <SchemePicker schemes={schemes} value={scheme} onChange={setScheme} error={errors.fields['scheme']} />
          <FieldGrid>
            <Field label="Name" error={errors.fields['name']}>
              <Input value={name} onChange={setName} placeholder={suggested.name} />
            </Field>
            <Field label="Path" error={errors.fields['path']}>
              <Input mono value={path ?? suggested.path} onChange={setPath} />
            </Field>
          </FieldGrid>
          <Field label="Signing secret" optional={info?.secretRequired !== true} hint={info?.secretHint}>
            <Input mono type="password" value={secret} onChange={setSecret} placeholder="Can also be added later" />
          </Field>
        </Card>
        <FormEnd busy={create.busy || addSecret.busy} />
      </form>
    </Page>
  )
}

function FormEnd({ busy }: { readonly busy: boolean }): ReactNode {
  return (
    <div className="flex justify-end gap-2">
      <Button variant="ghost" onClick={() => history.back()}>
        Cancel
      </Button>
      <Button type="submit" variant="primary" busy={busy}>
        Create endpoint
      </Button>
    </div>
  )
}

/** A taken path is told in a sentence that begins with it. */
function sortErrors(error: unknown): FormErrors {
  const sorted = formErrors(error, ['name', 'path', 'scheme'])
  return sorted.rest?.startsWith('The path ') ? { fields: { ...sorted.fields, path: sorted.rest } } : sorted
}

/** A name and a free path after the scheme: `stripe` at `/stripe`, then `stripe-2` at `/stripe-2`. */
function suggest(scheme: string, taken: readonly Endpoint[]): { readonly name: string; readonly path: string } {
  const base = scheme === 'generic' ? 'webhook' : scheme
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!taken.some((endpoint) => endpoint.path === `/${name}`)) return { name, path: `/${name}` }
  }
}
