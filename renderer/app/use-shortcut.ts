/** The shortcut of a command, as it is printed beside it. */
import type { CommandId } from '../../electron/contract/command-list.ts'
import { useServices } from '../lib/services.tsx'
import { commands } from './commands.ts'
import { shortcutOf } from './shortcuts.ts'

export function useShortcut(id: CommandId): string | undefined {
  const { mac, host } = useServices()
  const command = commands.find((candidate) => candidate.id === id)
  return command && shortcutOf(command, { mac, nativeMenu: host === 'desktop' })
}
