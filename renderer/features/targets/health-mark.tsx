/** Up or down, since when, and how much was missed, beside a target's name. */
import type { ReactNode } from 'react'
import type { TargetHealth } from '../../../electron/contract/index.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { OutcomeMark } from '../../components/status-code.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { Badge } from '../../components/ui/badge.tsx'

export function HealthMark({ health }: { readonly health: TargetHealth | undefined }): ReactNode {
  if (!health || health.state === 'unknown') return null
  const { state, since, lastOutcome, missed, pendingRetries } = health
  return (
    <span className="inline-flex shrink-0 items-center gap-2 text-12 text-muted">
      {missed > 0 && <Badge tone="warning">{missed.toLocaleString('en-GB')} missed</Badge>}
      {pendingRetries > 0 && (
        <Badge tone="violet">{pendingRetries === 1 ? '1 retry' : `${pendingRetries.toLocaleString('en-GB')} retries`}</Badge>
      )}
      <span className="inline-flex items-center gap-1.5">
        <StateDot tone={state === 'up' ? 'success' : 'danger'} hollow={state === 'down'} />
        {state === 'up' ? 'Up' : 'Down'}
        {state === 'down' && since !== undefined && (
          <span className="text-faint">
            since <RelativeTime at={since} />
          </span>
        )}
      </span>
      {lastOutcome && <OutcomeMark outcome={lastOutcome} />}
    </span>
  )
}
