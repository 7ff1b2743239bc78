/** The status bar: is the page live, where the listener is, how the tunnel does, how much is stored and how fast it comes. */
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { TunnelState } from '../../electron/contract/index.ts'
import { Sparkline } from '../components/sparkline.tsx'
import { StateDot } from '../components/state-dot.tsx'
import type { Tone } from '../components/ui/badge.tsx'
import { formatBytes } from '../lib/bytes.ts'
import type { ConnectionState } from '../lib/follow-changes.ts'
import { useExposure, useStatus, useTunnel } from '../lib/queries.ts'
import { useLive } from '../lib/services.tsx'
import { formatDuration } from '../lib/times.ts'

const connections: Readonly<Record<ConnectionState, { readonly tone: Tone; readonly text: string }>> = {
  connecting: { tone: 'neutral', text: 'Connecting' },
  live: { tone: 'success', text: 'Live' },
  reconnecting: { tone: 'warning', text: 'Reconnecting' },
  offline: { tone: 'danger', text: 'Offline: Hooklab does not answer, trying again' }
}

const tunnels: Readonly<Record<TunnelState, { readonly tone: Tone; readonly text: string }>> = {
  closed: { tone: 'neutral', text: 'Tunnel closed' },
  opening: { tone: 'warning', text: 'Tunnel opening' },
  checking: { tone: 'warning', text: 'Tunnel being checked' },
  online: { tone: 'success', text: 'Tunnel online' },
  degraded: { tone: 'warning', text: 'Tunnel degraded' },
  reconnecting: { tone: 'warning', text: 'Tunnel reconnecting' },
  failed: { tone: 'danger', text: 'Tunnel failed' },
  closing: { tone: 'neutral', text: 'Tunnel closing' }
}

export function StatusBar(): ReactNode {
  const status = useStatus().data
  return (
    <footer
      aria-label="Status"
      className="flex h-6 items-center gap-4 overflow-hidden border-t border-line bg-panel px-3 text-12 whitespace-nowrap text-muted"
    >
      <Connection />
      {status && <span title={status.listenerUrl}>Listening on :{status.listenerPort}</span>}
      <TunnelFacts />
      <span className="flex-1" />
      <Rate />
      {status && <span title={status.dataFolder}>{formatBytes(status.storeBytes)} stored</span>}
      {status && <span className="text-faint">{status.version}</span>}
    </footer>
  )
}

function Connection(): ReactNode {
  const state = useStore(useLive().connection, (connection) => connection.state)
  const { tone, text } = connections[state]
  return (
    <span role="status" className="inline-flex items-center gap-1.5">
      <StateDot tone={tone} hollow={state !== 'live'} />
      {text}
    </span>
  )
}

function TunnelFacts(): ReactNode {
  const tunnel = useTunnel().data
  const blocked = useExposure().data?.blocked ?? false
  if (!tunnel) return null
  const { tone, text } = blocked ? { tone: 'danger' as const, text: 'Public URL blocked' } : tunnels[tunnel.state]
  return (
    <span className="inline-flex items-center gap-1.5">
      <StateDot tone={tone} hollow={tunnel.state !== 'online' || blocked} />
      {text}
      {tunnel.state === 'online' && !blocked && tunnel.roundTripMs !== undefined && (
        <span className="text-faint">{formatDuration(tunnel.roundTripMs)}</span>
      )}
    </span>
  )
}

function Rate(): ReactNode {
  const { spans, perMinute } = useStore(useLive().pulse.state)
  const label = `${perMinute.toLocaleString('en-GB')} a minute`
  return (
    <span className="inline-flex items-center gap-2">
      <Sparkline values={spans} label={`Deliveries: ${label}`} />
      <span className="min-w-16 text-right">{label}</span>
    </span>
  )
}
