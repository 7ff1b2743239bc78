/** A checkbox with its label. */
import { Checkbox as CheckboxPrimitive } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface CheckboxProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly label: string
  readonly hint?: ReactNode
  readonly mixed?: boolean
  readonly disabled?: boolean
  readonly labelHidden?: boolean
}

export function Checkbox({
  checked,
  onChange,
  label,
  hint,
  mixed = false,
  disabled = false,
  labelHidden = false
}: CheckboxProps): ReactNode {
  const hintId = useId()
  const control = (
    <CheckboxPrimitive.Root
      checked={checked}
      indeterminate={mixed}
      disabled={disabled}
      onCheckedChange={(next) => onChange(next)}
      aria-label={labelHidden ? label : undefined}
      aria-describedby={hint === undefined ? undefined : hintId}
      className="hit-area flex size-4 shrink-0 items-center justify-center rounded-chip border border-line-strong bg-field text-on-solid transition-colors data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:opacity-45 data-indeterminate:border-accent-solid data-indeterminate:bg-accent-solid"
    >
      <CheckboxPrimitive.Indicator className="flex data-unchecked:hidden">
        {mixed ? <Minus className="size-3 stroke-3" /> : <Check className="size-3 stroke-3" />}
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  )
  if (labelHidden) return control
  return (
    <div className="min-w-0">
      <label className="flex min-h-6 items-center gap-2">
        {control}
        <span className="min-w-0">{label}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId} className="mt-0.5 ml-6 text-12 text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
