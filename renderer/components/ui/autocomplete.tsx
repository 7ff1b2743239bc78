/** A text field with suggestions: what is typed stands, a suggestion only completes it. */
import { Autocomplete as AutocompletePrimitive } from '@base-ui/react/autocomplete'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { classNames } from './class-names.ts'
import { controlClass } from './control-class.ts'

export interface Suggestion {
  readonly value: string
  readonly hint?: string
}

export interface AutocompleteProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Already filtered by the caller, who knows what the text means. */
  readonly suggestions: readonly Suggestion[]
  readonly label: string
  readonly placeholder?: string
  readonly icon?: ReactNode
  /** Shown at the right end: a clear button, a count. */
  readonly trailing?: ReactNode
  readonly mono?: boolean
  readonly invalid?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

export function Autocomplete({
  value,
  onChange,
  suggestions,
  label,
  placeholder,
  icon,
  trailing,
  mono = false,
  invalid = false,
  inputRef,
  onKeyDown
}: AutocompleteProps): ReactNode {
  const [open, setOpen] = useState(false)
  // While it is open the rest of the page is hidden from screen readers: not for an empty list.
  if (open && suggestions.length === 0) setOpen(false)
  return (
    <AutocompletePrimitive.Root
      items={suggestions}
      value={value}
      mode="none"
      itemToStringValue={(item: Suggestion) => item.value}
      onValueChange={(next) => onChange(next)}
      openOnInputClick
      open={open}
      onOpenChange={(next) => setOpen(next)}
    >
      <AutocompletePrimitive.InputGroup className="relative flex w-full items-center">
        {icon !== undefined && <span className="pointer-events-none absolute left-2 text-faint">{icon}</span>}
        <AutocompletePrimitive.Input
          ref={inputRef}
          aria-label={label}
          aria-invalid={invalid || undefined}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          onKeyDown={onKeyDown}
          className={classNames(controlClass, 'h-7', icon !== undefined && 'pl-7', trailing !== undefined && 'pr-16', mono && 'mono-12')}
        />
        {trailing !== undefined && <span className="absolute right-1 flex items-center gap-1">{trailing}</span>}
      </AutocompletePrimitive.InputGroup>
      <Suggestions />
    </AutocompletePrimitive.Root>
  )
}

function Suggestions(): ReactNode {
  return (
    <AutocompletePrimitive.Portal>
      <AutocompletePrimitive.Positioner sideOffset={4} align="start" className="z-40 outline-none data-empty:hidden">
        <AutocompletePrimitive.Popup className="floating w-(--anchor-width) max-w-md min-w-64 rounded-panel border border-line bg-raised text-13 text-text shadow-popover data-empty:hidden">
          <AutocompletePrimitive.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 outline-none">
            {(item: Suggestion) => (
              <AutocompletePrimitive.Item
                key={item.value}
                value={item}
                className="flex h-7 items-center gap-3 rounded-chip px-2 outline-none select-none data-highlighted:bg-hover"
              >
                <span className="mono-12 min-w-0 flex-1 truncate">{item.value}</span>
                {item.hint !== undefined && <span className="truncate text-12 text-faint">{item.hint}</span>}
              </AutocompletePrimitive.Item>
            )}
          </AutocompletePrimitive.List>
        </AutocompletePrimitive.Popup>
      </AutocompletePrimitive.Positioner>
    </AutocompletePrimitive.Portal>
  )
}
