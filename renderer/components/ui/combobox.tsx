/** Chooses one of many by typing, in groups. */
import { Combobox as ComboboxPrimitive } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface ComboboxItem {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export interface ComboboxGroup {
  readonly label: string
  readonly items: readonly ComboboxItem[]
}

export interface ComboboxProps {
  readonly value: string
  readonly groups: readonly ComboboxGroup[]
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly emptyText?: string
  readonly disabled?: boolean
}

export function Combobox({
  value,
  groups,
  onChange,
  placeholder,
  emptyText = 'Nothing matches.',
  disabled = false
}: ComboboxProps): ReactNode {
  const kept = useSameContent(groups)
  const items = useMemo(() => kept.map((group) => ({ value: group.label, items: [...group.items] })), [kept])
  const selected = useMemo(() => kept.flatMap((group) => group.items).find((item) => item.value === value) ?? null, [kept, value])
  return (
    <ComboboxPrimitive.Root
      items={items}
      value={selected}
      disabled={disabled}
      isItemEqualToValue={(left: ComboboxItem, right: ComboboxItem) => left.value === right.value}
      onValueChange={(next: ComboboxItem | null) => next !== null && onChange(next.value)}
    >
      <ComboboxPrimitive.InputGroup className="relative w-full">
        <ComboboxPrimitive.Input placeholder={placeholder} className={classNames(controlClass, 'h-7 pr-7')} />
        <ComboboxPrimitive.Trigger
          aria-label="Show all"
          className="absolute inset-y-0 right-0 flex w-7 items-center justify-center text-faint hover:text-text"
        >
          <ChevronsUpDown className="size-3.5" />
        </ComboboxPrimitive.Trigger>
      </ComboboxPrimitive.InputGroup>
      <ComboboxPrimitive.Portal>
        <ComboboxPrimitive.Positioner sideOffset={4} className="z-40 outline-none">
          <ComboboxPrimitive.Popup className="floating w-(--anchor-width) min-w-64 rounded-panel border border-line bg-raised text-13 text-text shadow-popover">
            <ComboboxPrimitive.Empty>
              <div className="px-3 py-2 text-muted">{emptyText}</div>
            </ComboboxPrimitive.Empty>
            <ComboboxPrimitive.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
              {(group: { value: string; items: ComboboxItem[] }) => (
                <ComboboxPrimitive.Group key={group.value} items={group.items}>
                  <ComboboxPrimitive.GroupLabel className="px-2 pt-1.5 pb-1 text-11 text-faint">{group.value}</ComboboxPrimitive.GroupLabel>
                  <ComboboxPrimitive.Collection>
                    {(item: ComboboxItem) => <ComboboxRow key={item.value} item={item} />}
                  </ComboboxPrimitive.Collection>
                </ComboboxPrimitive.Group>
              )}
            </ComboboxPrimitive.List>
          </ComboboxPrimitive.Popup>
        </ComboboxPrimitive.Positioner>
      </ComboboxPrimitive.Portal>
    </ComboboxPrimitive.Root>
  )
}

/** The value of before while its content is the same: other items, even equal ones, would take back what is being typed. */
function useSameContent<Value>(value: Value): Value {
  const [kept, setKept] = useState(value)
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept
  setKept(value)
  return value
}

function ComboboxRow({ item }: { readonly item: ComboboxItem }): ReactNode {
  return (
    <ComboboxPrimitive.Item
      value={item}
      className="flex min-h-7 items-center gap-2 rounded-chip px-2 py-1 outline-none select-none data-highlighted:bg-hover"
    >
      <span className="flex size-4 items-center justify-center text-accent">
        <ComboboxPrimitive.ItemIndicator>
          <Check />
        </ComboboxPrimitive.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.hint !== undefined && <span className="max-w-1/2 truncate text-12 text-faint">{item.hint}</span>}
    </ComboboxPrimitive.Item>
  )
}
