/** A whole screen that is not the list: a title, its actions, and content in one readable column. */
import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  /** Beside the title: a state, a badge. */
  readonly aside?: ReactNode
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Page({ title, aside, hint, actions, children }: PageProps): ReactNode {
  return (
    <div className="relative flex h-full min-h-0 scroll-pb-20 flex-col overflow-y-auto bg-panel">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-6 pt-6 pb-16">
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <div className="flex min-h-7 flex-wrap items-center gap-2">
              <h1 className="min-w-0 text-16 wrap-anywhere">{title}</h1>
              {aside}
            </div>
            {hint !== undefined && <p className="text-muted">{hint}</p>}
          </div>
          {actions !== undefined && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}

/** A framed group of rows or fields. */
export function Card({ children, flush = false }: { readonly children: ReactNode; readonly flush?: boolean }): ReactNode {
  return (
    <div
      className={
        flush
          ? 'divide-y divide-line overflow-hidden rounded-panel border border-line bg-raised'
          : 'flex flex-col gap-4 rounded-panel border border-line bg-raised p-4'
      }
    >
      {children}
    </div>
  )
}

/** Fields side by side where there is room; `narrow` for a single short one. */
export function FieldGrid({ children, narrow = false }: { readonly children: ReactNode; readonly narrow?: boolean }): ReactNode {
  if (narrow) return <div className="max-w-56">{children}</div>
  return <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] items-start gap-4">{children}</div>
}

/** What stands while data has not come; only after a moment, so that nothing flickers. */
export function PageLoading({ what }: { readonly what: string }): ReactNode {
  return (
    <div role="status" className="animate-late p-6 text-muted">
      Reading {what}…
    </div>
  )
}
