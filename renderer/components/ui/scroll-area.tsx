/** A scrolling area with a thin bar that takes no room. Its content can be reached by keyboard. */
import { ScrollArea as ScrollAreaPrimitive } from '@base-ui/react/scroll-area'
import type { ReactNode } from 'react'

const scrollbarClass =
  'z-10 m-0.5 flex w-1.5 rounded-full opacity-0 transition-opacity data-hovering:opacity-100 data-scrolling:opacity-100 data-[orientation=horizontal]:h-1.5 data-[orientation=horizontal]:w-auto'

export interface ScrollAreaProps {
  readonly label?: string
  readonly children: ReactNode
}

export function ScrollArea({ label, children }: ScrollAreaProps): ReactNode {
  return (
    <ScrollAreaPrimitive.Root className="relative min-h-0 flex-1">
      <ScrollAreaPrimitive.Viewport
        aria-label={label}
        role={label === undefined ? undefined : 'region'}
        className="absolute inset-0 overscroll-contain focus-visible:-outline-offset-2"
      >
        <ScrollAreaPrimitive.Content className="min-w-0!">{children}</ScrollAreaPrimitive.Content>
      </ScrollAreaPrimitive.Viewport>
      <ScrollAreaPrimitive.Scrollbar className={scrollbarClass}>
        <ScrollAreaPrimitive.Thumb className="w-full rounded-full bg-line-strong" />
      </ScrollAreaPrimitive.Scrollbar>
    </ScrollAreaPrimitive.Root>
  )
}
