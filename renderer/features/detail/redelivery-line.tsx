/** One delivery of an event on the timeline: how long after the one before, what stayed the same, what we answered. */
import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Redelivery } from '../../../electron/contract/index.ts'
import { currentPlace, formatPlace } from '../../app/location.ts'
import { StatusCode } from '../../components/status-code.tsx'
import { Badge, toneText } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { formatClock, formatDateTime, formatDuration, formatGap } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { faultWord } from '../faults/fault-text.ts'
import { askedNote, cameAfterSuccess, comparedNotes, gapNote } from './redelivery-text.ts'

export interface RedeliveryLineProps {
  readonly item: Redelivery
  readonly before: Redelivery | undefined
  readonly number: number
  /** The delivery that is open. */
  readonly current: boolean
  readonly last: boolean
}

export function RedeliveryLine({ item, before, number, current, last }: RedeliveryLineProps): ReactNode {
  return (
    <li className="flex flex-col">
      {item.gapMs !== undefined && <Gap item={item} before={before} />}
      <div className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3">
        <span aria-hidden className="flex flex-col items-center">
          <span
            className={classNames(
              'mt-1.5 flex size-5 shrink-0 items-center justify-center rounded-full border text-11',
              current ? 'border-accent bg-accent-tint text-accent' : 'border-line bg-raised text-muted'
            )}
          >
            {number}
          </span>
          {!last && <span className="w-px flex-1 bg-line" />}
        </span>
        <a
          href={formatPlace({ ...currentPlace(), id: item.id })}
          aria-current={current ? 'true' : undefined}
          className={classNames(
            'mb-1 flex min-w-0 flex-col gap-1.5 rounded-control px-2 py-1.5',
            current ? 'bg-selected' : 'hover:bg-hover'
          )}
        >
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <time dateTime={new Date(item.receivedAt).toISOString()} title={formatDateTime(item.receivedAt)} className="mono-12 text-muted">
              {formatClock(item.receivedAt)}
            </time>
            <VerdictMark status={item.verdict.status} />
            <Answer item={item} />
            {current && <span className="text-12 text-muted">this one</span>}
          </span>
          <Compared item={item} />
        </a>
      </div>
    </li>
  )
}

function Answer({ item }: { readonly item: Redelivery }): ReactNode {
  const { responseStatus, durationMs, fault } = item
  return (
    <span className="inline-flex items-center gap-2">
      <StatusCode status={responseStatus} />
      <span className="text-12 text-muted">{responseStatus === undefined ? 'no answer' : `after ${formatDuration(durationMs)}`}</span>
      {fault !== undefined && (
        <Badge tone="violet" icon={<FlaskConical />}>
          {visibleText(faultWord(fault))}
        </Badge>
      )}
    </span>
  )
}

function Gap({ item, before }: { readonly item: Redelivery; readonly before: Redelivery | undefined }): ReactNode {
  const notes = [gapNote(item), askedNote(item)].filter((note) => note !== undefined)
  return (
    <div className="grid min-h-7 grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3">
      <span aria-hidden className="flex justify-center">
        <span className="w-px bg-line" />
      </span>
      <span className="flex flex-wrap items-center gap-x-2 px-2 pb-1 text-12 text-muted">
        <span className="font-medium text-text">{formatGap(item.gapMs ?? 0)}</span> later
        {notes.map(({ text, tone }) => (
          <span key={text} className={toneText[tone]}>
            {text}
          </span>
        ))}
        {cameAfterSuccess(before) && <span className="text-warning">although the one before had succeeded</span>}
      </span>
    </div>
  )
}

function Compared({ item }: { readonly item: Redelivery }): ReactNode {
  const notes = comparedNotes(item)
  if (notes.length === 0) return null
  return (
    <span className="flex flex-wrap gap-1">
      {notes.map(({ text, tone, hint }) => (
        <span key={text} title={hint === undefined ? undefined : visibleText(hint)}>
          <Badge tone={tone}>{text}</Badge>
        </span>
      ))}
    </span>
  )
}
