/** How a case or a whole check came out: a mark with its word, counts, and their bar. */
import { CircleCheck, CircleDot, CircleMinus, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckCounts, CheckStatus, CheckSummary } from '../../../electron/contract/index.ts'
import { Badge, type Tone, toneText } from '../../components/ui/badge.tsx'
import { classNames } from '../../components/ui/class-names.ts'

export const statuses = ['fail', 'warn', 'pass', 'skip'] as const satisfies readonly CheckStatus[]

export const statusTexts: Record<CheckStatus, string> = { fail: 'Failed', warn: 'Warning', pass: 'Passed', skip: 'Left out' }

export const statusTones: Record<CheckStatus, Tone> = { fail: 'danger', warn: 'warning', pass: 'success', skip: 'neutral' }

const icons: Record<CheckStatus, ReactNode> = {
  fail: <CircleX />,
  warn: <TriangleAlert />,
  pass: <CircleCheck />,
  skip: <CircleMinus />
}

export function StatusMark({ status }: { readonly status: CheckStatus }): ReactNode {
  return (
    <span
      role="img"
      aria-label={statusTexts[status]}
      title={statusTexts[status]}
      className={classNames('inline-flex', toneText[statusTones[status]])}
    >
      {icons[status]}
    </span>
  )
}

/** Failed and warned in words, the rest as a number: what needs somebody comes first. */
export function countsText({ fail, warn, pass, skip }: CheckCounts): string {
  const parts = [
    fail > 0 && `${fail} failed`,
    warn > 0 && `${warn} ${warn === 1 ? 'warning' : 'warnings'}`,
    `${pass} passed`,
    skip > 0 && `${skip} left out`
  ]
  return parts.filter((part) => part !== false).join(' · ')
}

export function CheckBadge({ check }: { readonly check: CheckSummary }): ReactNode {
  const { state, counts, total } = check
  if (state === 'running') {
    return (
      <Badge tone="info" icon={<CircleDot />}>
        {doneOf(counts)} of {total}
      </Badge>
    )
  }
  if (state === 'failed') return <Badge tone="danger">Could not run</Badge>
  if (counts.fail > 0) return <Badge tone="danger">{counts.fail} failed</Badge>
  if (state === 'stopped') return <Badge>Stopped</Badge>
  return counts.warn > 0 ? (
    <Badge tone="warning">{counts.warn === 1 ? '1 warning' : `${counts.warn} warnings`}</Badge>
  ) : (
    <Badge tone="success">Passed</Badge>
  )
}

const barTones: Record<CheckStatus, string> = { fail: 'bg-danger', warn: 'bg-warning', pass: 'bg-success', skip: 'bg-line-strong' }

/** One part a case, in the order of the report as far as it has come. */
export function CheckBar({ check }: { readonly check: CheckSummary }): ReactNode {
  const done = doneOf(check.counts)
  return (
    <div
      role="progressbar"
      aria-label="Cases done"
      aria-valuemin={0}
      aria-valuemax={check.total}
      aria-valuenow={done}
      aria-valuetext={countsText(check.counts)}
      className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-hover"
    >
      {statuses.map(
        (status) =>
          check.counts[status] > 0 && (
            <span key={status} style={{ flexGrow: check.counts[status] }} className={classNames('basis-0', barTones[status])} />
          )
      )}
      {done < check.total && <span style={{ flexGrow: check.total - done }} className="basis-0" />}
    </div>
  )
}

export function doneOf({ pass, warn, fail, skip }: CheckCounts): number {
  return pass + warn + fail + skip
}
