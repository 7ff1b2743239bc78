/** A menu under a trigger. Its items are in menu-items.tsx. */
import { Menu as MenuPrimitive } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { menuPopupClass } from './menu-items.tsx'

export interface MenuProps {
  /** The trigger: a Button or IconButton element. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly align?: 'start' | 'center' | 'end'
  readonly children: ReactNode
}

export function Menu({ trigger, align = 'start', children }: MenuProps): ReactNode {
  return (
    <MenuPrimitive.Root>
      <MenuPrimitive.Trigger render={trigger} />
      <MenuPrimitive.Portal>
        <MenuPrimitive.Positioner align={align} sideOffset={4} className="z-40">
          <MenuPrimitive.Popup className={menuPopupClass}>{children}</MenuPrimitive.Popup>
        </MenuPrimitive.Positioner>
      </MenuPrimitive.Portal>
    </MenuPrimitive.Root>
  )
}
