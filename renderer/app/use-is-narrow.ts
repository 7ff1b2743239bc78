/** Whether the window is too narrow for everything at once. */
import { useState, useSyncExternalStore } from 'react'

const query = '(width < 68rem)'

export function useIsNarrow(): boolean {
  const [media] = useState(() => {
    const list = matchMedia(query)
    const subscribe = (listener: () => void): (() => void) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    }
    return { subscribe, matches: () => list.matches }
  })
  return useSyncExternalStore(media.subscribe, media.matches)
}
