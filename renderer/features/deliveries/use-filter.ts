/** The active filter: it stands in the URL, and is remembered for the next start. */
import { useCallback } from 'react'
import { currentPlace, go, usePlace } from '../../app/location.ts'
import { useSetUi, useUi } from '../../app/ui-state.ts'

export function useFilter(): { readonly q: string; readonly setFilter: (q: string) => void } {
  const place = usePlace()
  const last = useUi((state) => state.lastFilter)
  const setUi = useSetUi()
  const setFilter = useCallback(
    (q: string) => {
      setUi({ lastFilter: q })
      const { screen, id, tab } = currentPlace()
      go(
        { screen: 'deliveries', ...(screen === 'deliveries' && id !== undefined && { id }), ...(tab && { tab }), ...(q !== '' && { q }) },
        screen === 'deliveries' ? 'replace' : 'push'
      )
    },
    [setUi]
  )
  return { q: place.screen === 'deliveries' ? (place.q ?? '') : last, setFilter }
}
