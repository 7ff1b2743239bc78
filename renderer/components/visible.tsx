/** Text of a delivery: every character that would hide or reorder something is shown as a small mark with its name. */
import type { ReactNode } from 'react'
import { codePointName, markOf, visibleParts } from '../lib/visible-text.ts'

export interface VisibleProps {
  readonly text: string
  readonly keepLines?: boolean
  readonly markSpaces?: boolean
}

export function Visible({ text, keepLines = false, markSpaces = false }: VisibleProps): ReactNode {
  const parts = visibleParts(text, { keepLines, markSpaces })
  if (parts.length === 1 && parts[0]?.codePoint === undefined) return parts[0]?.text
  return parts.map((part, index) =>
    part.codePoint === undefined ? (
      part.text
    ) : (
      <span key={index} className="mx-px rounded-chip bg-violet-tint px-0.5 text-violet" title={codePointName(part.codePoint)}>
        {markOf(part.codePoint)}
      </span>
    )
  )
}
