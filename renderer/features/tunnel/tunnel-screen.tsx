/** The tunnel: how it stands, how to open it, what it makes reachable, what it has been through. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Page, PageLoading } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { keys, useEndpoints, useTunnel } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { OpenTunnelForm } from './open-tunnel-form.tsx'
import { ReachableEndpoints } from './reachable-endpoints.tsx'
import { TunnelFacts } from './tunnel-facts.tsx'
import { SelfTestSection } from './self-test-section.tsx'
import { TunnelLog } from './tunnel-log.tsx'
import { isOpen } from './tunnel-state.ts'

export function TunnelScreen(): ReactNode {
  const client = useClient()
  const tunnel = useTunnel()
  const drivers = useQuery({
    queryKey: keys.tunnelDrivers,
    queryFn: async ({ signal }) => (await client.tunnel.drivers(undefined, { signal })).items
  })
  const { data: endpoints = [] } = useEndpoints()
  if (tunnel.isError) return <LoadProblem what="the tunnel" error={tunnel.error} onRetry={() => void tunnel.refetch()} />
  if (drivers.isError) return <LoadProblem what="the tunnel drivers" error={drivers.error} onRetry={() => void drivers.refetch()} />
  if (!tunnel.data || !drivers.data) return <PageLoading what="the tunnel" />
  return (
    <Page title="Tunnel" hint="A public URL that leads to the listener on this machine.">
      <TunnelFacts tunnel={tunnel.data} />
      {!isOpen(tunnel.data) && (
        <Section title="Open">
          <OpenTunnelForm tunnel={tunnel.data} drivers={drivers.data} />
        </Section>
      )}
      {isOpen(tunnel.data) && tunnel.data.publicUrl !== undefined && <SelfTestSection />}
      <ReachableEndpoints tunnel={tunnel.data} endpoints={endpoints} />
      <TunnelLog log={tunnel.data.log} />
    </Page>
  )
}
