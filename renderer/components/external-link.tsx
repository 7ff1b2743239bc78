/** A link that leaves Hooklab: the desktop opens it in the system's browser. */
import { ExternalLink as ExternalLinkIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { textLinkClass } from './text-link.tsx'
import { classNames } from './ui/class-names.ts'

export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={classNames(textLinkClass, 'inline-flex items-center gap-1')}>
      {children}
      <ExternalLinkIcon className="size-3" />
      <span className="sr-only">(opens in the browser)</span>
    </a>
  )
}
