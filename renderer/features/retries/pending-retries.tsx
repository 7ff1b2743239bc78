/** Retries that wait for their time: when, which one it is, and send now or cancel. */
import { Send, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PendingRetry } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { OutcomeMark } from '../../components/status-code.tsx'
import { textLinkClass } from '../../components/text-link.tsx'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Visible } from '../../components/visible.tsx'
import { type RetriesOf, useRetries, useRetryActions } from './use-retries.ts'

export interface PendingRetriesProps {
  readonly of: RetriesOf
  /** Names targets, where more than one may be meant. */
  readonly targetName?: (targetId: string) => string
  /** What stands where there is none. */
  readonly empty?: ReactNode
  readonly onFollow?: () => void
}

export function PendingRetries({ of, targetName, empty = null, onFollow }: PendingRetriesProps): ReactNode {
  const { data } = useRetries(of)
  const { cancelAll } = useRetryActions()
  if (!data) return null
  if (data.total === 0) return empty
  return (
    <section aria-label="Pending retries" className="flex flex-col">
      <header className="flex min-h-8 items-center gap-2 text-12 text-muted">
        <span className="flex-1">
          {data.total === 1 ? 'One retry is pending' : `${data.total.toLocaleString('en-GB')} retries are pending`}
          {data.items.length < data.total && `; the next ${data.items.length.toLocaleString('en-GB')} are listed`}
        </span>
        {of.deliveryId === undefined && data.total > 1 && (
          <Button size="small" variant="ghost" busy={cancelAll.busy} onClick={() => cancelAll.run(of.targetId)}>
            Cancel all
          </Button>
        )}
      </header>
      <ul className="divide-y divide-line/60">
        {data.items.map((retry) => (
          <Retry key={retry.id} retry={retry} showsDelivery={of.deliveryId === undefined} targetName={targetName} onFollow={onFollow} />
        ))}
      </ul>
    </section>
  )
}

interface RetryProps {
  readonly retry: PendingRetry
  readonly showsDelivery: boolean
  readonly targetName: PendingRetriesProps['targetName']
  readonly onFollow: PendingRetriesProps['onFollow']
}

function Retry({ retry, showsDelivery, targetName, onFollow }: RetryProps): ReactNode {
  const { send, cancel } = useRetryActions()
  const { id, deliveryId, eventType, targetId, number, limit, dueAt, state, lastOutcome } = retry
  const name = `retry ${number} of ${limit}`
  return (
    <li className="flex min-h-9 items-center gap-3 text-12">
      <span className="w-24 shrink-0">{state === 'sending' ? 'Being sent' : <RelativeTime at={dueAt} />}</span>
      <span className="shrink-0 text-muted">
        {number} of {limit}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {showsDelivery && (
          <a
            data-first
            href={formatPlace({ screen: 'deliveries', id: deliveryId, tab: 'attempts' })}
            className={textLinkClass}
            onClick={onFollow}
          >
            <Visible text={eventType ?? deliveryId} />
          </a>
        )}
        {targetName && (
          <span className="text-muted">
            {showsDelivery && ' to '}
            <Visible text={targetName(targetId)} />
          </span>
        )}
      </span>
      <span className="inline-flex shrink-0 items-center gap-1.5 text-faint">
        after <OutcomeMark outcome={lastOutcome} />
      </span>
      <IconButton
        size="small"
        label={`Send ${name} now`}
        icon={<Send className="size-3.5" />}
        disabled={send.busy || state === 'sending'}
        onClick={() => send.run(id)}
      />
      <IconButton
        size="small"
        label={`Cancel ${name}`}
        icon={<X className="size-3.5" />}
        disabled={cancel.busy}
        onClick={() => cancel.run(id)}
      />
    </li>
  )
}
