/** A switch that acts at once. The whole line is its label. */
import { Switch as SwitchPrimitive } from '@base-ui/react/switch'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly label: string
  readonly hint?: ReactNode
  readonly disabled?: boolean
  /** Hides the label's text but keeps it as the name. */
  readonly labelHidden?: boolean
}

export function Switch({ checked, onChange, label, hint, disabled = false, labelHidden = false }: SwitchProps): ReactNode {
  const hintId = useId()
  const control = (
    <SwitchPrimitive.Root
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onChange(next)}
      aria-label={labelHidden ? label : undefined}
      aria-describedby={hint === undefined ? undefined : hintId}
      className={classNames(
        'hit-area inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-line-strong bg-field p-0.5 transition-colors',
        'data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:opacity-45'
      )}
    >
      <SwitchPrimitive.Thumb className="size-2.5 rounded-full bg-muted transition-transform data-checked:translate-x-3 data-checked:bg-on-solid" />
    </SwitchPrimitive.Root>
  )
  if (labelHidden) return control
  return (
    <div className="min-w-0">
      <label className={classNames('flex min-h-6 items-center gap-2', disabled && 'text-muted')}>
        {control}
        <span className="min-w-0">{label}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId} className="mt-0.5 ml-9 text-12 text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
