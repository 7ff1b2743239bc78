/** Several lines of text. */
import { Field as FieldPrimitive } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface TextareaProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly mono?: boolean
  readonly label?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly onBlur?: (() => void) | undefined
}

export function Textarea({
  value,
  onChange,
  rows = 4,
  mono = false,
  label,
  placeholder,
  disabled = false,
  onBlur
}: TextareaProps): ReactNode {
  return (
    <FieldPrimitive.Control
      render={<textarea rows={rows} />}
      aria-label={label}
      placeholder={placeholder}
      disabled={disabled}
      spellCheck={false}
      onBlur={onBlur}
      value={value}
      onValueChange={(next) => onChange(next)}
      className={classNames(controlClass, 'field-sizing-content max-h-80 min-h-14 resize-y py-1', mono && 'mono-12')}
    />
  )
}
