/** A line across a pane that stays while something holds: what it is, and what to do. */
import { CircleAlert, CircleCheck, FlaskConical, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { toneText, toneTint } from './ui/badge.tsx'
import { classNames } from './ui/class-names.ts'

export type BannerTone = 'info' | 'success' | 'warning' | 'danger' | 'violet'

const icons: Record<BannerTone, ReactNode> = {
  info: <Info />,
  success: <CircleCheck />,
  warning: <TriangleAlert />,
  danger: <CircleAlert />,
  violet: <FlaskConical />
}

export interface BannerProps {
  readonly tone: BannerTone
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly icon?: ReactNode
  /** `bar` runs across a pane, `card` stands among other things. */
  readonly shape?: 'bar' | 'card'
  /** Said at once by a screen reader, for what needs an answer. */
  readonly urgent?: boolean
}

export function Banner({ tone, title, children, actions, icon, shape = 'bar', urgent = false }: BannerProps): ReactNode {
  return (
    <div
      data-banner
      role={urgent ? 'alert' : 'status'}
      className={classNames(
        'flex flex-wrap items-start gap-x-3 gap-y-2 px-3 py-2 text-13',
        toneTint[tone],
        shape === 'card' ? 'rounded-panel border border-line' : 'border-b border-line'
      )}
    >
      <span className={classNames('mt-0.5', toneText[tone])}>{icon ?? icons[tone]}</span>
      <div className="min-w-48 flex-1">
        <span className={classNames('font-medium', toneText[tone])}>{title}</span>
        {children !== undefined && <div className="wrap-break-word text-text">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
