/** A row of small bars for counts over time. Plain SVG; the label carries the figure. */
import type { ReactNode } from 'react'

export interface SparklineProps {
  readonly values: readonly number[]
  /** A sentence with the figure: "12 deliveries a minute". */
  readonly label: string
}

const barWidth = 3
const gap = 1
const height = 14

export function Sparkline({ values, label }: SparklineProps): ReactNode {
  const top = Math.max(1, ...values)
  const step = barWidth + gap
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${values.length * step - gap} ${height}`}
      width={values.length * step - gap}
      height={height}
      className="shrink-0"
    >
      {values.map((value, index) => {
        const barHeight = value === 0 ? 1 : Math.max(2, (value / top) * height)
        return (
          // The bars are places in time; a bar has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <rect
            key={index}
            x={index * step}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
            rx="0.5"
            className={value === 0 ? 'fill-line-strong' : 'fill-accent'}
          />
        )
      })}
    </svg>
  )
}
