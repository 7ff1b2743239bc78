/** A titled part of a page, and a list of facts. */
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, hint, actions, children }: SectionProps): ReactNode {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-3">
      <header className="flex min-h-7 items-end justify-between gap-4">
        <div className="min-w-0">
          <h2 id={titleId} className="text-14">
            {title}
          </h2>
          {hint !== undefined && <p className="text-12 text-muted">{hint}</p>}
        </div>
        {actions !== undefined && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

export function DefinitionList({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="grid grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1.5">{children}</dl>
}

/** One fact. Leave the children out where there is nothing to tell. */
export function Definition({
  term,
  mono = false,
  children
}: {
  readonly term: string
  readonly mono?: boolean
  readonly children: ReactNode
}): ReactNode {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className={mono ? 'mono-12 min-w-0 self-center wrap-break-word' : 'min-w-0 wrap-break-word'}>{children}</dd>
    </>
  )
}
