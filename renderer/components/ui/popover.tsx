/** A panel hung on its trigger. */
import { Popover as PopoverPrimitive } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface PopoverProps {
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly title?: string
  /** Names it where there is no title. */
  readonly label?: string
  readonly align?: 'start' | 'center' | 'end'
  readonly width?: 'default' | 'large'
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

export function Popover({
  trigger,
  title,
  label,
  align = 'start',
  width = 'default',
  open,
  onOpenChange,
  children
}: PopoverProps): ReactNode {
  return (
    <PopoverPrimitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <PopoverPrimitive.Trigger render={trigger} />
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-20">
          <PopoverPrimitive.Popup
            aria-label={label}
            className={classNames(
              'floating flex max-h-(--available-height) max-w-(--available-width) flex-col overflow-y-auto rounded-panel border border-line bg-panel text-13 text-text shadow-popover outline-none',
              width === 'large' ? 'w-120' : 'w-90'
            )}
          >
            {title !== undefined && <PopoverPrimitive.Title className="px-4 pt-3 text-14">{title}</PopoverPrimitive.Title>}
            {children}
          </PopoverPrimitive.Popup>
        </PopoverPrimitive.Positioner>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  )
}
