/** What the tunnel has been through, newest first. */
import type { ReactNode } from 'react'
import type { TunnelLogEntry } from '../../../electron/contract/index.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { formatClock, formatDateTime } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { logAsText } from './tunnel-log-text.ts'
import { tunnelText } from './tunnel-state.ts'

export function TunnelLog({ log }: { readonly log: readonly TunnelLogEntry[] }): ReactNode {
  if (log.length === 0) return null
  return (
    <Section
      title="Log"
      actions={
        <CopyButton size="small" text={() => logAsText(log)} label="Copy the tunnel log">
          Copy log
        </CopyButton>
      }
    >
      <Card flush>
        <ol aria-label="Tunnel log" className="divide-y divide-line">
          {log.toReversed().map((entry, index) => (
            // Two entries may be equal in everything; their place in the log tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${entry.at} ${log.length - index}`} className="flex items-baseline gap-3 px-3 py-1.5">
              <time dateTime={new Date(entry.at).toISOString()} title={formatDateTime(entry.at)} className="mono-12 shrink-0 text-faint">
                {formatClock(entry.at)}
              </time>
              <span className="flex w-28 shrink-0 items-center gap-1.5 self-center text-12">
                <StateDot tone={tunnelText(entry.state).tone} hollow={!tunnelText(entry.state).settled} />
                {tunnelText(entry.state).label}
              </span>
              <span className="min-w-0 flex-1 wrap-anywhere text-muted">
                {visibleText(entry.text)}
                {entry.cause !== undefined && <code className="mono-12 ml-2 text-faint">{visibleText(entry.cause)}</code>}
              </span>
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  )
}
