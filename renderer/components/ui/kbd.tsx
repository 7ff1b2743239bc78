/** Keys as they are printed beside an action. */
import type { ReactNode } from 'react'

export function Kbd({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-chip border border-line bg-canvas px-1 font-sans text-11 text-muted">
      {children}
    </kbd>
  )
}

/** A whole shortcut, keys parted by spaces or plus signs: `⌘ K`, `Ctrl+Shift+P`. */
export function Shortcut({ keys }: { readonly keys: string }): ReactNode {
  const parts = keys.split(/[\s+]+/).filter((part) => part !== '')
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {parts.map((part) => (
        <Kbd key={part}>{part}</Kbd>
      ))}
    </span>
  )
}
