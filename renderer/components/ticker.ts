/** One clock for everything on the page that shows how long ago something was. It runs only while somebody looks. */
import { useSyncExternalStore } from 'react'

const tickMs = 1_000

function createTicker(): { readonly subscribe: (listener: () => void) => () => void; readonly read: () => number } {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  let now = Date.now()
  const tick = (): void => {
    if (document.hidden) return
    now = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (timer === undefined) {
        now = Date.now()
        timer = setInterval(tick, tickMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) {
          clearInterval(timer)
          timer = undefined
        }
      }
    }
  }
}

const ticker = createTicker()

/**
 * A text made from the current time. The component renders again only when the text itself changes.
 * Shape: `format` takes epoch milliseconds.
 */
export function useTickingText(format: (now: number) => string): string {
  return useSyncExternalStore(ticker.subscribe, () => format(ticker.read()))
}
