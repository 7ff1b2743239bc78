/** What came of sending, in the place where it was asked for: every attempt, and the whole exchange of the chosen one. */
import { FilePen, RotateCw, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Attempt } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { outcomeText, statusTone } from '../../components/status-code.tsx'
import { toneText } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Select } from '../../components/ui/select.tsx'
import { Visible } from '../../components/visible.tsx'
import { formatDuration } from '../../lib/times.ts'
import { AttemptDetail } from '../detail/attempt-detail.tsx'
import type { ResendState } from './use-resend.ts'

export interface SendResultProps {
  readonly state: ResendState
  readonly onEdit: () => void
  readonly onAgain: () => void
}

export function SendResult({ state, onEdit, onAgain }: SendResultProps): ReactNode {
  const [chosen, setChosen] = useState(0)
  const attempts = state.phase === 'sent' ? state.attempts : []
  const attempt = attempts[chosen] ?? attempts[0]
  return (
    <div className="flex h-full min-h-0 flex-col">
      {/* Stays from one sending to the next, and the focus with it. */}
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <span role="status" className="flex min-w-0 flex-1 items-baseline gap-2">
          {state.phase === 'sending' && (
            <Delayed>
              <span className="text-muted">Sending…</span>
            </Delayed>
          )}
          {state.phase === 'failed' && <span className="font-medium text-danger">Not sent</span>}
          {state.phase === 'sent' && <Outcome attempt={attempt} />}
        </span>
        <Button autoFocus size="small" icon={<FilePen />} onClick={onEdit}>
          Edit again
        </Button>
        <Button size="small" icon={<RotateCw />} onClick={onAgain}>
          Send again
        </Button>
      </div>
      {state.phase === 'failed' && (
        <div className="p-3">
          <Banner shape="card" tone="danger" urgent icon={<TriangleAlert />} title="It could not be sent">
            {state.problem.message}
          </Banner>
        </div>
      )}
      {attempts.length > 1 && <Attempts attempts={attempts} chosen={chosen} onChoose={setChosen} />}
      {attempt && <AttemptDetail key={attempt.id} attempt={attempt} titled />}
    </div>
  )
}

function Outcome({ attempt }: { readonly attempt: Attempt | undefined }): ReactNode {
  if (!attempt) return <span className="text-muted">Nothing was sent.</span>
  const { outcome, targetUrl } = attempt
  const tone = outcome.kind === 'responded' ? statusTone(outcome.status) : 'danger'
  return (
    <>
      <span className={classNames('shrink-0 font-medium', toneText[tone])}>{outcomeText(outcome)}</span>
      <span className="mono-12 min-w-0 truncate text-muted">
        <Visible text={targetUrl} />
      </span>
    </>
  )
}

interface AttemptsProps {
  readonly attempts: readonly Attempt[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

/** Several at once: how they went in one line, and any one of them to look at. */
function Attempts({ attempts, chosen, onChoose }: AttemptsProps): ReactNode {
  const counts = Map.groupBy(attempts, ({ outcome }) => outcomeText(outcome))
  const total = attempts.length.toLocaleString('en-GB')
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line px-3 py-1.5 text-12">
      <span className="flex-1">
        Sent {total} times: {[...counts].map(([text, items]) => `${text} ${items.length} ×`).join(', ')}
      </span>
      <span className="w-48">
        <Select
          label="Attempt"
          size="small"
          value={String(chosen)}
          onChange={(value) => onChoose(Number(value))}
          options={attempts.slice(0, 100).map(({ outcome, timings }, index) => ({
            value: String(index),
            label: `${index + 1}: ${outcomeText(outcome)}, ${formatDuration(timings.totalMs)}`
          }))}
        />
      </span>
    </div>
  )
}
