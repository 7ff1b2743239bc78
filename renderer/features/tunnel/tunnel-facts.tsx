/** How the tunnel stands: state, URL, proof, deliveries. */
import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tunnel } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { CodeLine } from '../../components/code-line.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Definition, DefinitionList } from '../../components/section.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { Button } from '../../components/ui/button.tsx'
import { formatDuration } from '../../lib/times.ts'
import { isOpen, tunnelText } from './tunnel-state.ts'
import { useTunnelActions } from './use-tunnel-actions.ts'

export function TunnelFacts({ tunnel }: { readonly tunnel: Tunnel }): ReactNode {
  const { tone, settled, label, sentence } = tunnelText(tunnel.state)
  const { check, close } = useTunnelActions()
  const open = isOpen(tunnel)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="flex min-w-48 flex-1 items-center gap-2">
          <StateDot tone={tone} hollow={!settled} />
          <span className="font-medium">{label}</span>
          <span className="text-muted">{sentence}</span>
        </p>
        {open && (
          <span className="flex gap-2">
            <Button icon={<RefreshCw />} busy={check.busy} onClick={() => check.run()}>
              Check now
            </Button>
            <Button busy={close.busy} onClick={() => close.run()}>
              Close the tunnel
            </Button>
          </span>
        )}
      </div>
      {open && tunnel.publicUrl !== undefined && <CodeLine large text={tunnel.publicUrl} label="Copy public URL" />}
      {tunnel.reason && (
        <Banner shape="card" tone={tunnel.state === 'failed' ? 'danger' : 'warning'} title={tunnel.reason.message}>
          {tunnel.reason.remedy}
        </Banner>
      )}
      {open && <Proof tunnel={tunnel} />}
    </div>
  )
}

function Proof({ tunnel }: { readonly tunnel: Tunnel }): ReactNode {
  return (
    <DefinitionList>
      <Definition term="Last proof">
        {tunnel.lastProofAt === undefined ? <span className="text-muted">Not yet</span> : <RelativeTime at={tunnel.lastProofAt} />}
        {tunnel.roundTripMs !== undefined && <span className="text-muted">, {formatDuration(tunnel.roundTripMs)} there and back</span>}
      </Definition>
      <Definition term="Last delivery">
        {tunnel.lastDeliveryAt === undefined ? (
          <span className="text-muted">None has come through it yet</span>
        ) : (
          <RelativeTime at={tunnel.lastDeliveryAt} />
        )}
      </Definition>
      <Definition term="URL changes">{tunnel.urlChanges === 0 ? <span className="text-muted">None</span> : tunnel.urlChanges}</Definition>
    </DefinitionList>
  )
}
