/** Edits header lines in their order; names may repeat. What differs from the delivery is marked, and what was removed can be put back. */
import { ArrowDown, ArrowUp, CopyPlus, Plus, Undo2, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Visible } from '../../components/visible.tsx'
import { headerText } from '../../lib/bytes.ts'
import {
  type Draft,
  type HeaderLine,
  headerValueOf,
  type LineMark,
  marksOf,
  removedLines,
  withLine,
  withLineBack,
  withLineMoved,
  withNewLine,
  withoutLine
} from './draft.ts'

export interface HeaderLinesProps {
  readonly draft: Draft
  readonly delivery: DeliveryDetail
  readonly onDraft: (draft: Draft) => void
  /** Names, in lower case, that signing will write anew. */
  readonly signedAnew: ReadonlySet<string>
}

export function HeaderLines({ draft, delivery, onDraft, signedAnew }: HeaderLinesProps): ReactNode {
  const group = useRef<HTMLDivElement>(null)
  const marks = marksOf(draft, delivery)
  const add = (): void => {
    onDraft(withNewLine(draft, { name: '', value: '' }))
    // The new line is there after the next render.
    requestAnimationFrame(() => [...(group.current?.querySelectorAll('[data-line]') ?? [])].at(-1)?.querySelector('input')?.focus())
  }
  return (
    <div ref={group} role="group" aria-label="Headers" className="flex flex-col gap-1.5 p-3">
      {draft.lines.map((line, index) => (
        <Line
          key={line.key}
          line={line}
          number={index + 1}
          mark={marks[index] ?? 'same'}
          isSignedAnew={signedAnew.has(line.name.toLowerCase())}
          onChange={(change) => onDraft(withLine(draft, line.key, change))}
          onMove={(by) => onDraft(withLineMoved(draft, line.key, by))}
          onRepeat={() => onDraft(withNewLine(draft, { name: line.name, value: line.value }, line.key))}
          onRemove={() => onDraft(withoutLine(draft, line.key))}
        />
      ))}
      {removedLines(draft, delivery).map((line) => (
        <Removed key={line.key} line={line} onBack={() => onDraft(withLineBack(draft, line))} />
      ))}
      <div>
        <Button size="small" variant="ghost" icon={<Plus />} onClick={add}>
          Add header
        </Button>
      </div>
    </div>
  )
}

interface LineProps {
  readonly line: HeaderLine
  readonly number: number
  readonly mark: LineMark
  readonly isSignedAnew: boolean
  readonly onChange: (change: Partial<Pick<HeaderLine, 'name' | 'value'>>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRepeat: () => void
  readonly onRemove: () => void
}

function Line({ line, number, mark, isSignedAnew, onChange, onMove, onRepeat, onRemove }: LineProps): ReactNode {
  const press = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  const called = line.name === '' ? `header ${number}` : line.name
  return (
    <div data-line className="group/line flex items-center gap-1.5" onKeyDown={press}>
      <span aria-hidden className={classNames('h-5 w-0.5 shrink-0 rounded-full', markClasses[mark])} />
      <span className="w-2/5 min-w-0">
        <Input mono aria-label={`Header ${number}: name`} placeholder="Name" value={line.name} onChange={(name) => onChange({ name })} />
      </span>
      <span className="min-w-0 flex-1">
        <Input
          mono
          aria-label={`Header ${number}: value`}
          placeholder="Value"
          value={headerText(line.value)}
          onChange={(value) => onChange({ value: headerValueOf(value, line.value) })}
        />
      </span>
      {isSignedAnew ? <Badge tone="violet">signed anew</Badge> : mark !== 'same' && <Badge tone={markTones[mark]}>{mark}</Badge>}
      <span className="flex opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100">
        <IconButton size="small" label={`Move ${called} up`} icon={<ArrowUp className="size-3.5" />} onClick={() => onMove(-1)} />
        <IconButton size="small" label={`Move ${called} down`} icon={<ArrowDown className="size-3.5" />} onClick={() => onMove(1)} />
        <IconButton size="small" label={`Repeat ${called}`} icon={<CopyPlus className="size-3.5" />} onClick={onRepeat} />
      </span>
      <IconButton size="small" label={`Remove ${called}`} icon={<X className="size-3.5" />} onClick={onRemove} />
    </div>
  )
}

function Removed({ line, onBack }: { readonly line: HeaderLine; readonly onBack: () => void }): ReactNode {
  return (
    <div className="flex min-h-7 items-center gap-1.5">
      <span aria-hidden className="h-5 w-0.5 shrink-0 rounded-full bg-danger" />
      <span className="mono-12 min-w-0 flex-1 truncate pl-2 text-faint line-through">
        <Visible text={`${line.name}: ${headerText(line.value)}`} />
      </span>
      <Badge tone="danger">removed</Badge>
      <IconButton size="small" label={`Put ${line.name} back`} icon={<Undo2 className="size-3.5" />} onClick={onBack} />
    </div>
  )
}

const markClasses: Readonly<Record<LineMark, string>> = {
  same: 'bg-transparent',
  added: 'bg-success',
  changed: 'bg-warning',
  moved: 'bg-info'
}
const markTones = { added: 'success', changed: 'warning', moved: 'info' } as const
