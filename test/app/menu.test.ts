/** The native menu is the command list. */
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../electron/app/menu.ts'
import { type Command, type CommandId, commandList } from '../../electron/contract/command-list.ts'

const commands: readonly (Command & { readonly id: CommandId })[] = commandList

function template(platform: NodeJS.Platform, packaged = true) {
  const ran: CommandId[] = []
  const items = menuTemplate({ platform, packaged, run: (id) => ran.push(id), openDocumentation: () => undefined })
  return { items, flat: flatten(items), ran }
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

const click = (item: MenuItemConstructorOptions | undefined): void => (item?.click as (() => void) | undefined)?.()

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  test('every command stands in the menu once, with its title and chord, and runs by its id', () => {
    const { flat, ran } = template(platform)
    for (const { id, title, accelerator } of commands) {
      const found = flat.filter((item) => item.id === id)
      expect(found).toMatchObject([{ id, label: title }])
      expect(found[0]?.accelerator).toBe(accelerator)
      click(found[0])
      expect(ran.at(-1)).toBe(id)
    }
  })

  test('no chord is given twice, and single keys stay with the page', () => {
    const chords = template(platform).flat.flatMap(({ accelerator }) =>
      typeof accelerator === 'string' ? [accelerator.toLowerCase()] : []
    )
    expect(new Set(chords).size).toBe(chords.length)
    expect(chords.every((chord) => chord.startsWith('cmdorctrl+'))).toBe(true)
  })

  test('no item closes the window or reloads the page by a chord of the system', () => {
    const roles = template(platform).flat.map(({ role }) => role)
    for (const role of ['close', 'windowMenu', 'fileMenu', 'viewMenu', 'reload', 'forceReload']) expect(roles).not.toContain(role)
  })

  test('no line stands first, last or beside another', () => {
    for (const { submenu } of template(platform).items) {
      const types = (submenu as MenuItemConstructorOptions[]).map(({ type }) => type)
      expect(types[0]).not.toBe('separator')
      expect(types.at(-1)).not.toBe('separator')
      expect(types.some((type, index) => type === 'separator' && types[index + 1] === 'separator')).toBe(false)
    }
  })
})

test('developer tools are in the menu of a source checkout alone', () => {
  expect(template('linux').flat.some(({ role }) => role === 'toggleDevTools')).toBe(false)
  expect(template('linux', false).flat.some(({ role }) => role === 'toggleDevTools')).toBe(true)
})

test('macOS has the settings in the app menu', () => {
  const [appMenu = {}] = template('darwin').items
  expect(flatten([appMenu]).map(({ id }) => id)).toContain('settings.open')
})

test('every id and title of the command list is there once', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length)
})

test('every single key of the command list means one command', () => {
  const keys = commands.flatMap(({ key }) => key ?? [])
  expect(new Set(keys).size).toBe(keys.length)
})
