/** The native menu, drawn from the command list. What the page can do itself is sent there; the rest are the system's own roles. */
import type { MenuItemConstructorOptions } from 'electron'
import { type Command, type CommandId, commandList } from '../contract/command-list.ts'

export interface MenuParts {
  readonly platform: NodeJS.Platform
  /** Packaged apps have no developer tools in their menu. */
  readonly packaged: boolean
  readonly run: (id: CommandId) => void
  readonly openDocumentation: () => void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

const titles: Record<Command['menu'], string> = {
  file: '&File',
  edit: '&Edit',
  view: '&View',
  delivery: '&Delivery',
  endpoint: 'E&ndpoint',
  tunnel: '&Tunnel',
  help: '&Help'
}

export function menuTemplate(parts: MenuParts): Item[] {
  const mac = parts.platform === 'darwin'
  const menu = (name: Command['menu'], extra: readonly Item[] = []): Item => ({
    id: `menu.${name}`,
    label: mac ? titles[name].replace('&', '') : titles[name],
    ...(name === 'help' ? { role: 'help' as const } : {}),
    submenu: joined([commandItems(name, parts), extra])
  })
  return [
    ...(mac ? [macAppMenu(parts)] : []),
    menu('file', mac ? [] : [{ role: 'quit' }]),
    menu('edit', [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' }
    ]),
    menu('view', viewRoles(parts)),
    menu('delivery'),
    menu('endpoint'),
    menu('tunnel'),
    // Not the role windowMenu: its Close would take the chord of "Close pane".
    ...(mac ? [{ label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'front' }] } satisfies Item] : []),
    menu('help', [{ label: 'Documentation', click: () => parts.openDocumentation() }, ...(mac ? [] : [{ role: 'about' } satisfies Item])])
  ]
}

function commandItems(menu: Command['menu'], { platform, run }: MenuParts): Item[] {
  const here = (commandList as readonly (Command & { readonly id: CommandId })[]).filter((command) => command.menu === menu)
  const groups = Map.groupBy(here, ({ group }) => group)
  return joined(
    [...groups.values()].map((commands) =>
      commands
        // macOS has settings in the app's own menu.
        .filter(({ id }) => platform !== 'darwin' || id !== 'settings.open')
        .map((command) => commandItem(command, run))
    )
  )
}

function commandItem({ id, title, accelerator }: Command & { readonly id: CommandId }, run: MenuParts['run']): Item {
  return { id, label: title.replaceAll('&', '&&'), ...(accelerator === undefined ? {} : { accelerator }), click: () => run(id) }
}

function macAppMenu({ run }: MenuParts): Item {
  const settings = commandList.find(({ id }) => id === 'settings.open')
  return {
    role: 'appMenu',
    submenu: joined([
      [{ role: 'about' }],
      settings === undefined ? [] : [commandItem(settings, run)],
      [{ role: 'services' }],
      [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }],
      [{ role: 'quit' }]
    ])
  }
}

/** No reload: a page reload would take the chord of "Resend", and the page never needs one. */
function viewRoles({ packaged }: MenuParts): Item[] {
  const tools: Item[] = packaged ? [] : [separator, { role: 'toggleDevTools' }]
  return [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }, ...tools]
}

/** Groups with one line between each two. */
function joined(groups: readonly (readonly Item[])[]): Item[] {
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? [...group] : [separator, ...group]))
}
