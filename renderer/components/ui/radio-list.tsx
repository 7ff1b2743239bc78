/** Chooses one of a few that need a sentence each. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface RadioListOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint: ReactNode
  readonly disabled?: boolean
}

export interface RadioListProps<Value extends string> {
  readonly value: Value
  readonly options: readonly RadioListOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly label: string
}

export function RadioList<Value extends string>({ value, options, onChange, label }: RadioListProps<Value>): ReactNode {
  return (
    <RadioGroup value={value} aria-label={label} onValueChange={(next) => onChange(next)} className="flex flex-col gap-1">
      {options.map((option) => (
        <RadioLine key={option.value} option={option} />
      ))}
    </RadioGroup>
  )
}

function RadioLine<Value extends string>({ option }: { readonly option: RadioListOption<Value> }): ReactNode {
  const hintId = useId()
  return (
    <label className="flex gap-2 py-1 has-data-disabled:opacity-45">
      <Radio.Root
        value={option.value}
        disabled={option.disabled ?? false}
        aria-label={option.label}
        aria-describedby={hintId}
        className="hit-area mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-field transition-colors data-checked:border-accent-solid data-checked:bg-accent-solid"
      >
        <Radio.Indicator className="size-1.5 rounded-full bg-on-solid data-unchecked:hidden forced-colors:bg-[ButtonText]" />
      </Radio.Root>
      <span className="min-w-0">
        <span className="block">{option.label}</span>
        <span id={hintId} className="block text-12 text-muted">
          {option.hint}
        </span>
      </span>
    </label>
  )
}
