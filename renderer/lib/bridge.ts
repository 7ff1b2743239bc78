/** The desktop's side door: in a browser there is none. */
import type { DesktopBridge, PortMessage } from '../../electron/contract/desktop-bridge.ts'

declare global {
  interface Window {
    readonly hooklab?: DesktopBridge
  }
}

const portMessage: PortMessage = 'hooklab:port'

/**
 * Asks for the port to the main process.
 * Errors: rejects when no port came within the deadline.
 */
export function receivePort(bridge: Pick<DesktopBridge, 'connect'>, deadlineMs = 10_000): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      stop.abort()
      reject(new Error('The main process did not answer. Close the window and open it again.'))
    }, deadlineMs)
    const receive = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0]
      // Only the preload of this very page may hand over a port.
      if (event.source !== window || event.data !== portMessage || !port) return
      clearTimeout(timer)
      stop.abort()
      port.start()
      resolve(port)
    }
    window.addEventListener('message', receive, { signal: stop.signal })
    bridge.connect()
  })
}
