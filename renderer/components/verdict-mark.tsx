/** The verdict as icon and word; colour is never the only carrier. */
import { KeyRound, ShieldCheck, ShieldQuestion, ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Verdict } from '../../electron/contract/index.ts'
import { Badge, type Tone, toneText } from './ui/badge.tsx'
import { classNames } from './ui/class-names.ts'

type VerdictStatus = Verdict['status']

interface VerdictLook {
  readonly tone: Tone
  readonly text: string
  readonly icon: ReactNode
}

const looks: Record<VerdictStatus, VerdictLook> = {
  verified: { tone: 'success', text: 'Verified', icon: <ShieldCheck /> },
  failed: { tone: 'danger', text: 'Failed', icon: <ShieldX /> },
  unsigned: { tone: 'neutral', text: 'Unsigned', icon: <ShieldQuestion /> },
  unchecked: { tone: 'warning', text: 'Unchecked', icon: <KeyRound /> }
}

/** The word for a verdict, for labels and announcements. */
export function verdictText(status: VerdictStatus): string {
  return looks[status].text
}

export interface VerdictMarkProps {
  readonly status: VerdictStatus
  /** `icon`: a 16 px icon with the word as its name; `text`: icon and word; `pill`: both on a tint. */
  readonly show?: 'icon' | 'text' | 'pill'
}

export function VerdictMark({ status, show = 'icon' }: VerdictMarkProps): ReactNode {
  const { tone, text, icon } = looks[status]
  if (show === 'pill') {
    return (
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
    )
  }
  return (
    <span
      className={classNames('inline-flex shrink-0 items-center gap-1.5', tone === 'neutral' ? 'text-faint' : toneText[tone])}
      {...(show === 'icon' && { role: 'img', 'aria-label': text, title: text })}
    >
      {icon}
      {show === 'text' && <span>{text}</span>}
    </span>
  )
}
