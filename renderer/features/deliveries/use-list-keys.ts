/** The keys that move the cursor of the list. What acts on a delivery is a command, and not here. */
import type { KeyboardEvent } from 'react'

export interface ListKeysOptions {
  readonly size: number
  readonly cursor: number
  readonly rowsAPage: number
  readonly moveTo: (index: number) => void
  readonly open: () => void
  readonly close: () => void
}

export function listKeyDown(event: KeyboardEvent, options: ListKeysOptions): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const { cursor, size, moveTo, open, close } = options
  const next = nextIndex(event.key, options)
  if (next !== undefined && size > 0) moveTo(Math.max(0, Math.min(size - 1, next)))
  else if (event.key === 'Enter' && cursor >= 0) open()
  else if (event.key === 'Escape') close()
  else return
  event.preventDefault()
}

function nextIndex(key: string, { cursor, size, rowsAPage }: ListKeysOptions): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return cursor + 1
    case 'ArrowUp':
      return cursor === -1 ? 0 : cursor - 1
    case 'PageDown':
      return cursor + rowsAPage
    case 'PageUp':
      return cursor - rowsAPage
    case 'Home':
      return 0
    case 'End':
      return size - 1
    default:
      return undefined
  }
}
