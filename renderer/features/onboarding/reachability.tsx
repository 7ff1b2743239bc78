/** Who can reach the URL above, and the one step to let providers reach it. */
import { Globe } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tunnel } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { StateDot } from '../../components/state-dot.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { Button } from '../../components/ui/button.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { isOpen, tunnelText } from '../tunnel/tunnel-state.ts'
import { useTunnelActions } from '../tunnel/use-tunnel-actions.ts'

export interface ReachabilityProps {
  readonly tunnel: Tunnel
  readonly localUrl: string
}

export function Reachability({ tunnel, localUrl }: ReachabilityProps): ReactNode {
  const { open } = useTunnelActions()
  const { tone, settled, label, sentence } = tunnelText(tunnel.state)
  if (isOpen(tunnel)) {
    return (
      <p role="status" className="flex flex-wrap items-center gap-x-2 text-muted">
        <StateDot tone={tone} hollow={!settled} />
        <span className="text-text">Tunnel {label.toLowerCase()}</span>
        <span>{sentence}</span>
        <span>
          On this machine: <code className="mono-12">{visibleText(localUrl)}</code>
        </span>
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="min-w-56 flex-1 text-muted">
        {tunnel.reason
          ? `${tunnel.reason.message} ${tunnel.reason.remedy}`
          : 'Only this machine can reach it. A tunnel makes this listener’s endpoints, and nothing else, reachable from the internet.'}{' '}
        <TextLink href={formatPlace({ screen: 'tunnel' })}>Tunnel options</TextLink>
      </p>
      <Button icon={<Globe />} busy={open.busy} onClick={() => open.run({ driver: tunnel.driver, options: tunnel.options })}>
        Open the tunnel
      </Button>
    </div>
  )
}
