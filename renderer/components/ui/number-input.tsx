/** A number with its unit. Empty or out of range puts the last good number back. */
import { NumberField } from '@base-ui/react/number-field'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
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
  /** Parts of one are fine: without this a form refuses them, and says so nowhere. */
  readonly fractions?: boolean
}

export function NumberInput({
  value,
  onChange,
  min,
  max,
  step = 1,
  unit,
  label,
  disabled = false,
  fractions = false
}: NumberInputProps): ReactNode {
  const [typed, setTyped] = useState<{ readonly over: number; readonly value: number | null }>()
  // What was typed counts until the value from outside is another one.
  const shown = typed?.over === value ? typed.value : value
  const commit = (next: number | null): void => {
    if (next === null) setTyped(undefined)
    else if (next !== value) onChange(next)
  }
  return (
    <NumberField.Root
      value={shown}
      min={min}
      max={max}
      step={fractions ? 'any' : step}
      disabled={disabled}
      format={{ useGrouping: true, maximumFractionDigits: 6 }}
      onValueChange={(next) => setTyped({ over: value, value: next })}
      onValueCommitted={commit}
      className="w-full"
    >
      <NumberField.Group className="relative flex w-full items-center">
        <NumberField.Input
          aria-label={label}
          onKeyDown={settleOnEnter}
          className={classNames(controlClass, 'h-7', unit !== undefined && 'pr-14')}
        />
        {unit !== undefined && <span className="pointer-events-none absolute right-2 text-12 text-faint">{unit}</span>}
      </NumberField.Group>
    </NumberField.Root>
  )
}

/** The field settles when it is left: Enter leaves it and comes back. */
function settleOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return
  event.currentTarget.blur()
  event.currentTarget.focus()
}
