/** A tooltip on hover and focus, with the shortcut beside its text. It names nothing: the trigger keeps its own label. */
import { Tooltip as TooltipPrimitive } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Shortcut } from './kbd.tsx'

export interface TooltipProps {
  readonly content: ReactNode
  readonly shortcut?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** The trigger: one element that takes a ref and props. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** Wrap the app once, so that neighbouring tooltips open without waiting. */
export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return <TooltipPrimitive.Provider delay={500}>{children}</TooltipPrimitive.Provider>
}

export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps): ReactNode {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger render={children} />
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Positioner side={side} sideOffset={6} className="z-50">
          <TooltipPrimitive.Popup className="floating flex max-w-80 items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-12 text-text shadow-popover">
            <span className="min-w-0 wrap-break-word">{content}</span>
            {shortcut !== undefined && <Shortcut keys={shortcut} />}
          </TooltipPrimitive.Popup>
        </TooltipPrimitive.Positioner>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  )
}
