/** Chooses one of two to five that should all be seen. Radio buttons in one bar. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'

export interface SegmentedProps<Value extends string> {
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[]
  readonly onChange: (value: Value) => void
  readonly label: string
}

export function Segmented<Value extends string>({ value, options, onChange, label }: SegmentedProps<Value>): ReactNode {
  return (
    <RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(next) => onChange(next)}
      className="inline-flex h-7 w-fit max-w-full rounded-control border border-line-strong bg-field p-0.5"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="flex min-w-0 items-center gap-1.5 rounded-chip px-2.5 text-12 text-muted select-none transition-colors hover:text-text data-checked:bg-selected data-checked:font-medium data-checked:text-text forced-colors:data-checked:bg-[Highlight]"
        >
          {option.icon}
          <span className="truncate">{option.label}</span>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
