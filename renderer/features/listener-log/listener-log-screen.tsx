/** Requests that never became a delivery: too large in their headers, malformed, given up half way. */
import { useQuery } from '@tanstack/react-query'
import { RefreshCw, ScrollText } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ListenerLogEntry } from '../../../electron/contract/index.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Card, Page, PageLoading } from '../../components/page.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { formatClock, formatDateTime } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'

/** There is no change for it: it is read again while somebody looks. */
const refreshMs = 5_000

export function ListenerLogScreen(): ReactNode {
  const client = useClient()
  const log = useQuery({
    queryKey: keys.listenerLog,
    queryFn: async ({ signal }) => (await client.listenerLog(undefined, { signal })).items,
    staleTime: 0,
    refetchInterval: refreshMs
  })
  if (log.isError) return <LoadProblem what="the listener log" error={log.error} onRetry={() => void log.refetch()} />
  if (!log.data) return <PageLoading what="the listener log" />
  const entries = log.data
  return (
    <Page
      title="Listener log"
      hint="Requests that never became a delivery, newest first."
      actions={
        <>
          <CopyButton text={() => asText(entries)} label="Copy the listener log">
            Copy log
          </CopyButton>
          <Button icon={<RefreshCw />} onClick={() => void log.refetch()}>
            Read again
          </Button>
        </>
      }
    >
      {entries.length === 0 ? (
        <EmptyState icon={<ScrollText />} title="Every request became a delivery">
          Malformed requests, headers above 16 KiB and clients that left before they had said anything would stand here, with what they got
          for an answer.
        </EmptyState>
      ) : (
        <Card flush>
          <ol aria-label="Listener log" className="divide-y divide-line">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </Card>
      )}
    </Page>
  )
}

function Entry({ entry }: { readonly entry: ListenerLogEntry }): ReactNode {
  return (
    <li className="flex items-baseline gap-3 px-3 py-1.5">
      <time dateTime={new Date(entry.at).toISOString()} title={formatDateTime(entry.at)} className="mono-12 shrink-0 text-faint">
        {formatClock(entry.at)}
      </time>
      <span className="w-36 shrink-0 self-center">
        <Badge tone="warning">{visibleText(entry.kind).replaceAll('_', ' ')}</Badge>
      </span>
      <span className="min-w-0 flex-1 wrap-anywhere">{visibleText(entry.text)}</span>
      <span className="mono-12 shrink-0 text-faint">{visibleText(entry.remoteAddress)}</span>
    </li>
  )
}

function asText(entries: readonly ListenerLogEntry[]): string {
  return entries
    .toReversed()
    .map(({ at, kind, text, remoteAddress }) => `${new Date(at).toISOString()} ${kind} ${remoteAddress} ${text}`)
    .join('\n')
}
