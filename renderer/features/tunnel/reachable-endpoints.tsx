/** What the world can reach through the tunnel: the listener's endpoints and nothing else. */
import type { ReactNode } from 'react'
import type { Endpoint, Tunnel } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { Card } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { isOpen } from './tunnel-state.ts'

export interface ReachableEndpointsProps {
  readonly tunnel: Tunnel
  readonly endpoints: readonly Endpoint[]
}

export function ReachableEndpoints({ tunnel, endpoints }: ReachableEndpointsProps): ReactNode {
  const base = isOpen(tunnel) ? (tunnel.publicUrl ?? '') : ''
  return (
    <Section
      title="What is reachable"
      hint="The listener’s endpoints, by anyone who knows the URL. This interface and everything else on the machine is not."
    >
      <Card flush>
        {endpoints.map((endpoint) => (
          <div key={endpoint.id} className="flex min-h-9 items-center gap-3 py-1 pr-1.5 pl-3">
            <a
              href={formatPlace({ screen: 'endpoints', id: endpoint.id })}
              className="shrink-0 rounded-chip underline-offset-2 hover:underline"
            >
              {visibleText(endpoint.name)}
            </a>
            <span className="mono-12 min-w-0 flex-1 truncate text-muted">{visibleText(base + endpoint.path)}</span>
            <Protection endpoint={endpoint} />
            {base !== '' && (
              <CopyButton size="small" text={base + endpoint.path} label={`Copy public URL of ${visibleText(endpoint.name)}`} />
            )}
          </div>
        ))}
        {endpoints.length === 0 && <p className="px-3 py-2 text-muted">No endpoint: every request gets 404.</p>}
      </Card>
    </Section>
  )
}

function Protection({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  if (!endpoint.enabled) return <Badge>Switched off</Badge>
  if (endpoint.secrets.length === 0) return <Badge tone="warning">Takes unsigned requests</Badge>
  return endpoint.onInvalid === 'reject' ? (
    <Badge tone="success">Rejects what does not verify</Badge>
  ) : (
    <Badge tone="warning">Observes only</Badge>
  )
}
