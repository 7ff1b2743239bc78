/** How long ago, with the absolute time in a tooltip. */
import type { ReactNode } from 'react'
import { formatDateTime } from '../lib/times.ts'
import { useTickingText } from './ticker.ts'
import { Tooltip } from './ui/tooltip.tsx'

/** `now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 days ago`; in the future `in 12 s`. */
export function relativeText(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000)
  const distance = Math.abs(seconds)
  if (distance < 2) return 'now'
  const text = distanceText(distance)
  return seconds > 0 ? `${text} ago` : `in ${text}`
}

function distanceText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`
  const days = Math.floor(seconds / 86_400)
  return days === 1 ? '1 day' : `${days} days`
}

export function RelativeTime({ at }: { readonly at: number }): ReactNode {
  const text = useTickingText((now) => relativeText(at, now))
  return (
    <Tooltip content={formatDateTime(at)}>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
        {text}
      </time>
    </Tooltip>
  )
}
