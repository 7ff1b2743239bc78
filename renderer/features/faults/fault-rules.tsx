/** The rules of one endpoint in the order in which they are asked, moved by dragging or with Alt and the arrow keys. */
import { GripVertical } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { Tooltip } from '../../components/ui/tooltip.tsx'
import { FaultLine } from './fault-line.tsx'
import { shadows } from './fault-reach.ts'
import { faultName } from './fault-text.ts'
import { useRuleMoves } from './use-rule-moves.ts'

export interface FaultRulesProps {
  readonly faults: readonly Fault[]
  readonly onEdit: (fault: Fault) => void
}

export function FaultRules({ faults, onEdit }: FaultRulesProps): ReactNode {
  const { dragged, gap, said, grab, dragOver, drop, press } = useRuleMoves(faults)
  const refocus = useRef<{ readonly id: string; readonly from: number }>(undefined)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    // The browser takes the focus from an element that moves.
    const { id, from } = refocus.current ?? {}
    if (id === undefined || from === undefined || faults[from]?.id === id) return
    list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus()
    refocus.current = undefined
  })

  return (
    <>
      <ol
        ref={list}
        aria-label="Rules, the first that applies wins"
        className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-raised"
        onDrop={drop}
      >
        {faults.map((fault, index) => (
          <li
            key={fault.id}
            draggable={dragged === fault.id}
            onDragEnd={() => grab(undefined)}
            onDragOver={(event) => dragOver(event, index)}
            onKeyDown={(event) => {
              if (press(event, fault.id, index)) refocus.current = { id: fault.id, from: index }
            }}
            className={classNames(
              'flex items-center pl-1',
              dragged === fault.id && 'opacity-50',
              gap === index && 'shadow-[inset_0_2px_0_var(--color-accent)]',
              gap === index + 1 && index === faults.length - 1 && 'shadow-[inset_0_-2px_0_var(--color-accent)]'
            )}
          >
            <Handle
              id={fault.id}
              name={faultName(fault)}
              alone={faults.length < 2}
              onGrab={(grabbed) => grab(grabbed ? fault.id : undefined)}
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

function nameOfShadow(faults: readonly Fault[], index: number): string | undefined {
  const shadow = faults.slice(0, index).find(shadows)
  return shadow === undefined ? undefined : faultName(shadow)
}
