/** Edits header lines, in order; a name may repeat. */
import { Plus, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { Button } from './ui/button.tsx'
import { IconButton } from './ui/icon-button.tsx'
import { Input } from './ui/input.tsx'

export interface HeaderPairsEditorProps {
  /** Names the group: "Response headers". */
  readonly label: string
  readonly value: readonly HeaderPair[]
  readonly onChange: (value: HeaderPair[]) => void
  /** Called when a line has been left or removed: the moment to save. */
  readonly onSettled?: (value: readonly HeaderPair[]) => void
}

export function HeaderPairsEditor({ label, value, onChange, onSettled }: HeaderPairsEditorProps): ReactNode {
  const group = useRef<HTMLDivElement>(null)
  const put = (index: number, pair: HeaderPair): HeaderPair[] => value.map((old, at) => (at === index ? pair : old))
  const remove = (index: number): void => {
    const next = value.filter((_, at) => at !== index)
    onChange(next)
    onSettled?.(next)
  }
  const settle = (): void => onSettled?.(value)
  const add = (): void => {
    onChange([...value, ['', '']])
    // The new line is there after the next render.
    requestAnimationFrame(() => [...(group.current?.querySelectorAll('[data-line]') ?? [])].at(-1)?.querySelector('input')?.focus())
  }
  return (
    <div ref={group} role="group" aria-label={label} className="flex flex-col gap-1.5">
      {value.map(([name, text], index) => (
        // A header line has no identity but its place in the order.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} data-line className="flex items-center gap-1.5">
          <span className="w-2/5 min-w-0">
            <Input
              mono
              aria-label={`${label}: name ${index + 1}`}
              placeholder="Name"
              value={name}
              onChange={(next) => onChange(put(index, [next, text]))}
              onBlur={settle}
            />
          </span>
          <span className="min-w-0 flex-1">
            <Input
              mono
              aria-label={`${label}: value ${index + 1}`}
              placeholder="Value"
              value={text}
              onChange={(next) => onChange(put(index, [name, next]))}
              onBlur={settle}
            />
          </span>
          <IconButton label={`Remove ${name === '' ? `header ${index + 1}` : name}`} icon={<X />} onClick={() => remove(index)} />
        </div>
      ))}
      <div>
        <Button size="small" variant="ghost" icon={<Plus />} onClick={add}>
          Add header
        </Button>
      </div>
    </div>
  )
}

/** Lines without a name are not headers yet. */
export function namedPairs(pairs: readonly HeaderPair[]): HeaderPair[] {
  return pairs.filter(([name]) => name.trim() !== '').map(([name, value]): HeaderPair => [name.trim(), value])
}
