/** One line of text to be copied: a URL or a command. It wraps rather than hides. */
import type { ReactNode } from 'react'
import { visibleText } from '../lib/visible-text.ts'
import { CopyButton } from './copy-button.tsx'
import { classNames } from './ui/class-names.ts'

export interface CodeLineProps {
  readonly text: string
  readonly label: string
  readonly large?: boolean
}

export function CodeLine({ text, label, large = false }: CodeLineProps): ReactNode {
  return (
    <div className="flex items-start gap-2 rounded-control border border-line bg-canvas py-1.5 pr-1.5 pl-3">
      <code className={classNames('min-w-0 flex-1 self-center wrap-anywhere whitespace-pre-wrap', large ? 'mono-16' : 'mono-12')}>
        {visibleText(text, { keepLines: true })}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  )
}
