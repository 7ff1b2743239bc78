/** Attempts to send the delivery: the list, and what came of the chosen one. */
import { FilePen, Send, Signature } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Attempt, DeliveryDetail } from '../../../electron/contract/index.ts'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { OutcomeMark } from '../../components/status-code.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { MiddleTruncate } from '../../components/middle-truncate.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useTargets } from '../../lib/queries.ts'
import { formatClock, formatDuration } from '../../lib/times.ts'
import { PendingRetries } from '../retries/pending-retries.tsx'
import { AttemptDetail } from './attempt-detail.tsx'
import { LineageLine } from './lineage-line.tsx'
import { useAttempts } from './use-attempts.ts'

export function AttemptsTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const [chosenId, setChosenId] = useState<string>()
  const targetNames = new Map(useTargets(delivery.endpointId).data?.map(({ id, name }) => [id, name]))
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAttempts(delivery.id)
  if (error) return <EmptyState title="The attempts could not be read">{toProblem(error).message}</EmptyState>
  if (!data) {
    return (
      <Delayed>
        <p className="p-4 text-muted">Reading attempts…</p>
      </Delayed>
    )
  }
  if (data.length === 0) {
    return (
      <EmptyState icon={<Send />} title="Never sent on">
        It was answered here and went nowhere else. Add a target to its endpoint to have deliveries forwarded, or resend this one to a URL.
      </EmptyState>
    )
  }
  const chosen = data.find(({ id }) => id === chosenId) ?? data[0]
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="px-4 empty:hidden">
        <PendingRetries of={{ deliveryId: delivery.id }} targetName={(id) => targetNames.get(id) ?? 'a target'} />
      </div>
      <AttemptList attempts={data} chosenId={chosen?.id} onChoose={setChosenId} />
      {hasNextPage && (
        <p className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line px-4 text-12 text-muted">
          <span className="flex-1">The newest {data.length.toLocaleString('en-GB')} are listed.</span>
          <Button size="small" variant="ghost" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older attempts
          </Button>
        </p>
      )}
      {chosen && (
        <>
          <LineageLine attempt={chosen} before={data.find(({ id }) => id === chosen.lineage?.attemptId)} onShow={setChosenId} />
          <AttemptDetail key={chosen.id} attempt={chosen} />
        </>
      )}
    </div>
  )
}

interface AttemptListProps {
  readonly attempts: readonly Attempt[]
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
}

function AttemptList({ attempts, chosenId, onChoose }: AttemptListProps): ReactNode {
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = attempts[attempts.findIndex(({ id }) => id === chosenId) + by]
    if (by === 0 || !next) return
    event.preventDefault()
    onChoose(next.id)
  }
  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label="Attempts, newest first"
      aria-activedescendant={chosenId === undefined ? undefined : `attempt-${chosenId}`}
      onKeyDown={press}
      className="@container max-h-2/5 shrink-0 overflow-y-auto border-b border-line py-1 -outline-offset-2"
    >
      {attempts.map((attempt) => (
        <div
          key={attempt.id}
          id={`attempt-${attempt.id}`}
          role="option"
          aria-selected={attempt.id === chosenId}
          onClick={() => onChoose(attempt.id)}
          className={classNames(
            'grid h-8 grid-cols-[2rem_5.75rem_minmax(0,1fr)_2.75rem_4rem] items-center gap-2 px-4 @min-[32rem]:grid-cols-[2rem_5.75rem_6rem_minmax(0,1fr)_2.75rem_4rem]',
            attempt.id === chosenId ? 'bg-selected' : 'hover:bg-hover'
          )}
        >
          <span className="text-12 text-faint">#{attempt.number}</span>
          <span className="mono-12 text-muted">{formatClock(attempt.sentAt)}</span>
          <span
            className={classNames(
              'truncate text-12',
              attempt.kind === 'forward' || attempt.kind === 'relay' ? 'text-muted' : 'text-violet'
            )}
          >
            {kindTexts[attempt.kind]}
            {attempt.request.edited && <FilePen aria-label=", edited" className="ml-1 inline size-3" />}
            {attempt.request.resigned && <Signature aria-label=", re-signed" className="ml-1 inline size-3" />}
          </span>
          <span className="mono-12 hidden min-w-0 text-muted @min-[32rem]:block">
            <MiddleTruncate text={attempt.targetUrl} />
          </span>
          <span className="flex justify-end">
            <OutcomeMark outcome={attempt.outcome} />
          </span>
          <span className="text-right text-12 text-muted">{formatDuration(attempt.timings.totalMs)}</span>
        </div>
      ))}
    </div>
  )
}

export const kindTexts: Readonly<Record<Attempt['kind'], string>> = {
  forward: 'Forwarded',
  relay: 'Relayed',
  resend: 'Resent',
  retry: 'Retried',
  replay: 'Replayed',
  'catch-up': 'Caught up'
}
