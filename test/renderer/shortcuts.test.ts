import { expect, test } from 'vitest'
import { commands } from '../../renderer/app/commands.ts'
import { commandFor, type KeyContext, type KeyPress, shortcutOf } from '../../renderer/app/shortcuts.ts'

const list: KeyContext = { mac: false, singleKeys: true, nativeMenu: false }
const elsewhere: KeyContext = { ...list, singleKeys: false }

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

test('single keys work with focus in the list and nowhere else', () => {
  expect(commandFor(press('r'), commands, list)).toBe('delivery.resend')
  expect(commandFor(press('R', { shiftKey: true }), commands, list)).toBe('delivery.resign')
  expect(commandFor(press('?', { shiftKey: true }), commands, list)).toBe('shortcuts.show')
  expect(commandFor(press('r'), commands, elsewhere)).toBeUndefined()
})

test('chords work anywhere: Control elsewhere, Command on macOS', () => {
  expect(commandFor(press('k', { ctrlKey: true }), commands, elsewhere)).toBe('palette.open')
  expect(commandFor(press('k', { metaKey: true }), commands, { ...elsewhere, mac: true })).toBe('palette.open')
  expect(commandFor(press('k', { ctrlKey: true }), commands, { ...elsewhere, mac: true })).toBeUndefined()
  expect(commandFor(press('k', { ctrlKey: true, altKey: true }), commands, elsewhere)).toBeUndefined()
  expect(commandFor(press('F', { ctrlKey: true, shiftKey: true }), commands, elsewhere)).toBe('filter.clear')
  expect(commandFor(press('/', { ctrlKey: true }), commands, elsewhere)).toBe('shortcuts.show')
})

test('what a browser needs for itself is left to it', () => {
  for (const key of ['r', 't', 'n', 'w', 'l']) expect(commandFor(press(key, { ctrlKey: true }), commands, list)).toBeUndefined()
})

test('with a native menu the page leaves chords to it', () => {
  expect(commandFor(press('k', { ctrlKey: true }), commands, { ...list, nativeMenu: true })).toBeUndefined()
  expect(commandFor(press('j'), commands, { ...list, nativeMenu: true })).toBe('delivery.next')
})

test('a shortcut that does not work is not printed', () => {
  const print = (id: string, context = list): string | undefined => {
    const command = commands.find((candidate) => candidate.id === id)
    return command && shortcutOf(command, context)
  }
  expect(print('palette.open')).toBe('Ctrl K')
  expect(print('palette.open', { ...list, mac: true })).toBe('⌘ K')
  expect(print('delivery.resign')).toBe('⇧ R')
  expect(print('endpoint.create')).toBeUndefined()
  expect(print('endpoint.create', { ...list, nativeMenu: true })).toBe('Ctrl N')
  expect(print('tunnel.close')).toBeUndefined()
})

test('no two commands share a key', () => {
  const chords = commands.flatMap(({ accelerator }) => accelerator ?? [])
  const keys = commands.flatMap(({ key }) => key ?? [])
  expect(new Set(chords).size).toBe(chords.length)
  expect(new Set(keys).size).toBe(keys.length)
})
