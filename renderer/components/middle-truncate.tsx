/** Shortens a text in its middle, so that both ends can be read: URLs, paths, ids. Pure layout, nothing is measured. */
import type { ReactNode } from 'react'
import { visibleText } from '../lib/visible-text.ts'

export interface MiddleTruncateProps {
  readonly text: string
  /** How many characters of the end always stay. */
  readonly tail?: number
}

export function MiddleTruncate({ text, tail = 12 }: MiddleTruncateProps): ReactNode {
  const shown = visibleText(text)
  const cut = Math.max(0, shown.length - tail)
  return (
    <span title={shown} className="inline-flex max-w-full min-w-0 whitespace-pre">
      <span className="min-w-0 truncate">{shown.slice(0, cut)}</span>
      <span className="shrink-0">{shown.slice(cut)}</span>
    </span>
  )
}
