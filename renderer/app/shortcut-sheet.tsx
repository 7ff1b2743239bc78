/** Every command that has a key. */
import type { ReactNode } from 'react'
import { Dialog } from '../components/ui/dialog.tsx'
import { Shortcut } from '../components/ui/kbd.tsx'
import { useServices } from '../lib/services.tsx'
import { commands, useRegistry } from './commands.ts'
import { shortcutOf } from './shortcuts.ts'
import { useSetUi, useUi } from './ui-state.ts'

const titles = {
  file: 'General',
  edit: 'Filter',
  view: 'View',
  delivery: 'Delivery',
  endpoint: 'Endpoint',
  tunnel: 'Tunnel',
  help: 'Help'
} as const

export function ShortcutSheet(): ReactNode {
  const open = useUi((state) => state.overlay === 'shortcuts')
  const setUi = useSetUi()
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => setUi({ overlay: next ? 'shortcuts' : undefined })}
      size="large"
      title="Keyboard shortcuts"
      description="Single keys work while the list has the focus. They can be turned off in the settings."
    >
      <div className="columns-2 gap-8 max-compact:columns-1">
        {menus.map((menu) => (
          <Menu key={menu} menu={menu} />
        ))}
      </div>
    </Dialog>
  )
}

type MenuName = keyof typeof titles

const menus: readonly MenuName[] = ['delivery', 'view', 'edit', 'file', 'endpoint', 'tunnel', 'help']

function Menu({ menu }: { readonly menu: MenuName }): ReactNode {
  const { mac, host } = useServices()
  const registry = useRegistry()
  const rows = commands.flatMap((command) => {
    const keys =
      command.menu === menu && registry.find(command.id) ? shortcutOf(command, { mac, nativeMenu: host === 'desktop' }) : undefined
    return keys === undefined ? [] : [{ id: command.id, title: command.title, keys }]
  })
  if (rows.length === 0) return null
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="pb-1 text-11 text-faint">{titles[menu]}</h3>
      <dl>
        {rows.map(({ id, title, keys }) => (
          <div key={id} className="flex h-7 items-center justify-between gap-4">
            <dt>{title.replace('…', '')}</dt>
            <dd>
              <Shortcut keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
