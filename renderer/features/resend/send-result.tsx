/** What came of sending, in the place where it was asked for: every attempt, and the whole exchange of the chosen one. */
import { FilePen, RotateCw, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Attempt } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { OutcomeMark, outcomeText } from '../../components/status-code.tsx'
import { Button } from '../../components/ui/button.tsx'
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
  const actions = (
    <>
      <Button autoFocus icon={<FilePen />} onClick={onEdit}>
        Edit again
      </Button>
      <Button icon={<RotateCw />} onClick={onAgain}>
        Send again
      </Button>
    </>
  )
  switch (state.phase) {
    case 'sending':
      return (
        <Delayed>
          <p role="status" className="p-4 text-muted">
            Sending…
          </p>
        </Delayed>
      )
    case 'failed':
      return (
        <div className="flex flex-col gap-3 p-4">
          <Banner shape="card" tone="danger" urgent icon={<TriangleAlert />} title="Not sent" actions={actions}>
            {state.problem.message}
          </Banner>
        </div>
      )
    case 'sent': {
      const attempt = state.attempts[chosen] ?? state.attempts[0]
      if (!attempt) return <p className="p-4 text-muted">Nothing was sent.</p>
      return (
        <div className="flex h-full min-h-0 flex-col">
          <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
            <span role="status" className="flex min-w-0 flex-1 items-center gap-2">
              <OutcomeMark outcome={attempt.outcome} />
              <span className="font-medium">{outcomeText(attempt.outcome)}</span>
              <span className="shrink-0 text-12 text-muted">in {formatDuration(attempt.timings.totalMs)}</span>
              <span className="mono-12 min-w-0 truncate text-muted">
                <Visible text={attempt.targetUrl} />
              </span>
            </span>
            {actions}
          </div>
          {state.attempts.length > 1 && <Attempts attempts={state.attempts} chosen={chosen} onChoose={setChosen} />}
          <AttemptDetail key={attempt.id} attempt={attempt} />
        </div>
      )
    }
  }
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
