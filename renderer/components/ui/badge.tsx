/** A small pill: a word on a tint. The word carries the meaning, the tone only helps. */
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info' | 'violet'

export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  accent: 'text-accent',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
  violet: 'text-violet'
}

export const toneTint: Record<Tone, string> = {
  neutral: 'bg-neutral-tint',
  accent: 'bg-accent-tint',
  success: 'bg-success-tint',
  warning: 'bg-warning-tint',
  danger: 'bg-danger-tint',
  info: 'bg-info-tint',
  violet: 'bg-violet-tint'
}

export interface BadgeProps {
  readonly tone?: Tone
  readonly icon?: ReactNode
  readonly children: ReactNode
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps): ReactNode {
  return (
    <span
      data-pill
      className={classNames(
        'inline-flex h-4.5 max-w-full items-center gap-1 rounded-chip px-1.5 text-11 whitespace-nowrap',
        toneText[tone],
        toneTint[tone],
        '[&_.lucide]:size-3'
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
