/** The fields of one kind of fault, drawn from what the kind says of itself. */
import type { ReactNode } from 'react'
import type { FaultField, FaultKindInfo } from '../../../electron/contract/index.ts'
import { HeaderPairsEditor } from '../../components/header-pairs-editor.tsx'
import { FieldGrid } from '../../components/page.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { NumberInput } from '../../components/ui/number-input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Textarea } from '../../components/ui/textarea.tsx'
import { type FaultDraft, fieldValue, type FieldValue, withField } from './fault-draft.ts'
import { OptionalNumber } from './optional-number.tsx'

export interface DraftProps {
  readonly draft: FaultDraft
  readonly set: (change: Partial<FaultDraft>) => void
}

export function FaultParamsEditor({ draft, set, info }: DraftProps & { readonly info: FaultKindInfo }): ReactNode {
  const line = (field: FaultField): ReactNode => (
    <ParamField
      key={`${info.kind} ${field.name}`}
      field={field}
      value={fieldValue(draft, field)}
      onChange={(value) => set(withField(draft, field.name, value))}
    />
  )
  const short = info.fields.filter(({ kind }) => kind === 'number' || kind === 'choice' || kind === 'text')
  const long = info.fields.filter(({ kind }) => kind === 'headers' || kind === 'body')
  if (info.fields.length === 0) return null
  return (
    <div className="flex flex-col gap-4">
      {short.length > 0 && <FieldGrid>{short.map(line)}</FieldGrid>}
      {long.map(line)}
    </div>
  )
}

interface ParamFieldProps {
  readonly field: FaultField
  readonly value: FieldValue | undefined
  readonly onChange: (value: FieldValue | undefined) => void
}

function ParamField({ field, value, onChange }: ParamFieldProps): ReactNode {
  const { kind, label, help, unit, placeholder, choices = [] } = field
  const text = typeof value === 'string' ? value : ''
  switch (kind) {
    case 'number':
      return <NumberField field={field} value={typeof value === 'number' ? value : undefined} onChange={onChange} />
    case 'choice':
      return (
        <Field label={label} hint={help} aside={unit}>
          <Select
            value={String(value)}
            onChange={(chosen) => onChange(choices.find((choice) => String(choice.value) === chosen)?.value)}
            options={choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
          />
        </Field>
      )
    case 'text':
      return (
        <Field label={label} hint={help}>
          <Input mono value={text} placeholder={placeholder} onChange={onChange} />
        </Field>
      )
    case 'body':
      return (
        <Field label={label} hint={help} optional>
          <Textarea mono rows={2} value={text} onChange={onChange} {...(placeholder !== undefined && { placeholder })} />
        </Field>
      )
    case 'headers':
      return (
        <div className="flex flex-col gap-1">
          <span className="text-12 font-medium">{label}</span>
          <HeaderPairsEditor label={label} value={typeof value === 'object' ? value : []} onChange={onChange} />
        </div>
      )
  }
}

interface NumberFieldProps {
  readonly field: FaultField
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

function NumberField({ field, value, onChange }: NumberFieldProps): ReactNode {
  const { label, help, unit, min, max, step, placeholder } = field
  const bounds = {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
    ...(unit !== undefined && { unit })
  }
  return (
    <Field label={label} hint={help} optional={field.default === undefined}>
      {field.default === undefined ? (
        <OptionalNumber value={value} onChange={onChange} placeholder={placeholder ?? ''} unit={unit} />
      ) : (
        <NumberInput {...bounds} value={value ?? Number(field.default)} onChange={onChange} />
      )}
    </Field>
  )
}
