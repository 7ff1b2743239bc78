/** The selection of the list on screen; it never holds what is no longer in view. */
import { useEffect, useState } from 'react'
import { useLive } from '../../lib/services.tsx'
import { createSelection, type Selection } from './selection.ts'

export function useSelection(): Selection {
  const live = useLive()
  const [selection] = useState(() => {
    const { feed } = live
    return createSelection({
      size: () => feed.state.getState().size,
      idAt: (index) => feed.row(index)?.id,
      indexOf: (id) => feed.indexOf(id)
    })
  })
  useEffect(
    () =>
      live.feed.state.subscribe((state, before) => {
        if (state.q !== before.q) selection.clear()
      }),
    [live, selection]
  )
  useEffect(
    () =>
      live.subscribe((change) => {
        if (change.type !== 'deliveries.removed') return
        if (change.ids) selection.forget(change.ids)
        else selection.clear()
      }),
    [live, selection]
  )
  return selection
}
