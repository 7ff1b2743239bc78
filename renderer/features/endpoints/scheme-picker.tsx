/** Chooses how the sender signs, from all schemes in their groups. */
import type { ReactNode } from 'react'
import type { SchemeInfo } from '../../../electron/contract/index.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { Combobox } from '../../components/ui/combobox.tsx'
import { Field } from '../../components/ui/field.tsx'

export interface SchemePickerProps {
  readonly schemes: readonly SchemeInfo[]
  readonly value: string
  readonly onChange: (id: string) => void
  readonly error?: string | undefined
}

export function SchemePicker({ schemes, value, onChange, error }: SchemePickerProps): ReactNode {
  const chosen = schemes.find((scheme) => scheme.id === value)
  const groups = Map.groupBy(schemes, (scheme) => scheme.group)
  return (
    <Field
      label="Signature scheme"
      error={error}
      hint={chosen === undefined ? 'How the sender signs.' : `Signed in ${chosen.signatureHeaders.join(', ')}.`}
      aside={chosen && <ExternalLink href={chosen.docsUrl}>How {chosen.label} signs</ExternalLink>}
    >
      <Combobox
        value={value}
        onChange={onChange}
        placeholder="Search providers"
        emptyText="No scheme of that name. Any HMAC can be described with the generic one."
        groups={[...groups].map(([label, items]) => ({
          label,
          items: items.map((scheme) => ({ value: scheme.id, label: scheme.label, hint: scheme.signatureHeaders.join(', ') }))
        }))}
      />
    </Field>
  )
}
