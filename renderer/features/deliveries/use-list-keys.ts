/** The keys that move the cursor of the list and choose rows. What acts on a delivery is a command, and not here. */
import type { KeyboardEvent } from 'react'
import type { Selection } from './selection.ts'

/** What becomes of the selection while the cursor moves: only the cursor is meant, it grows, or it stays. */
export type MoveHow = 'only' | 'extend' | 'keep'

export interface ListKeysOptions {
  readonly size: number
  readonly cursor: number
  readonly rowsAPage: number
  readonly moveTo: (index: number, how: MoveHow) => void
  readonly open: () => void
  readonly close: () => void
  readonly selection: Selection
  readonly cursorId: string | undefined
}

export function listKeyDown(event: KeyboardEvent, options: ListKeysOptions): void {
  const { cursor, size, moveTo, open, close, selection, cursorId } = options
  const main = event.ctrlKey || event.metaKey
  if (event.altKey) return
  const next = nextIndex(event.key, options)
  if (next !== undefined && size > 0) moveTo(Math.max(0, Math.min(size - 1, next)), event.shiftKey ? 'extend' : main ? 'keep' : 'only')
  else if (main && !event.shiftKey && event.key.toLowerCase() === 'a') selection.all()
  else if (main && event.key === ' ' && cursorId !== undefined) selection.toggle(cursorId, cursorId)
  else if (main || event.shiftKey) return
  else if (event.key === 'Enter' && cursor >= 0) open()
  // The first Escape takes the selection back, and only the next one closes the detail.
  else if (event.key === 'Escape' && selection.state.getState().ids.size > 0) selection.clear(cursorId)
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
