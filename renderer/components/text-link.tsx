/** A link within text: underlined, so that colour is not all that tells it apart. */
import type { ReactNode } from 'react'

export const textLinkClass =
  'rounded-chip text-accent underline decoration-accent/40 underline-offset-3 transition-colors hover:decoration-accent'

export function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a href={href} className={textLinkClass}>
      {children}
    </a>
  )
}
