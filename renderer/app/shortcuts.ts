/** Keys: which command a key press means, and how a shortcut is printed. */
import type { Command, CommandId } from '../../electron/contract/command-list.ts'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export interface KeyContext {
  readonly mac: boolean
  /** Single keys work only with focus in the list, and can be turned off. */
  readonly singleKeys: boolean
  /** The native menu hears the chords itself. */
  readonly nativeMenu: boolean
}

/** Chords that a browser needs for itself; there they are reached through the palette. */
const browserOwn = new Set([
  'N',
  'T',
  'W',
  'R',
  'Shift+R',
  'L',
  'D',
  'P',
  'U',
  'Shift+C',
  'Shift+O',
  'Shift+L',
  '[',
  ']',
  'Shift+Backspace',
  'Home',
  'Up',
  'Down'
])

const keyNames: Readonly<Record<string, string>> = { ArrowUp: 'Up', ArrowDown: 'Down', ' ': 'Space' }

export function commandFor(
  press: KeyPress,
  commands: readonly (Command & { readonly id: CommandId })[],
  context: KeyContext
): CommandId | undefined {
  const main = context.mac ? press.metaKey : press.ctrlKey
  const other = context.mac ? press.ctrlKey : press.metaKey
  if (press.altKey || other) return undefined
  if (!main) return context.singleKeys ? commands.find((command) => command.key === press.key)?.id : undefined
  if (context.nativeMenu) return undefined
  const chord = chordOf(press)
  if (browserOwn.has(chord)) return undefined
  return commands.find((command) => command.accelerator === `CmdOrCtrl+${chord}`)?.id
}

/** The shortcut to print beside a command, parts by spaces: `⌘ K`, `Ctrl ⇧ F`, `R`. */
export function shortcutOf(command: Pick<Command, 'accelerator' | 'key'>, context: Omit<KeyContext, 'singleKeys'>): string | undefined {
  const single = command.key === undefined ? undefined : singleKeyText(command.key)
  const chord = command.accelerator?.replace('CmdOrCtrl+', '')
  if (single !== undefined) return single
  if (chord === undefined || (!context.nativeMenu && browserOwn.has(chord))) return undefined
  return `${context.mac ? '⌘' : 'Ctrl'} ${chord.replace('Shift+', '⇧ ').replace('Backspace', '⌫')}`
}

function chordOf(press: KeyPress): string {
  const key = keyNames[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  // What Shift does to a sign depends on the keyboard: `Ctrl+Shift+,` may come as `<`.
  const letter = key === '<' ? ',' : key
  return press.shiftKey && (letter !== '?' || key !== '?') ? `Shift+${letter}` : letter
}

function singleKeyText(key: string): string {
  if (key.length > 1) return key === 'Delete' ? 'Del' : key === 'Enter' ? '↵' : key
  const isUpper = key !== key.toLowerCase()
  return isUpper ? `⇧ ${key}` : key.toUpperCase()
}
