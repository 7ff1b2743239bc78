/** Says to a screen reader what came, at most once in a span of the pulse. */
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLive } from '../lib/services.tsx'

export function LiveRegion(): ReactNode {
  const announcement = useStore(useLive().pulse.state, (state) => state.announcement)
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {announcement}
    </div>
  )
}
