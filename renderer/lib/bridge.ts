/** What the desktop's preload offers to the page. In a browser there is none. */

export interface Bridge {
  /** Asks the main process for a port; it arrives as a window message `hooklab:port`. */
  connect(): void
  /** Hears the commands of the native menu and the tray; answers how to stop hearing. */
  onCommand?(listener: (commandId: string) => void): () => void
  /** `darwin`, `win32` or `linux`. */
  readonly platform?: string
}

declare global {
  interface Window {
    readonly hooklab?: Bridge
  }
}

const portMessage = 'hooklab:port'

/**
 * Asks for the port to the main process.
 * Errors: rejects when no port came within the deadline.
 */
export function receivePort(bridge: Bridge, deadlineMs = 10_000): Promise<MessagePort> {
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
