/** Chooses one of a few. For many, or for searching, take Combobox. */
import { Select as SelectPrimitive } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

export interface SelectProps<Value extends string> {
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  /** Needed where no Field names it. */
  readonly label?: string
  readonly disabled?: boolean
  readonly size?: 'default' | 'small'
}

export function Select<Value extends string>({
  value,
  options,
  onChange,
  label,
  disabled = false,
  size = 'default'
}: SelectProps<Value>): ReactNode {
  return (
    <SelectPrimitive.Root value={value} items={options} disabled={disabled} onValueChange={(next) => next !== null && onChange(next)}>
      <SelectPrimitive.Trigger
        aria-label={label}
        className={classNames(controlClass, 'flex items-center gap-1.5 text-left', size === 'small' ? 'h-6' : 'h-7')}
      >
        <SelectPrimitive.Value className="min-w-0 flex-1 truncate" />
        <SelectPrimitive.Icon className="text-faint">
          <ChevronsUpDown className="size-3.5" />
        </SelectPrimitive.Icon>
      </SelectPrimitive.Trigger>
      <SelectPrimitive.Portal>
        <SelectPrimitive.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-40 outline-none">
          <SelectPrimitive.Popup className="floating max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-panel border border-line bg-raised p-1 text-13 text-text shadow-popover">
            <SelectPrimitive.List>
              {options.map((option) => (
                <SelectPrimitive.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="flex min-h-7 items-center gap-2 rounded-chip px-2 py-1 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover"
                >
                  <span className="flex size-4 items-center justify-center text-accent">
                    <SelectPrimitive.ItemIndicator>
                      <Check />
                    </SelectPrimitive.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1">
                    <SelectPrimitive.ItemText>{option.label}</SelectPrimitive.ItemText>
                    {option.hint !== undefined && <span className="block text-12 text-muted">{option.hint}</span>}
                  </span>
                </SelectPrimitive.Item>
              ))}
            </SelectPrimitive.List>
          </SelectPrimitive.Popup>
        </SelectPrimitive.Positioner>
      </SelectPrimitive.Portal>
    </SelectPrimitive.Root>
  )
}
