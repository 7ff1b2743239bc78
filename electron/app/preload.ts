/** A fixed pipe between page and main process. It runs isolated and sandboxed, and knows nothing of what it carries. */
import { contextBridge, ipcRenderer } from 'electron'
import type { CommandListener, DesktopBridge } from '../contract/desktop-bridge.ts'

/** The one part of the page's world that is needed here; this project has no DOM types. */
declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void
}

const listeners = new Set<CommandListener>()
/** Commands that came before the page listened. */
let waiting: Parameters<CommandListener>[] = []

ipcRenderer.on('hooklab:port', (event) => window.postMessage('hooklab:port', window.location.origin, event.ports))

ipcRenderer.on('hooklab:command', (_event, ...command: Parameters<CommandListener>) => {
  if (listeners.size === 0) waiting.push(command)
  for (const listener of listeners) listener(...command)
})

const bridge: DesktopBridge = {
  platform: process.platform,
  connect: () => ipcRenderer.send('hooklab:connect'),
  onCommand(listener) {
    listeners.add(listener)
    const missed = waiting
    waiting = []
    for (const command of missed) listener(...command)
    return () => void listeners.delete(listener)
  }
}

contextBridge.exposeInMainWorld('hooklab', bridge)
