/** A menu item for a command: title, key and availability come from the registry. */
import type { ReactNode } from 'react'
import { type CommandId, commandList } from '../../electron/contract/command-list.ts'
import { MenuItem } from '../components/ui/menu-items.tsx'
import { useRegistry } from './commands.ts'
import { useShortcut } from './use-shortcut.ts'

export interface CommandItemProps {
  readonly id: CommandId
  readonly icon?: ReactNode
  readonly danger?: boolean
  /** In place of the command's title. */
  readonly text?: string
}

export function CommandItem({ id, icon, danger = false, text }: CommandItemProps): ReactNode {
  const registry = useRegistry()
  const handler = registry.find(id)
  const title = text ?? commandList.find((command) => command.id === id)?.title ?? id
  return (
    <MenuItem
      icon={icon}
      danger={danger}
      shortcut={useShortcut(id)}
      disabled={!handler || handler.unavailable !== undefined}
      onSelect={() => setTimeout(() => registry.run(id))}
    >
      {title}
    </MenuItem>
  )
}
