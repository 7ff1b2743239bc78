/** The parts that menus and context menus share: a popup and its items. */
import { Menu as MenuPrimitive } from '@base-ui/react/menu'
import { Check, ChevronRight, Dot } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Shortcut } from './kbd.tsx'

export const menuPopupClass =
  'floating max-h-(--available-height) min-w-44 overflow-y-auto rounded-panel border border-line bg-raised p-1 text-13 text-text shadow-popover outline-none'

const itemClass =
  'flex h-7 items-center gap-2 rounded-chip px-2 outline-none select-none data-highlighted:bg-hover data-popup-open:bg-hover data-disabled:opacity-45'

export interface MenuItemProps {
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly shortcut?: string | undefined
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onSelect?: () => void
}

export function MenuItem({ children, icon, shortcut, danger = false, disabled = false, onSelect }: MenuItemProps): ReactNode {
  return (
    <MenuPrimitive.Item disabled={disabled} onClick={onSelect} className={classNames(itemClass, danger && 'text-danger')}>
      {icon !== undefined && <span className={danger ? 'text-danger' : 'text-muted'}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </MenuPrimitive.Item>
  )
}

export interface MenuCheckItemProps {
  readonly children: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly shortcut?: string | undefined
}

export function MenuCheckItem({ children, checked, onChange, shortcut }: MenuCheckItemProps): ReactNode {
  return (
    <MenuPrimitive.CheckboxItem checked={checked} onCheckedChange={onChange} className={itemClass}>
      <span className="flex size-4 items-center justify-center">
        <MenuPrimitive.CheckboxItemIndicator>
          <Check />
        </MenuPrimitive.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </MenuPrimitive.CheckboxItem>
  )
}

export interface MenuRadioGroupProps<Value extends string> {
  readonly label?: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

export function MenuRadioGroup<Value extends string>({ label, value, options, onChange }: MenuRadioGroupProps<Value>): ReactNode {
  return (
    <MenuPrimitive.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
      {label !== undefined && <MenuLabel>{label}</MenuLabel>}
      {options.map((option) => (
        <MenuPrimitive.RadioItem key={option.value} value={option.value} className={itemClass}>
          <span className="flex size-4 items-center justify-center">
            <MenuPrimitive.RadioItemIndicator>
              <Dot className="stroke-4" />
            </MenuPrimitive.RadioItemIndicator>
          </span>
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
        </MenuPrimitive.RadioItem>
      ))}
    </MenuPrimitive.RadioGroup>
  )
}

export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <MenuPrimitive.Group>
      <MenuPrimitive.GroupLabel className="px-2 py-1 text-11 text-faint">{label}</MenuPrimitive.GroupLabel>
      {children}
    </MenuPrimitive.Group>
  )
}

export function MenuLabel({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="px-2 py-1 text-11 text-faint">{children}</div>
}

export function MenuSeparator(): ReactNode {
  return <MenuPrimitive.Separator className="-mx-1 my-1 h-px bg-line" />
}

export interface SubmenuProps {
  readonly label: string
  readonly icon?: ReactNode
  readonly children: ReactNode
}

export function Submenu({ label, icon, children }: SubmenuProps): ReactNode {
  return (
    <MenuPrimitive.SubmenuRoot>
      <MenuPrimitive.SubmenuTrigger className={itemClass}>
        {icon !== undefined && <span className="text-muted">{icon}</span>}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <ChevronRight className="text-faint" />
      </MenuPrimitive.SubmenuTrigger>
      <MenuPrimitive.Portal>
        <MenuPrimitive.Positioner sideOffset={2} alignOffset={-4} className="z-40">
          <MenuPrimitive.Popup className={menuPopupClass}>{children}</MenuPrimitive.Popup>
        </MenuPrimitive.Positioner>
      </MenuPrimitive.Portal>
    </MenuPrimitive.SubmenuRoot>
  )
}
