/** A number with its unit. Empty or out of range puts the last good number back. */
import { NumberField } from '@base-ui/react/number-field'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface NumberInputProps {
  readonly value: number
  /** Called when a number has been settled on: on leaving the field, Enter or the arrow keys. */
  readonly onChange: (value: number) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly unit?: string
  /** Needed where no Field names it. */
  readonly label?: string
  readonly disabled?: boolean
}

export function NumberInput({ value, onChange, min, max, step = 1, unit, label, disabled = false }: NumberInputProps): ReactNode {
  return (
    <NumberField.Root
      key={value}
      defaultValue={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      format={{ useGrouping: true, maximumFractionDigits: 6 }}
      onValueCommitted={(next) => next !== null && next !== value && onChange(next)}
      className="w-full"
    >
      <NumberField.Group className="relative flex w-full items-center">
        <NumberField.Input aria-label={label} className={classNames(controlClass, 'h-7', unit !== undefined && 'pr-14')} />
        {unit !== undefined && <span className="pointer-events-none absolute right-2 text-12 text-faint">{unit}</span>}
      </NumberField.Group>
    </NumberField.Root>
  )
}
