/** The options of a scheme, drawn from what the scheme says of itself. */
import type { ReactNode } from 'react'
import type { SchemeOptionField } from '../../../electron/contract/index.ts'
import { FieldGrid } from '../../components/page.tsx'
import { SavedInput, SavedSelect } from '../../components/saved-input.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { reportNotSaved } from '../../components/use-action.ts'

export type OptionValues = Readonly<Record<string, unknown>>

export interface SchemeOptionsProps {
  readonly fields: readonly SchemeOptionField[]
  readonly values: OptionValues
  /** Saves one option. Errors: rejects with what the server says. */
  readonly onSave: (name: string, value: string | boolean) => Promise<unknown>
}

export function SchemeOptions({ fields, values, onSave }: SchemeOptionsProps): ReactNode {
  const switches = fields.filter((field) => field.kind === 'switch')
  return (
    <div className="flex flex-col gap-4">
      <FieldGrid>
        {fields
          .filter((field) => field.kind !== 'switch')
          .map((field) => (
            <OptionField key={field.name} field={field} value={textOf(values, field)} onSave={(value) => onSave(field.name, value)} />
          ))}
      </FieldGrid>
      {switches.map((field) => (
        <Switch
          key={field.name}
          label={field.label}
          hint={field.help}
          checked={(values[field.name] ?? field.default) === true}
          onChange={(checked) => void onSave(field.name, checked).catch(reportNotSaved)}
        />
      ))}
    </div>
  )
}

interface OptionFieldProps {
  readonly field: SchemeOptionField
  readonly value: string
  readonly onSave: (value: string) => Promise<unknown>
}

function OptionField({ field, value, onSave }: OptionFieldProps): ReactNode {
  const shared = { label: field.label, saved: value, onSave, ...(field.help !== undefined && { hint: field.help }) }
  if (field.kind === 'choice')
    return <SavedSelect {...shared} options={(field.choices ?? []).map((choice) => ({ value: choice, label: choice }))} />
  return <SavedInput {...shared} mono placeholder={field.default === '' ? 'None' : String(field.default)} />
}

function textOf(values: OptionValues, field: SchemeOptionField): string {
  const value = values[field.name] ?? field.default
  return typeof value === 'string' ? value : ''
}
