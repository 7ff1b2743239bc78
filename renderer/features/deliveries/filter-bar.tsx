/** The filter field: suggestions while typing, the server's complaint right below, and a way to keep the filter. */
import { Bookmark, ListFilter, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { Autocomplete } from '../../components/ui/autocomplete.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import type { DeliveryFeed } from '../../lib/delivery-feed.ts'
import { useLive } from '../../lib/services.tsx'
import { suggestFilters } from './filter-suggestions.ts'
import { termsOf } from './filter-text.ts'
import { SaveFilterDialog } from './save-filter-dialog.tsx'
import { useFilter } from './use-filter.ts'

/** Typing rests this long before the server is asked. */
const typingMs = 200
/** Values are suggested from this many of the newest rows. */
const recentRows = 500

export function FilterBar(): ReactNode {
  const { q, setFilter } = useFilter()
  const [text, setText] = useDraft(q, setFilter)
  const [saving, setSaving] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { feed } = useLive()
  useFilterCommands({ q, setFilter, focus: () => input.current?.focus(), save: () => setSaving(true) })
  const problem = useStore(feed.state, (state) =>
    state.problem?.code === 'BAD_REQUEST' && state.q !== '' ? state.problem.message : undefined
  )
  const suggestions = useMemo(() => suggestFilters(text, recentOf(feed)), [text, feed])
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') setFilter(text.trim())
  }
  return (
    <div className="relative min-w-40 flex-1">
      <Autocomplete
        value={text}
        onChange={setText}
        suggestions={suggestions}
        label="Filter deliveries"
        placeholder="Filter: type:invoice.* verdict:failed"
        icon={<ListFilter className="size-3.5" />}
        mono
        invalid={problem !== undefined}
        inputRef={input}
        onKeyDown={press}
        trailing={q !== '' && <FilterActions onSave={() => setSaving(true)} onClear={() => setFilter('')} />}
      />
      {problem !== undefined && (
        <p
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 max-w-full rounded-control border border-line bg-raised px-2 py-1 text-12 text-danger shadow-popover"
        >
          {problem}
        </p>
      )}
      <SaveFilterDialog open={saving} onOpenChange={setSaving} q={q} />
    </div>
  )
}

function FilterActions({ onSave, onClear }: { readonly onSave: () => void; readonly onClear: () => void }): ReactNode {
  return (
    <>
      <IconButton size="small" label="Save the filter" icon={<Bookmark className="size-3.5" />} onClick={onSave} />
      <IconButton size="small" label="Clear the filter" icon={<X className="size-3.5" />} onClick={onClear} />
    </>
  )
}

/** The text while it is typed; it becomes the filter once typing rests, and follows a filter that is set from elsewhere. */
function useDraft(q: string, setFilter: (q: string) => void): readonly [string, (text: string) => void] {
  const [text, setText] = useState(q)
  const [seen, setSeen] = useState(q)
  if (seen !== q) {
    setSeen(q)
    setText(q)
  }
  useEffect(() => {
    if (text.trim() === q || isUnfinished(text)) return undefined
    const timer = setTimeout(() => setFilter(text.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [text, q, setFilter])
  return [text, setText]
}

/** A field without its value, or a quote that is still open: nothing to ask a server for. Enter asks all the same. */
function isUnfinished(text: string): boolean {
  const last = termsOf(text).at(-1) ?? ''
  return /^-?[\w.-]*[:.]"?$|^-?"?$/.test(last) || (last.match(/(?<!\\)"/g) ?? []).length % 2 === 1
}

interface FilterCommandsOptions {
  readonly q: string
  readonly setFilter: (q: string) => void
  readonly focus: () => void
  readonly save: () => void
}

function useFilterCommands({ q, setFilter, focus, save }: FilterCommandsOptions): void {
  const acts = useRef({ focus, save })
  useEffect(() => {
    acts.current = { focus, save }
  })
  useCommands(
    useMemo(() => {
      const unavailable = q === '' ? 'No filter is set.' : undefined
      return {
        'filter.focus': () => acts.current.focus(),
        'filter.clear': { run: () => setFilter(''), unavailable },
        'filter.save': { run: () => acts.current.save(), unavailable }
      }
    }, [q, setFilter])
  )
}

function recentOf(feed: DeliveryFeed): readonly DeliverySummary[] {
  const recent: DeliverySummary[] = []
  for (let index = 0; index < recentRows; index += 1) {
    const delivery = feed.row(index)
    if (!delivery) break
    recent.push(delivery)
  }
  return recent
}
