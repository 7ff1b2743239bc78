/** A list whose order counts: moved by dragging a line's handle, or with Alt and the arrow keys. */
import { GripVertical } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from './ui/class-names.ts'
import { Tooltip } from './ui/tooltip.tsx'
import { useMoves } from './use-moves.ts'

export interface OrderedItem {
  readonly id: string
  readonly name: string
  readonly line: ReactNode
}

export interface OrderedListProps {
  readonly label: string
  /** What one of them is called: `rule`. */
  readonly noun: string
  readonly items: readonly OrderedItem[]
  /** The new order of their ids. */
  readonly onMove: (ids: readonly string[]) => void
}

export function OrderedList({ label, noun, items, onMove }: OrderedListProps): ReactNode {
  const { dragged, gap, said, grab, dragOver, drop, press } = useMoves({
    ids: items.map(({ id }) => id),
    say: (id, place) => `${items.find((item) => item.id === id)?.name ?? ''} is now ${noun} ${place} of ${items.length}.`,
    onMove
  })
  const refocus = useRef<{ readonly id: string; readonly from: number }>(undefined)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    // The browser takes the focus from an element that moves.
    const { id, from } = refocus.current ?? {}
    if (id === undefined || from === undefined || items[from]?.id === id) return
    list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus()
    refocus.current = undefined
  })

  return (
    <>
      <ol
        ref={list}
        aria-label={label}
        className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-raised"
        onDrop={drop}
      >
        {items.map(({ id, name, line }, index) => (
          <li
            key={id}
            draggable={dragged === id}
            onDragEnd={() => grab(undefined)}
            onDragOver={(event) => dragOver(event, index)}
            onKeyDown={(event) => {
              if (press(event, id, index)) refocus.current = { id, from: index }
            }}
            className={classNames(
              'flex items-center pl-1',
              dragged === id && 'opacity-50',
              gap === index && 'shadow-[inset_0_2px_0_var(--color-accent)]',
              gap === index + 1 && index === items.length - 1 && 'shadow-[inset_0_-2px_0_var(--color-accent)]'
            )}
          >
            <Handle id={id} name={name} alone={items.length < 2} onGrab={(grabbed) => grab(grabbed ? id : undefined)} />
            {line}
          </li>
        ))}
      </ol>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}

interface HandleProps {
  readonly id: string
  readonly name: string
  readonly alone: boolean
  readonly onGrab: (grabbed: boolean) => void
}

/** A line can be dragged by its handle alone, so that its text can still be marked. Firefox drags nothing by a button. */
function Handle({ id, name, alone, onGrab }: HandleProps): ReactNode {
  return (
    <Tooltip content="Drag, or press Alt ↑ and Alt ↓" side="right">
      <span
        role="button"
        tabIndex={alone ? -1 : 0}
        data-handle={id}
        aria-label={`Move ${name}`}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onPointerDown={() => onGrab(!alone)}
        onPointerUp={() => onGrab(false)}
        className={classNames(
          'mr-1 flex h-8 w-6 shrink-0 items-center justify-center rounded-control text-faint hover:text-text',
          alone ? 'invisible' : 'cursor-grab'
        )}
      >
        <GripVertical className="size-3.5" />
      </span>
    </Tooltip>
  )
}
