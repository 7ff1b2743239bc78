/** A button that is only an icon: its label is its name and its tooltip. */
import { Button as ButtonPrimitive } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> {
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string | undefined
  readonly size?: 'default' | 'small'
  readonly variant?: 'ghost' | 'secondary'
  /** For a button that stays down, such as pause. */
  readonly pressed?: boolean
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

export function IconButton({
  label,
  icon,
  shortcut,
  size = 'default',
  variant = 'ghost',
  pressed,
  tooltipSide = 'bottom',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip content={label} shortcut={shortcut} side={tooltipSide}>
      <ButtonPrimitive
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-control border transition-colors',
          'text-muted hover:not-data-disabled:bg-hover hover:not-data-disabled:text-text active:not-data-disabled:bg-selected data-popup-open:bg-hover data-popup-open:text-text',
          'aria-pressed:bg-selected aria-pressed:text-accent data-disabled:opacity-45',
          variant === 'secondary' ? 'border-line-strong/60 bg-raised' : 'border-transparent',
          size === 'small' ? 'size-6' : 'size-7'
        )}
      >
        {icon}
      </ButtonPrimitive>
    </Tooltip>
  )
}
