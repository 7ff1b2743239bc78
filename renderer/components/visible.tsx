/** Text of a delivery: every character that would hide or reorder something is shown as a marked symbol. */
import type { ReactNode } from 'react'
import { codePointName, visibleParts } from '../lib/visible-text.ts'

export interface VisibleProps {
  readonly text: string
  readonly keepLines?: boolean
}

export function Visible({ text, keepLines = false }: VisibleProps): ReactNode {
  const parts = visibleParts(text, { keepLines })
  if (parts.length === 1 && parts[0]?.codePoint === undefined) return parts[0]?.text
  return parts.map((part, index) =>
    part.codePoint === undefined ? (
      part.text
    ) : (
      <span key={index} className="text-violet" title={codePointName(part.codePoint)}>
        {part.text}
      </span>
    )
  )
}
