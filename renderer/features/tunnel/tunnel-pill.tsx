/** The tunnel in the toolbar: its state, the public URL, copy, and how long a round trip takes. */
import { useQueryClient } from '@tanstack/react-query'
import { Globe, OctagonX } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { Tunnel } from '../../../electron/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { copyText } from '../../app/copy-text.ts'
import { formatPlace, go } from '../../app/location.ts'
import { useSetUi } from '../../app/ui-state.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { MiddleTruncate } from '../../components/middle-truncate.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { StateDot } from '../../components/state-dot.tsx'
import { Tooltip } from '../../components/ui/tooltip.tsx'
import { useExposure, useTunnel } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { formatDuration } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { logAsText } from './tunnel-log-text.ts'
import { isOpen, tunnelText } from './tunnel-state.ts'
import { startSelfTest } from './use-self-test.ts'
import { useSaveExposure } from './use-save-exposure.ts'
import { useTunnelActions } from './use-tunnel-actions.ts'

export function TunnelPill(): ReactNode {
  const tunnel = useTunnel().data
  const blocked = useExposure().data?.blocked ?? false
  useTunnelCommands(tunnel)
  useExposureCommands(blocked)
  if (!tunnel) return null
  const { tone, settled, label } = tunnelText(tunnel.state)
  const url = isOpen(tunnel) ? tunnel.publicUrl : undefined
  return (
    <div className="flex h-7 max-w-88 min-w-0 shrink items-center rounded-control border border-line bg-raised">
      <Tooltip content={pillHint(tunnel, blocked)}>
        <a
          href={formatPlace({ screen: 'tunnel' })}
          className="flex h-full min-w-0 items-center gap-2 rounded-control px-2 transition-colors hover:bg-hover"
        >
          {blocked ? <OctagonX className="text-danger" /> : <StateDot tone={tone} hollow={!settled} />}
          <span className="sr-only">
            Tunnel: {blocked && 'Blocked, '}
            {label}
            {url !== undefined && `, ${visibleText(url)}`}
          </span>
          <span aria-hidden className="flex min-w-0 items-center gap-2">
            {blocked && <span className="font-medium text-danger">Blocked</span>}
            {url === undefined ? (
              <Closed label={tunnel.state === 'closed' ? 'Tunnel' : `Tunnel ${label.toLowerCase()}`} />
            ) : (
              <Open narrow={!blocked} url={url} label={label} roundTripMs={tunnel.roundTripMs} />
            )}
          </span>
        </a>
      </Tooltip>
      {url !== undefined && <CopyUrl url={url} />}
    </div>
  )
}

function pillHint({ state, reason, chain }: Tunnel, blocked: boolean): string {
  if (blocked) return 'The public URL is blocked: everything through the tunnel gets 503.'
  const hint = reason?.message ?? tunnelText(state).sentence
  return chain !== undefined && chain.current > 0 ? `A fallback is in use. ${hint}` : hint
}

function Closed({ label }: { readonly label: string }): ReactNode {
  return (
    <>
      <Globe className="text-muted" />
      <span className="truncate">{label}</span>
    </>
  )
}

function Open({
  narrow,
  url,
  label,
  roundTripMs
}: {
  /** The URL is shown where there is little room, too. */
  readonly narrow: boolean
  readonly url: string
  readonly label: string
  readonly roundTripMs: number | undefined
}): ReactNode {
  return (
    <>
      <span className={classNames('mono-12 hidden min-w-0', narrow ? 'compact:flex' : 'wide:flex')}>
        <MiddleTruncate text={url.replace(/^https?:\/\//, '')} tail={8} />
      </span>
      {narrow && <span className="compact:hidden">{label}</span>}
      {roundTripMs !== undefined && <span className="hidden shrink-0 text-12 text-faint wide:inline">{formatDuration(roundTripMs)}</span>}
    </>
  )
}

function CopyUrl({ url }: { readonly url: string }): ReactNode {
  const shortcut = useShortcut('tunnel.copy-url')
  return <CopyButton text={url} label="Copy public URL" size="small" {...(shortcut !== undefined && { shortcut })} />
}

/** Opening from a command uses what was used last. */
function useTunnelCommands(tunnel: Tunnel | undefined): void {
  const { open, close, check, goBack } = useTunnelActions()
  const [openIt, closeIt, checkIt, goBackNow] = [open.run, close.run, check.run, goBack.run]
  const client = useClient()
  const cache = useQueryClient()
  const setUi = useSetUi()
  useCommands(
    useMemo(() => {
      if (!tunnel) return {}
      const up = isOpen(tunnel)
      const noUrl = up && tunnel.publicUrl !== undefined ? undefined : 'There is no public URL.'
      return {
        'tunnel.open': {
          run: () => openIt({ driver: tunnel.driver, options: tunnel.options }),
          unavailable: up ? 'The tunnel is open.' : undefined
        },
        'tunnel.check': { run: () => checkIt(), unavailable: up ? undefined : 'The tunnel is closed.' },
        'tunnel.self-test': {
          run: () => {
            go({ screen: 'tunnel' })
            startSelfTest(cache, client)
          },
          unavailable: noUrl
        },
        'tunnel.show-code': { run: () => setUi({ overlay: 'code' }), unavailable: noUrl },
        'tunnel.copy-log': { run: () => void copyText(logAsText(tunnel.log), 'The tunnel log') },
        'tunnel.go-back': {
          run: () => goBackNow(),
          unavailable: tunnel.chain === undefined || tunnel.chain.current === 0 ? 'No fallback is in use.' : undefined
        },
        'tunnel.close': { run: () => closeIt(), unavailable: up ? undefined : 'The tunnel is closed.' }
      }
    }, [openIt, closeIt, checkIt, goBackNow, client, cache, setUi, tunnel])
  )
}

function useExposureCommands(blocked: boolean): void {
  const save = useSaveExposure().run
  useCommands(
    useMemo(
      () => ({
        'tunnel.exposure': () => go({ screen: 'tunnel', id: 'exposure' }),
        'tunnel.block': { run: () => save({ blocked: true }), unavailable: blocked ? 'The public URL is blocked.' : undefined },
        'tunnel.unblock': { run: () => save({ blocked: false }), unavailable: blocked ? undefined : 'The public URL is not blocked.' }
      }),
      [save, blocked]
    )
  )
}
