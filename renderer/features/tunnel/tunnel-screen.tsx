/** The tunnel: how it stands, how to open it, what it makes reachable and lets through, what stands in for it, what it has been through. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Page, PageLoading } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { keys, useEndpoints, useExposure, useTunnel } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { BlockButton } from './block-button.tsx'
import { ExposureSection } from './exposure-section.tsx'
import { FallbacksSection } from './fallbacks-section.tsx'
import { OpenTunnelForm } from './open-tunnel-form.tsx'
import { ReachableEndpoints } from './reachable-endpoints.tsx'
import { TunnelFacts } from './tunnel-facts.tsx'
import { SelfTestSection } from './self-test-section.tsx'
import { TunnelLog } from './tunnel-log.tsx'
import { isOpen } from './tunnel-state.ts'

/** `part` is what is looked for: `exposure` brings the rules of the public URL into view. */
export function TunnelScreen({ part }: { readonly part: string | undefined }): ReactNode {
  const client = useClient()
  const tunnel = useTunnel()
  const drivers = useQuery({
    queryKey: keys.tunnelDrivers,
    queryFn: async ({ signal }) => (await client.tunnel.drivers(undefined, { signal })).items
  })
  const { data: endpoints = [] } = useEndpoints()
  const exposure = useExposure().data
  if (tunnel.isError) return <LoadProblem what="the tunnel" error={tunnel.error} onRetry={() => void tunnel.refetch()} />
  if (drivers.isError) return <LoadProblem what="the tunnel drivers" error={drivers.error} onRetry={() => void drivers.refetch()} />
  if (!tunnel.data || !drivers.data) return <PageLoading what="the tunnel" />
  return (
    <Page
      title="Tunnel"
      hint="A public URL that leads to the listener on this machine."
      actions={exposure && <BlockButton blocked={exposure.blocked} />}
    >
      <TunnelFacts tunnel={tunnel.data} drivers={drivers.data} />
      {!isOpen(tunnel.data) && (
        <Section title="Open">
          <OpenTunnelForm tunnel={tunnel.data} drivers={drivers.data} />
        </Section>
      )}
      {isOpen(tunnel.data) && tunnel.data.publicUrl !== undefined && <SelfTestSection />}
      <ReachableEndpoints tunnel={tunnel.data} endpoints={endpoints} />
      <Sought sought={part === 'exposure'}>
        <ExposureSection tunnel={tunnel.data} endpoints={endpoints} />
      </Sought>
      <FallbacksSection tunnel={tunnel.data} drivers={drivers.data} />
      <TunnelLog log={tunnel.data.log} />
    </Page>
  )
}

/** Comes into view, with the focus before its first control, when it is what was asked for. */
function Sought({ sought, children }: { readonly sought: boolean; readonly children: ReactNode }): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!sought) return
    place.current?.scrollIntoView({ block: 'start' })
    place.current?.focus({ preventScroll: true })
  }, [sought])
  return (
    <div ref={place} tabIndex={-1} className="scroll-mt-6 outline-none">
      {children}
    </div>
  )
}
