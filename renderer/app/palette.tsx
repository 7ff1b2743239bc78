/** The command palette: every command, what it is called, its key, and why it can't be had when it can't. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { scrimClass } from '../components/ui/dialog.tsx'
import { classNames } from '../components/ui/class-names.ts'
import { Shortcut } from '../components/ui/kbd.tsx'
import { useServices } from '../lib/services.tsx'
import { type CommandHandler, commands, useRegistry } from './commands.ts'
import { shortcutOf } from './shortcuts.ts'
import { useSetUi, useUi } from './ui-state.ts'

interface PaletteItem {
  readonly id: (typeof commands)[number]['id']
  readonly title: string
  readonly menu: (typeof commands)[number]['menu']
  readonly shortcut: string | undefined
  readonly handler: CommandHandler
}

export function Palette(): ReactNode {
  const open = useUi((state) => state.overlay === 'palette')
  const setUi = useSetUi()
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setUi({ overlay: next ? 'palette' : undefined })}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClass} />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-24 left-1/2 z-30 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-dialog border border-line bg-panel text-13 text-text shadow-dialog outline-none"
        >
          <PaletteBody onDone={() => setUi({ overlay: undefined })} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBody({ onDone }: { readonly onDone: () => void }): ReactNode {
  const [text, setText] = useState('')
  const items = usePaletteItems()
  const found = useMemo(() => findItems(items, text), [items, text])
  const choose = ({ handler }: PaletteItem): void => {
    if (handler.unavailable !== undefined) return
    onDone()
    // After the dialog has given the focus back, so that the command may take it.
    setTimeout(handler.run)
  }
  return (
    <Autocomplete.Root
      open
      inline
      autoHighlight="always"
      mode="none"
      items={found}
      value={text}
      onValueChange={setText}
      itemToStringValue={(item: PaletteItem) => item.title}
    >
      <div className="flex items-center gap-2 border-b border-line px-3 text-faint">
        <Search />
        <Autocomplete.Input
          aria-label="Command"
          placeholder="What do you want to do?"
          className="h-11 min-w-0 flex-1 bg-transparent text-14 font-normal! text-text outline-none"
        />
      </div>
      <Autocomplete.Empty>
        <p className="px-3 py-4 text-muted empty:hidden">{found.length === 0 ? 'No command is called that.' : ''}</p>
      </Autocomplete.Empty>
      <Autocomplete.List className="max-h-96 overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
        {(item: PaletteItem) => (
          <Autocomplete.Item
            key={item.id}
            value={item}
            disabled={item.handler.unavailable !== undefined}
            onClick={() => choose(item)}
            className={classNames(
              'flex h-8 items-center gap-3 rounded-chip px-2 outline-none select-none data-highlighted:bg-hover',
              item.handler.unavailable !== undefined && 'text-faint'
            )}
          >
            <span className="min-w-0 flex-1 truncate">{item.title}</span>
            {item.handler.unavailable !== undefined && <span className="truncate text-12">{item.handler.unavailable}</span>}
            {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function usePaletteItems(): readonly PaletteItem[] {
  const registry = useRegistry()
  const { mac, host } = useServices()
  const version = registry.version()
  return useMemo(
    () =>
      commands.flatMap((command) => {
        const handler = command.id === 'palette.open' ? undefined : registry.find(command.id)
        return handler
          ? [
              {
                id: command.id,
                title: command.title,
                menu: command.menu,
                shortcut: shortcutOf(command, { mac, nativeMenu: host === 'desktop' }),
                handler
              }
            ]
          : []
      }),
    // The registry is one object for ever; its version says when it has changed.
    // oxlint-disable-next-line react/exhaustive-deps
    [registry, version, mac, host]
  )
}

/** Every word must begin a word of the title; what can be done stands first. */
function findItems(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = items.filter(({ title }) => {
    const parts = title.toLowerCase().split(/[\s:-]+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
  return [...found].sort((one, other) => rank(one) - rank(other))
}

/** What acts on the chosen delivery stands before what acts on the window; what can't be done stands last. */
const menuOrder = ['delivery', 'edit', 'view', 'endpoint', 'tunnel', 'file', 'help'] as const

function rank(item: PaletteItem): number {
  return menuOrder.indexOf(item.menu) + (isAvailable(item) ? 0 : menuOrder.length)
}

function isAvailable({ handler }: PaletteItem): boolean {
  return handler.unavailable === undefined
}
