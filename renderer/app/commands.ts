/**
 * The registry that drives palette, shortcuts, native menu, tooltips and the shortcut list. What there is comes from the
 * contract's command list; what a command does is registered by the part that can do it, for as long as it is on screen.
 */
import { useEffect, useSyncExternalStore } from 'react'
import { type Command, type CommandId, commandList } from '../../electron/contract/command-list.ts'
import { useServices } from '../lib/services.tsx'

export interface CommandHandler {
  readonly run: () => void
  /** Why it can't be done just now; shown where the command is shown. */
  readonly unavailable?: string | undefined
}

export type CommandHandlers = Partial<Record<CommandId, CommandHandler | (() => void)>>

export class CommandRegistry {
  readonly #layers: CommandHandlers[] = []
  readonly #listeners = new Set<() => void>()
  #version = 0

  /** Handlers registered later win. Answers how to take them back. */
  register(handlers: CommandHandlers): () => void {
    this.#layers.unshift(handlers)
    this.#changed()
    return () => {
      this.#layers.splice(this.#layers.indexOf(handlers), 1)
      this.#changed()
    }
  }

  find(id: CommandId): CommandHandler | undefined {
    for (const layer of this.#layers) {
      const handler = layer[id]
      if (handler) return typeof handler === 'function' ? { run: handler } : handler
    }
    return undefined
  }

  /** Answers whether there was anything to run. */
  run(id: CommandId): boolean {
    const handler = this.find(id)
    if (!handler || handler.unavailable !== undefined) return false
    handler.run()
    return true
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly version = (): number => this.#version

  #changed(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

export const commands: readonly (Command & { readonly id: CommandId })[] = commandList

/** Registers handlers while the component is mounted. The handlers should be memoised. */
export function useCommands(handlers: CommandHandlers): void {
  const { registry } = useServices()
  useEffect(() => registry.register(handlers), [registry, handlers])
}

/** The registry, drawn again whenever a handler comes or goes. */
export function useRegistry(): CommandRegistry {
  const { registry } = useServices()
  useSyncExternalStore(registry.subscribe, registry.version)
  return registry
}
