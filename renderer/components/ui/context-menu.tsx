/** A menu at the pointer (or the context-menu key) over its children. Takes the items of menu-items.tsx. */
import { ContextMenu as ContextMenuPrimitive } from '@base-ui/react/context-menu'
import type { ReactElement, ReactNode } from 'react'
import { menuPopupClass } from './menu-items.tsx'

export interface ContextMenuProps {
  /** The area that has the menu: one element that takes a ref and props. */
  readonly area: ReactElement<Record<string, unknown>>
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

export function ContextMenu({ area, onOpenChange, children }: ContextMenuProps): ReactNode {
  return (
    <ContextMenuPrimitive.Root onOpenChange={(open) => onOpenChange?.(open)}>
      <ContextMenuPrimitive.Trigger render={area} />
      <ContextMenuPrimitive.Portal>
        <ContextMenuPrimitive.Positioner className="z-40">
          <ContextMenuPrimitive.Popup className={menuPopupClass}>{children}</ContextMenuPrimitive.Popup>
        </ContextMenuPrimitive.Positioner>
      </ContextMenuPrimitive.Portal>
    </ContextMenuPrimitive.Root>
  )
}
