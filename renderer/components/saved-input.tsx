/** Text fields that save on leaving them, numbers and choices at once. Enter saves, Escape puts back. */
import type { KeyboardEvent, ReactNode } from 'react'
import { Field } from './ui/field.tsx'
import { Input } from './ui/input.tsx'
import { NumberInput } from './ui/number-input.tsx'
import { Select, type SelectOption } from './ui/select.tsx'
import { Textarea } from './ui/textarea.tsx'
import { useSavedValue } from './use-saved-value.ts'

interface SavedFieldProps<Value> {
  readonly label: string
  readonly hint?: ReactNode
  readonly aside?: ReactNode
  readonly saved: Value
  readonly onSave: (value: Value) => Promise<unknown>
}

export interface SavedInputProps extends SavedFieldProps<string> {
  readonly check?: (value: string) => string | undefined
  readonly mono?: boolean
  readonly optional?: boolean
  readonly placeholder?: string
}

export function SavedInput({
  label,
  hint,
  aside,
  saved,
  onSave,
  check,
  mono = false,
  optional = false,
  placeholder
}: SavedInputProps): ReactNode {
  const { value, error, edit, save, revert } = useSavedValue({ saved, onSave, ...(check && { check }) })
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') save()
    if (event.key === 'Escape' && value !== saved) {
      // The first Escape is this field's; only the next one may close a dialog around it.
      event.stopPropagation()
      revert()
    }
  }
  return (
    <Field label={label} hint={hint} aside={aside} error={error} optional={optional}>
      <Input value={value} mono={mono} placeholder={placeholder} onChange={edit} onBlur={() => save()} onKeyDown={press} />
    </Field>
  )
}

export interface SavedTextareaProps extends SavedFieldProps<string> {
  readonly mono?: boolean
  readonly rows?: number
}

export function SavedTextarea({ label, hint, aside, saved, onSave, mono = false, rows = 3 }: SavedTextareaProps): ReactNode {
  const { value, error, edit, save } = useSavedValue({ saved, onSave })
  return (
    <Field label={label} hint={hint} aside={aside} error={error}>
      <Textarea value={value} mono={mono} rows={rows} onChange={edit} onBlur={() => save()} />
    </Field>
  )
}

export interface SavedNumberProps extends SavedFieldProps<number> {
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly unit?: string
}

export function SavedNumber({ label, hint, aside, saved, onSave, ...range }: SavedNumberProps): ReactNode {
  const { value, error, save } = useSavedValue({ saved, onSave })
  return (
    <Field label={label} hint={hint} aside={aside} error={error}>
      <NumberInput value={value} onChange={save} {...range} />
    </Field>
  )
}

export interface SavedSelectProps<Value extends string> extends SavedFieldProps<Value> {
  readonly options: readonly SelectOption<Value>[]
}

export function SavedSelect<Value extends string>({ label, hint, aside, saved, onSave, options }: SavedSelectProps<Value>): ReactNode {
  const { value, error, save } = useSavedValue({ saved, onSave })
  return (
    <Field label={label} hint={hint} aside={aside} error={error}>
      <Select value={value} options={options} onChange={save} />
    </Field>
  )
}
