/** How far something is. Its numbers stand beside it: a bar alone tells too little. */
import type { ReactNode } from 'react'

export interface ProgressProps {
  readonly label: string
  readonly value: number
  readonly most: number
}

export function Progress({ label, value, most }: ProgressProps): ReactNode {
  const part = most === 0 ? 1 : Math.min(1, value / most)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={most}
      className="h-1.5 overflow-hidden rounded-full border border-line-strong/60 bg-field"
    >
      <div
        className="h-full origin-left bg-accent transition-transform duration-(--panel-duration) forced-colors:bg-[Highlight]"
        style={{ transform: `scaleX(${part})` }}
      />
    </div>
  )
}
