/** What was answered. */
import { Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { StatusCode } from '../../components/status-code.tsx'
import { formatDuration } from '../../lib/times.ts'
import { BodyViewer } from './body-viewer.tsx'
import { HeaderSection } from './headers-tab.tsx'

export function ResponseTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { id, response, durationMs, fault } = delivery
  if (!response) {
    return (
      <EmptyState icon={<Ban />} title="No answer went out">
        {fault === undefined
          ? 'It is still held back, or the sender left before the answer was ready.'
          : `The fault “${fault}” kept it from being answered.`}
      </EmptyState>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex max-h-1/2 shrink-0 flex-col gap-4 overflow-auto p-4">
        <p className="flex items-center gap-2">
          <StatusCode status={response.status} />
          <span className="text-muted">answered after {formatDuration(durationMs)}</span>
          {fault !== undefined && <span className="text-warning">by the fault “{fault}”</span>}
        </p>
        <HeaderSection title="Response headers" headers={response.headers} />
      </div>
      <div className="min-h-0 flex-1 border-t border-line">
        <BodyViewer key={id} label="Response body" id={id} part="response" view={response.body} headers={response.headers} />
      </div>
    </div>
  )
}
