/** Which row a press in the list means, while rows move under the pointer. */
import { type MouseEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import type { DeliveryFeed } from '../../lib/delivery-feed.ts'
import type { Follow } from './follow.ts'
import { createRowMoves } from './row-moves.ts'

export interface RowMovesOfList {
  /** To be told of every move of the pointer over the list. */
  readonly pointed: (event: PointerEvent) => void
  readonly rowMeant: (press: MouseEvent) => DeliverySummary | undefined
}

export function useRowMoves(feed: DeliveryFeed, follow: Follow): RowMovesOfList {
  const arrived = useStore(feed.state, (state) => state.arrived)
  const shown = useRef(arrived)
  const [moves] = useState(createRowMoves)
  // Once they are drawn: that is when they move for whoever looks. Held still, they don't.
  useLayoutEffect(() => {
    if (follow.state.getState().following) moves.moved(arrived - shown.current, performance.now())
    shown.current = arrived
  }, [moves, follow, arrived])
  return useMemo(
    () => ({
      pointed: ({ clientY }) => moves.pointed(clientY),
      rowMeant: ({ target, timeStamp, clientY }) => {
        const id = target instanceof Element ? target.closest('[data-id]')?.getAttribute('data-id') : undefined
        if (!id) return undefined
        const index = feed.indexOf(id)
        return feed.row(index + moves.since(timeStamp, clientY)) ?? feed.row(index)
      }
    }),
    [feed, moves]
  )
}
