/** An HTTP status, or why there is none. */
import { Circle, Unlink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Outcome } from '../../electron/contract/index.ts'
import { type Tone, toneText } from './ui/badge.tsx'
import { classNames } from './ui/class-names.ts'

/** 2xx success, 3xx info, 4xx warning, 5xx danger. */
export function statusTone(status: number): Tone {
  if (status >= 500) return 'danger'
  if (status >= 400) return 'warning'
  if (status >= 300) return 'info'
  return status >= 200 ? 'success' : 'neutral'
}

export function StatusCode({ status }: { readonly status: number | undefined }): ReactNode {
  if (status === undefined) return <NoAnswer label="No answer yet" />
  return <span className={classNames('mono-12 font-medium', toneText[statusTone(status)])}>{status}</span>
}

const outcomeTexts: Record<Exclude<Outcome['kind'], 'responded'>, string> = {
  refused: 'Connection refused',
  timed_out: 'Timed out',
  reset: 'Connection reset',
  dns_failed: 'Name not found',
  tls_failed: 'TLS failed',
  aborted: 'Aborted'
}

/** What became of an attempt, in words. */
export function outcomeText(outcome: Outcome): string {
  return outcome.kind === 'responded' ? `Answered ${outcome.status}` : outcomeTexts[outcome.kind]
}

/** The same within a sentence: `connection refused`, `TLS failed`. */
export function outcomeClause(outcome: Outcome): string {
  return outcomeText(outcome).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())
}

/** An attempt's outcome: its status, or a broken link with the reason as its name; `long` writes the reason out. */
export function OutcomeMark({ outcome, long = false }: { readonly outcome: Outcome | undefined; readonly long?: boolean }): ReactNode {
  if (!outcome) return <NoAnswer label="Not sent" />
  if (outcome.kind === 'responded') return <StatusCode status={outcome.status} />
  const text = outcomeTexts[outcome.kind]
  return (
    <span className="inline-flex items-center gap-1.5 text-danger" {...(!long && { role: 'img', 'aria-label': text, title: text })}>
      <Unlink />
      {long && text}
    </span>
  )
}

/** Pending is a static hollow dot: nothing loops. */
function NoAnswer({ label }: { readonly label: string }): ReactNode {
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex text-faint">
      <Circle className="size-2.5" />
    </span>
  )
}
