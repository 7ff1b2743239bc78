/** A link that leaves Hooklab: the desktop opens it in the system's browser. */
import { ExternalLink as ExternalLinkIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex items-center gap-1 rounded-chip text-accent underline-offset-2 hover:underline"
    >
      {children}
      <ExternalLinkIcon className="size-3" />
      <span className="sr-only">(opens in the browser)</span>
    </a>
  )
}
