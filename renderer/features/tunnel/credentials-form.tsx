/** Sets user name and password of the public URL. */
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { type FormErrors, formErrors, noErrors } from '../../components/field-errors.ts'
import { FieldGrid } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { randomPassword } from './credentials-url.ts'
import type { SaveExposure } from './use-save-exposure.ts'

export interface CredentialsFormProps {
  readonly user: string | undefined
  readonly lost: boolean
  readonly save: SaveExposure
  readonly onDone: (password: string | undefined) => void
  readonly onCancel: () => void
}

export function CredentialsForm({ user: saved, lost, save, onDone, onCancel }: CredentialsFormProps): ReactNode {
  const [user, setUser] = useState(saved ?? 'hooklab')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const keeps = saved !== undefined && !lost
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setErrors(noErrors)
    save
      .attempt({ basicAuth: { user, ...(password !== '' && { password }) } })
      .then(() => onDone(password === '' ? undefined : password))
      .catch((error: unknown) => setErrors(formErrors(error, ['user', 'password'])))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {lost && <p className="text-12 text-danger">The password could not be read back, so everybody is refused. Set it again.</p>}
      <FieldGrid>
        <Field label="User name" error={errors.fields['user']}>
          <Input mono value={user} onChange={setUser} />
        </Field>
        <Field
          label="Password"
          hint={keeps ? 'Left empty, the password stays as it is.' : '8 characters or more. It is sealed at rest and never shown again.'}
          error={errors.fields['password'] ?? errors.rest}
        >
          <div className="flex gap-2">
            <Input mono value={password} onChange={setPassword} autoComplete="new-password" />
            <Button onClick={() => setPassword(randomPassword())}>Make one</Button>
          </div>
        </Field>
      </FieldGrid>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="small" busy={save.busy} disabled={user === '' || (password === '' && !keeps)}>
          {saved === undefined ? 'Ask for them' : 'Save'}
        </Button>
        {!lost && (
          <Button size="small" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}
