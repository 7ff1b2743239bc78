/** How the tunnel stands: state, URL, and what has been seen of it. */
import { QrCode, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tunnel, TunnelDriverInfo } from '../../../electron/contract/index.ts'
import { useSetUi } from '../../app/ui-state.ts'
import { Banner } from '../../components/banner.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Card } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { Badge, toneText } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useExposure } from '../../lib/queries.ts'
import { formatDuration } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { isOpen, tunnelText } from './tunnel-state.ts'
import { FallbackNotice } from './fallback-notice.tsx'
import { HostKeyChoice } from './host-key-choice.tsx'
import { useTunnelActions } from './use-tunnel-actions.ts'

export interface TunnelFactsProps {
  readonly tunnel: Tunnel
  readonly drivers: readonly TunnelDriverInfo[]
}

export function TunnelFacts({ tunnel, drivers }: TunnelFactsProps): ReactNode {
  const { open: reopen } = useTunnelActions()
  const open = isOpen(tunnel)
  return (
    <div className="flex flex-col gap-4">
      <Card flush>
        <div className="flex flex-col gap-3 p-4">
          <State tunnel={tunnel} />
          {open && tunnel.publicUrl !== undefined && <PublicUrl url={tunnel.publicUrl} />}
        </div>
        {open && <Figures tunnel={tunnel} />}
      </Card>
      {tunnel.reason && (
        <Banner shape="card" tone={tunnel.state === 'failed' ? 'danger' : 'warning'} title={tunnel.reason.message}>
          {tunnel.reason.remedy}
          {tunnel.reason.hostKey && (
            <HostKeyChoice
              hostKey={tunnel.reason.hostKey}
              again={() => reopen.attempt({ driver: tunnel.driver, options: tunnel.options })}
            />
          )}
        </Banner>
      )}
      <FallbackNotice tunnel={tunnel} drivers={drivers} />
      {open && tunnel.browserView?.passes === false && (
        <Banner shape="card" tone="info" title="Browsers meet a page first">
          {tunnel.browserView.text}
        </Banner>
      )}
    </div>
  )
}

function State({ tunnel }: { readonly tunnel: Tunnel }): ReactNode {
  const { tone, settled, label, sentence } = tunnelText(tunnel.state)
  const { check, close } = useTunnelActions()
  const blocked = useExposure().data?.blocked ?? false
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="flex min-w-48 flex-1 flex-wrap items-center gap-x-2">
        <StateDot tone={tone} hollow={!settled} />
        <span className={classNames('font-medium', toneText[tone])}>{label}</span>
        {blocked && <Badge tone="danger">Blocked</Badge>}
        <span className="text-muted">{sentence}</span>
      </p>
      {isOpen(tunnel) && (
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
  )
}

function PublicUrl({ url }: { readonly url: string }): ReactNode {
  const setUi = useSetUi()
  return (
    <div className="flex items-center gap-1 rounded-control border border-line bg-canvas py-1.5 pr-1.5 pl-3">
      <code className="mono-16 min-w-0 flex-1 wrap-anywhere">{visibleText(url)}</code>
      <IconButton label="QR code of the public URL" icon={<QrCode />} onClick={() => setUi({ overlay: 'code' })} />
      <CopyButton text={url} label="Copy public URL" />
    </div>
  )
}

function Figures({ tunnel }: { readonly tunnel: Tunnel }): ReactNode {
  const { roundTripMs, lastProofAt, lastDeliveryAt, urlChanges, browserView } = tunnel
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-px bg-line">
      <Figure term="Round trip">{roundTripMs === undefined ? undefined : formatDuration(roundTripMs)}</Figure>
      <Figure term="Last proof" none="Not yet">
        {lastProofAt !== undefined && <RelativeTime at={lastProofAt} />}
      </Figure>
      <Figure term="Last delivery" none="None yet">
        {lastDeliveryAt !== undefined && <RelativeTime at={lastDeliveryAt} />}
      </Figure>
      <Figure term="URL changes" none="None">
        {urlChanges > 0 && String(urlChanges)}
      </Figure>
      <Figure term="Browsers" none="Not looked at yet">
        {browserView && (browserView.passes ? 'Let through' : 'Meet a page first')}
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly term: string
  /** Stands where there is nothing to tell. */
  readonly none?: string
  readonly children: ReactNode
}

function Figure({ term, none = '–', children }: FigureProps): ReactNode {
  const isNone = children === undefined || children === false
  return (
    <div className="flex min-w-0 flex-col gap-0.5 bg-raised px-4 py-2.5">
      <dt className="text-11 text-muted">{term}</dt>
      <dd className={classNames('wrap-break-word', isNone && 'text-muted')}>{isNone ? none : children}</dd>
    </div>
  )
}
