/** The rules of one endpoint in the order in which they are asked, moved by dragging or with Alt and the arrow keys. */
import { GripVertical } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { Tooltip } from '../../components/ui/tooltip.tsx'
import { FaultLine, faultName } from './fault-line.tsx'
import { shadows } from './fault-reach.ts'
import { moved } from './move-rule.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface FaultRulesProps {
  readonly faults: readonly Fault[]
  readonly onEdit: (fault: Fault) => void
}

export function FaultRules({ faults, onEdit }: FaultRulesProps): ReactNode {
  const { reorder } = useFaultActions()
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<number>()
  const [said, setSaid] = useState('')
  const refocus = useRef<string>(undefined)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    // The browser takes the focus from an element that moves.
    if (refocus.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(refocus.current)}"]`)?.focus()
    refocus.current = undefined
  }, [faults])

  const move = (id: string, to: number): void => {
    const ids = moved(
      faults.map((fault) => fault.id),
      id,
      to
    )
    const fault = faults.find((each) => each.id === id)
    if (ids === undefined || fault === undefined) return
    setSaid(`${faultName(fault)} is now rule ${ids.indexOf(id) + 1} of ${ids.length}.`)
    reorder.run({ endpointId: fault.endpointId, faultIds: ids })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    if (dragged !== undefined && over !== undefined) move(dragged, over)
    setDragged(undefined)
    setOver(undefined)
  }
  const press = (event: KeyboardEvent, id: string, index: number): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    event.stopPropagation()
    refocus.current = id
    move(id, by === 1 ? index + 2 : index - 1)
  }
  return (
    <>
      <ol
        ref={list}
        aria-label="Rules, the first that applies wins"
        className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-raised"
        onDrop={drop}
        onDragOver={(event) => dragged !== undefined && event.preventDefault()}
      >
        {faults.map((fault, index) => (
          <li
            key={fault.id}
            draggable={dragged === fault.id}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => setOver(placeUnder(event, index))}
            onKeyDown={(event) => press(event, fault.id, index)}
            className={classNames(
              'group/rule relative flex items-center pl-1',
              dragged === fault.id && 'opacity-50',
              dragged !== undefined && over === index && 'shadow-[inset_0_2px_0_var(--color-accent)]',
              dragged !== undefined && over === index + 1 && index === faults.length - 1 && 'shadow-[inset_0_-2px_0_var(--color-accent)]'
            )}
          >
            <Handle
              id={fault.id}
              name={faultName(fault)}
              alone={faults.length < 2}
              onGrab={(grabbed) => setDragged(grabbed ? fault.id : undefined)}
            />
            <FaultLine fault={fault} shadowedBy={nameOfShadow(faults, index)} onEdit={() => onEdit(fault)} />
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

/** A row can be dragged by its handle alone, so that its text can still be marked. Firefox drags nothing by a button. */
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

/** Before or after the row that the pointer is over. */
function placeUnder(event: DragEvent, index: number): number {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  return event.clientY < top + height / 2 ? index : index + 1
}

function nameOfShadow(faults: readonly Fault[], index: number): string | undefined {
  const shadow = faults.slice(0, index).find(shadows)
  return shadow === undefined ? undefined : faultName(shadow)
}
