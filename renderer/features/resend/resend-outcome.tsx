/** What became of the last resend, right where it was asked for. */
import { ArrowRight, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Attempt } from '../../../electron/contract/index.ts'
import { currentPlace, go } from '../../app/location.ts'
import { Delayed } from '../../components/delayed.tsx'
import { OutcomeMark, outcomeText } from '../../components/status-code.tsx'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { formatDuration } from '../../lib/times.ts'
import { useResendState } from './use-resend.ts'

export function ResendOutcome({ id }: { readonly id: string }): ReactNode {
  const state = useResendState(id)
  const [dismissed, setDismissed] = useState(0)
  if (!state) return null
  if (state.phase === 'sending') {
    return (
      <Delayed>
        <Strip>Sending…</Strip>
      </Delayed>
    )
  }
  if (state.at === dismissed) return null
  const dismiss = <IconButton size="small" label="Dismiss" icon={<X className="size-3.5" />} onClick={() => setDismissed(state.at)} />
  if (state.phase === 'failed') {
    return (
      <Strip>
        <span className="min-w-0 flex-1 wrap-anywhere text-danger">Not sent. {state.problem.message}</span>
        {dismiss}
      </Strip>
    )
  }
  return (
    <Strip>
      <Sent attempts={state.attempts} />
      <Button size="small" variant="ghost" onClick={() => go({ ...currentPlace(), tab: 'attempts' }, 'replace')}>
        Show
      </Button>
      {dismiss}
    </Strip>
  )
}

function Sent({ attempts }: { readonly attempts: readonly Attempt[] }): ReactNode {
  const first = attempts[0]
  if (!first) return <span className="flex-1">Nothing was sent.</span>
  const { outcome, timings, targetUrl } = first
  const text = outcome.kind === 'responded' ? '' : outcomeText(outcome)
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="shrink-0 text-violet">{attempts.length > 1 ? `Sent ${attempts.length} times` : 'Sent'}</span>
      <ArrowRight className="size-3.5 text-faint" />
      <span className="mono-12 min-w-0 truncate text-muted" title={visibleText(targetUrl)}>
        {visibleText(targetUrl)}
      </span>
      <ArrowRight className="size-3.5 text-faint" />
      <OutcomeMark outcome={outcome} />
      {text !== '' && <span className="shrink-0 text-danger">{text}</span>}
      <span className="shrink-0 text-faint">{formatDuration(timings.totalMs)}</span>
    </span>
  )
}

function Strip({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div
      role="status"
      data-banner
      className="mx-3 my-1 flex min-h-7 items-center gap-2 rounded-control bg-violet-tint py-0.5 pr-0.5 pl-2 text-12"
    >
      {children}
    </div>
  )
}
