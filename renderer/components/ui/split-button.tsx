/** A main action with a menu of its variations beside it. */
import { ChevronDown } from 'lucide-react'
import { Menu as MenuPrimitive } from '@base-ui/react/menu'
import { Button as ButtonPrimitive } from '@base-ui/react/button'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { buttonClass } from './button.tsx'
import type { ButtonSize, ButtonVariant } from './button.tsx'
import { menuPopupClass } from './menu-items.tsx'
import { Tooltip } from './tooltip.tsx'

export interface SplitButtonProps {
  readonly label: string
  /** Why the button says what it says; in its tooltip. */
  readonly hint?: string
  readonly icon?: ReactNode
  readonly shortcut?: string
  readonly variant?: Extract<ButtonVariant, 'primary' | 'secondary'>
  readonly size?: ButtonSize
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly menuLabel: string
  readonly onPress: () => void
  /** Menu items. */
  readonly children: ReactNode
}

export function SplitButton({
  label,
  hint,
  icon,
  shortcut,
  variant = 'primary',
  size = 'default',
  busy = false,
  disabled = false,
  menuLabel,
  onPress,
  children
}: SplitButtonProps): ReactNode {
  const solid = variant === 'primary' || undefined
  return (
    <span role="group" aria-label={label} className={classNames('inline-flex shrink-0', solid ? 'gap-px' : '[&>span+span]:-ml-px')}>
      <span className="inline-flex [&>button]:rounded-r-none">
        <Tooltip content={hint ?? label} shortcut={shortcut}>
          <ButtonPrimitive
            type="button"
            disabled={disabled || busy}
            focusableWhenDisabled={busy}
            aria-busy={busy || undefined}
            data-solid={solid}
            onClick={onPress}
            className={buttonClass(variant, size)}
          >
            {icon}
            {label}
          </ButtonPrimitive>
        </Tooltip>
      </span>
      <span className="inline-flex [&>button]:rounded-l-none [&>button]:px-1">
        <MenuPrimitive.Root>
          <MenuPrimitive.Trigger disabled={disabled} aria-label={menuLabel} data-solid={solid} className={buttonClass(variant, size)}>
            <ChevronDown />
          </MenuPrimitive.Trigger>
          <MenuPrimitive.Portal>
            <MenuPrimitive.Positioner align="end" sideOffset={4} className="z-40">
              <MenuPrimitive.Popup className={menuPopupClass}>{children}</MenuPrimitive.Popup>
            </MenuPrimitive.Positioner>
          </MenuPrimitive.Portal>
        </MenuPrimitive.Root>
      </span>
    </span>
  )
}
