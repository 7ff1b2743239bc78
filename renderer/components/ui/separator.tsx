/** A line between things. */
import { Separator as SeparatorPrimitive } from '@base-ui/react/separator'
import type { ReactNode } from 'react'

export function Separator({ orientation = 'horizontal' }: { readonly orientation?: 'horizontal' | 'vertical' }): ReactNode {
  return (
    <SeparatorPrimitive
      orientation={orientation}
      className="shrink-0 bg-line data-[orientation=horizontal]:h-px data-[orientation=vertical]:h-4 data-[orientation=vertical]:w-px"
    />
  )
}
