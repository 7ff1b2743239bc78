/** The per-delivery log as a line of steps with the time each was reached. */
import type { ReactNode } from 'react'
import type { LogStep } from '../../../electron/contract/index.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { Visible } from '../../components/visible.tsx'
import { formatDuration } from '../../lib/times.ts'

const tones: Readonly<Record<string, string>> = {
  answered: 'bg-success',
  fault: 'bg-warning',
  failed: 'bg-danger',
  forwarded: 'bg-violet',
  resent: 'bg-violet'
}

export function Timeline({ steps }: { readonly steps: readonly LogStep[] }): ReactNode {
  if (steps.length === 0) return <p className="text-muted">Nothing was written down.</p>
  return (
    <ol className="flex flex-col">
      {steps.map(({ atMs, step, text }, index) => (
        <li key={`${index} ${step}`} className="group/step grid grid-cols-[4.5rem_0.5rem_minmax(0,1fr)] gap-x-3">
          <span className="mono-12 pb-2 text-right text-faint">{atMs === 0 ? '0' : `+${formatDuration(atMs)}`}</span>
          <span aria-hidden className="flex flex-col items-center">
            <span className={classNames('mt-1.5 size-1.5 shrink-0 rounded-full', tones[step] ?? 'bg-line-strong')} />
            <span className="w-px flex-1 bg-line group-last/step:hidden" />
          </span>
          <span className="pb-2 wrap-break-word">
            <Visible text={text} />
          </span>
        </li>
      ))}
    </ol>
  )
}
