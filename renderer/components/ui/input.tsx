/** One line of text. Inside a Field it takes its label, hint and error from there. */
import { Input as InputPrimitive } from '@base-ui/react/input'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface InputProps extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value' | 'size' | 'defaultValue'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean
  readonly size?: 'default' | 'small'
}

export function Input({ value, onChange, mono = false, size = 'default', ...rest }: InputProps): ReactNode {
  return (
    <InputPrimitive
      spellCheck={false}
      autoComplete="off"
      {...rest}
      value={value}
      onValueChange={(next) => onChange(next)}
      className={classNames(controlClass, size === 'small' ? 'h-6' : 'h-7', mono && 'mono-12')}
    />
  )
}
