/** A button with a text. Disabled rather than hidden: `disabledReason` says why in a tooltip and keeps it focusable. */
import { Button as ButtonPrimitive } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'default' | 'small'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  readonly busy?: boolean
  readonly disabledReason?: string | undefined
  /** Takes the whole width of its parent. */
  readonly wide?: boolean
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent-solid text-on-solid border-transparent hover:not-data-disabled:bg-accent-solid-hover',
  secondary:
    'bg-raised text-text border-line-strong/60 hover:not-data-disabled:bg-hover active:not-data-disabled:bg-selected data-popup-open:bg-hover',
  ghost: 'text-text border-transparent hover:not-data-disabled:bg-hover active:not-data-disabled:bg-selected data-popup-open:bg-hover',
  danger: 'bg-danger-solid text-on-solid border-transparent hover:not-data-disabled:bg-danger-solid-hover'
}

const sizes: Record<ButtonSize, string> = {
  default: 'h-7 px-2.5 text-13 gap-1.5',
  small: 'h-6 px-2 text-12 gap-1'
}

/** The look of a button, for a trigger that another primitive renders. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'default', wide = false): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center rounded-control border font-medium whitespace-nowrap select-none transition-colors',
    'data-disabled:opacity-45 data-disabled:cursor-not-allowed',
    wide && 'w-full',
    variants[variant],
    sizes[size]
  )
}

export function Button({
  variant = 'secondary',
  size = 'default',
  icon,
  busy = false,
  disabled = false,
  disabledReason,
  wide = false,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const unavailable = disabledReason !== undefined
  const solid = variant === 'primary' || variant === 'danger'
  const button = (
    <ButtonPrimitive
      type="button"
      {...rest}
      disabled={disabled || busy || unavailable}
      focusableWhenDisabled={busy || unavailable}
      aria-busy={busy || undefined}
      data-solid={solid || undefined}
      className={buttonClass(variant, size, wide)}
    >
      {icon}
      {children}
    </ButtonPrimitive>
  )
  return unavailable ? <Tooltip content={disabledReason}>{button}</Tooltip> : button
}
