/** A provider as two letters: no logo is drawn from memory, none is fetched. */
import { Webhook } from 'lucide-react'
import type { ReactNode } from 'react'
import { visibleText } from '../lib/visible-text.ts'

export function ProviderMark({ provider }: { readonly provider: string }): ReactNode {
  const name = visibleText(provider)
  if (provider === '' || provider === 'generic') return <Webhook role="img" aria-label="Generic" className="text-faint" />
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className="flex h-4 w-5 items-center justify-center rounded-chip bg-neutral-tint text-11 font-semibold text-muted"
    >
      {initialsOf(provider)}
    </span>
  )
}

/** `standard-webhooks` is SW, `stripe` is St. */
function initialsOf(provider: string): string {
  const [first = '', second] = provider.split(/[-_.\s]+/).filter((word) => word !== '')
  const letters = second === undefined ? first.slice(0, 2) : `${first.slice(0, 1)}${second.slice(0, 1).toUpperCase()}`
  return visibleText(letters.charAt(0).toUpperCase() + letters.slice(1))
}
