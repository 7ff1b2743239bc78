/** Gathers what the router's handlers call. */
import type { Change, Status, Tunnel } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Checks } from '../checks/checks.ts'
import { signRequest } from '../endpoints/sign-request.ts'
import type { Exposure } from '../exposure/exposure.ts'
import type { Ports } from '../ports.ts'
import { offerFaultsFor } from '../resend/faulted.ts'
import type { Services } from '../router/services.ts'
import { publicBase } from '../samples/send-sample.ts'
import type { Store } from '../store/store.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'
import type { Config } from './load-config.ts'
import { acceptHandshake } from './handshakes.ts'
import type { OpenedTunnel } from './open-tunnel.ts'
import type { Outgoing } from './outgoing.ts'
import { tunnelAccess } from './tunnel-access.ts'
import { explainDelivery } from './explain-delivery.ts'
import type { Keys } from './open-keys.ts'
import { redeliveriesOf } from './redeliveries-of.ts'
import { publishSummary } from './publish-summary.ts'
import { readWithAdvice } from './resigning-advice.ts'
import { carryOutRemedy } from './remedy.ts'

export interface ServiceParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly config: Config
  readonly tunnel: TunnelSupervisor
  readonly drivers: OpenedTunnel
  readonly exposure: Exposure
  readonly outgoing: Outgoing
  /** Without a trailing slash. */
  readonly listenerUrl: string
  readonly keys: Keys
  readonly checks: Checks
  readonly status: () => Promise<Status>
  readonly changes: (signal: AbortSignal) => AsyncGenerator<Change>
  readonly closeTunnel: () => Promise<Tunnel>
}

export function createServices(parts: ServiceParts): Services {
  const { ports, store, bus, outgoing, keys } = parts
  const { endpoints, faults, targets, filters, settings } = parts.config
  const explain: Services['explain'] = (id) =>
    explainDelivery(id, { store, endpoints, clock: ports.clock, keys: keys.source, publicUrl: parts.tunnel.tunnel.publicUrl })
  return {
    clock: ports.clock,
    store,
    endpoints,
    faults,
    targets,
    filters,
    settings,
    tunnel: parts.tunnel,
    status: parts.status,
    changes: parts.changes,
    closeTunnel: parts.closeTunnel,
    exposure: parts.exposure,
    ...tunnelAccess(parts),
    sign(id, input) {
      const base = input.via === 'public' ? publicBase(parts.tunnel.tunnel) : parts.listenerUrl
      return signRequest(endpoints.ready(id), input, { base, now: ports.clock.now() })
    },
    explain,
    remedy: (id, action) => carryOutRemedy(id, action, { store, endpoints, keys, explain, publicUrl: parts.tunnel.tunnel.publicUrl }),
    redeliveries: (id) => redeliveriesOf(id, { store, endpoints }),
    resend: (id, input, signal) => outgoing.resend(id, input, signal),
    sending: outgoing.sending,
    getDelivery: (id) => readWithAdvice(id, { store, endpoints, send: outgoing.send, clock: ports.clock }),
    acceptHandshake: (id) => acceptHandshake(id, { store, endpoints, send: outgoing.send }),
    checks: parts.checks,
    async outboundFaults(id) {
      const [delivery, { body }] = await Promise.all([store.getDelivery(id), store.getDeliveryBytes(id)])
      const endpoint = delivery.endpointId === undefined ? undefined : endpoints.find(delivery.endpointId)
      return offerFaultsFor({ ...delivery, body }, { endpoint, now: ports.clock.now() })
    },
    samples: outgoing.samples,
    testTunnel: (input) => outgoing.testTunnel(input),
    async removeEndpoint(id) {
      await endpoints.remove(id)
      faults.forgetEndpoint(id)
      targets.forgetEndpoint(id)
    },
    async star(id, starred) {
      await store.updateDelivery(id, { starred })
      await publishSummary(id, { store, bus, clock: ports.clock })
    },
    // Each step tells which have gone, so that nobody has to read the list anew.
    removeSome: (ids) => store.removeSome(ids),
    async removeDeliveries(q) {
      const deleted = await store.removeDeliveries(q, ports.clock.now())
      if (deleted > 0) bus.publish({ type: 'deliveries.removed' })
      return deleted
    }
  }
}
