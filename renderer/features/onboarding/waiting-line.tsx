/** The proof that everything is ready and only the sender is missing. */
import type { ReactNode } from 'react'
import type { Status, Tunnel } from '../../../electron/contract/index.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { visibleText } from '../../lib/visible-text.ts'

export interface WaitingLineProps {
  readonly status: Status
  readonly tunnel: Tunnel
}

export function WaitingLine({ status, tunnel }: WaitingLineProps): ReactNode {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line pt-4 text-12 text-muted">
      <StateDot tone="success" />
      <span>
        Listening on <code className="mono-12">{visibleText(status.listenerUrl)}</code>, waiting for the first delivery.
      </span>
      {tunnel.state === 'online' && tunnel.lastProofAt !== undefined && (
        <span>
          The public URL was proven <RelativeTime at={tunnel.lastProofAt} />.
        </span>
      )}
      {status.listenerNotice !== undefined && <span className="text-warning">{status.listenerNotice}</span>}
    </p>
  )
}
