/** Below the last row: older deliveries are on their way, or are no longer held and how to get them. */
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Delayed } from '../../components/delayed.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useLive } from '../../lib/services.tsx'
import { withValue } from './filter-text.ts'
import { useFilter } from './use-filter.ts'

export function ListEnd(): ReactNode {
  const { feed } = useLive()
  const { loading, trimmed, size } = useStore(feed.state)
  const { q, setFilter } = useFilter()
  if (loading === 'older') {
    return (
      <Delayed>
        <p className="border-t border-line bg-panel px-3 py-1 text-12 text-muted">Reading older deliveries…</p>
      </Delayed>
    )
  }
  if (!trimmed) return null
  const oldest = feed.row(size - 1)
  return (
    <div className="flex items-center gap-3 border-t border-line bg-panel px-3 py-1 text-12 text-muted">
      This page holds the newest {size.toLocaleString('en-GB')}. Older ones are stored.
      {oldest && (
        <Button size="small" onClick={() => setFilter(withValue(q, 'until', String(oldest.receivedAt)))}>
          Show older
        </Button>
      )}
    </div>
  )
}
