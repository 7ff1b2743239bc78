/** A dot for a state; the state's name always stands beside it. Filled is settled, hollow is under way. Nothing blinks. */
import type { ReactNode } from 'react'
import { type Tone, toneText } from './ui/badge.tsx'
import { classNames } from './ui/class-names.ts'

export interface StateDotProps {
  readonly tone: Tone
  readonly hollow?: boolean
}

export function StateDot({ tone, hollow = false }: StateDotProps): ReactNode {
  return (
    <svg aria-hidden viewBox="0 0 8 8" className={classNames('size-2 shrink-0', toneText[tone])}>
      <circle
        cx="4"
        cy="4"
        r={hollow ? 3 : 4}
        fill={hollow ? 'none' : 'currentColor'}
        stroke={hollow ? 'currentColor' : 'none'}
        strokeWidth="1.75"
      />
    </svg>
  )
}
