/** Moving one of a list to another place: by dragging it, or with Alt and an arrow key. */
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { moved } from './move-item.ts'

export interface Moves {
  readonly dragged: string | undefined
  /** The gap that what is dragged would be dropped into. */
  readonly gap: number | undefined
  /** What was done, for a screen reader. */
  readonly said: string
  readonly grab: (id: string | undefined) => void
  readonly dragOver: (event: DragEvent, index: number) => void
  readonly drop: (event: DragEvent) => void
  /** Answers whether the key moved it. */
  readonly press: (event: KeyboardEvent, id: string, index: number) => boolean
}

export interface MovesOptions {
  readonly ids: readonly string[]
  /** `Retry test is now rule 2 of 3.` */
  readonly say: (id: string, place: number) => string
  /** The new order. */
  readonly onMove: (ids: readonly string[]) => void
}

export function useMoves({ ids, say, onMove }: MovesOptions): Moves {
  const [dragged, grab] = useState<string>()
  const [gap, setGap] = useState<number>()
  const [said, setSaid] = useState('')

  const move = (id: string, to: number): boolean => {
    const next = moved(ids, id, to)
    if (next === undefined) return false
    setSaid(say(id, next.indexOf(id) + 1))
    onMove(next)
    return true
  }
  return {
    dragged,
    gap: dragged === undefined ? undefined : gap,
    said,
    grab(id) {
      grab(id)
      setGap(undefined)
    },
    dragOver(event, index) {
      if (dragged === undefined) return
      event.preventDefault()
      const { top, height } = event.currentTarget.getBoundingClientRect()
      setGap(event.clientY < top + height / 2 ? index : index + 1)
    },
    drop(event) {
      event.preventDefault()
      if (dragged !== undefined && gap !== undefined) move(dragged, gap)
      grab(undefined)
      setGap(undefined)
    },
    press(event, id, index) {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (!event.altKey || by === 0) return false
      event.preventDefault()
      event.stopPropagation()
      return move(id, by === 1 ? index + 2 : index - 1)
    }
  }
}
