/** What the desktop's preload puts at `window.hooklab`: a fixed pipe, and nothing else. Types alone. */
import type { CommandId } from './command-list.ts'

/** The `data` of the window message that brings the port: `event.ports[0]` speaks oRPC. */
export type PortMessage = 'hooklab:port'

/** Called with a command of the native menu, the tray or a notification; `delivery.open` then names the delivery. */
export type CommandListener = (id: CommandId, deliveryId?: string) => void

export interface DesktopBridge {
  /** As `process.platform`. */
  readonly platform: string
  /** Asks for a port; it arrives as a window message of the page's own origin with the data `hooklab:port`. */
  connect(): void
  /** Follows commands from outside the page. Answers the function that ends it. */
  onCommand(listener: CommandListener): () => void
}
