/** The last checks, newest first. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckSummary } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { MiddleTruncate } from '../../components/middle-truncate.tsx'
import { Card } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { CheckBadge, CheckBar, countsText } from './check-status.tsx'

export function CheckList({ checks }: { readonly checks: readonly CheckSummary[] }): ReactNode {
  return (
    <Card flush>
      {checks.map((check) => (
        <a
          key={check.id}
          href={formatPlace({ screen: 'checks', id: check.id })}
          className="grid grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors hover:bg-hover"
        >
          <span className="min-w-0">
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate font-medium">{check.providerLabel}</span>
              <CheckBadge check={check} />
            </span>
            <span className="mono-12 block min-w-0 text-muted">
              <MiddleTruncate text={check.targetUrl} />
            </span>
          </span>
          <span className="text-right text-12 text-muted">
            <span className="block">
              <RelativeTime at={check.startedAt} />
            </span>
            <span className="block text-faint">{countsText(check.counts)}</span>
          </span>
          <ChevronRight className="text-faint" />
          <span className="col-span-3">
            <CheckBar check={check} />
          </span>
        </a>
      ))}
    </Card>
  )
}
