/** Held still, the list says how much has come in above, and goes there on a click. */
import { ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLive } from '../../lib/services.tsx'
import type { Follow } from './follow.ts'

export interface NewPillProps {
  readonly follow: Follow
  readonly onPress: () => void
}

export function NewPill({ follow, onPress }: NewPillProps): ReactNode {
  const { following, arrivedAtHold } = useStore(follow.state)
  const arrived = useStore(useLive().feed.state, (state) => state.arrived)
  const count = arrived - arrivedAtHold
  if (following || count <= 0) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-9 z-20 flex justify-center">
      <button
        type="button"
        data-solid
        onClick={onPress}
        className="pointer-events-auto inline-flex h-6 items-center gap-1 rounded-full bg-accent-solid pr-2.5 pl-2 text-12 font-medium text-on-solid shadow-popover transition-colors hover:bg-accent-solid-hover"
      >
        <ArrowUp className="size-3.5" />
        {count.toLocaleString('en-GB')} new
      </button>
    </div>
  )
}
