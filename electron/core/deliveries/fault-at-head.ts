/** Faults that act while a request is still coming: chosen by its head alone. */
import type { IncomingMessage } from 'node:http'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { pathOf } from '../endpoints/routing.ts'
import type { AppliedFault } from '../faults/fault-kind.ts'
import type { Faults } from '../faults/faults.ts'
import { pairs } from '../listener/capture.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'

export interface FaultAtHeadParts {
  readonly faults: Pick<Faults, 'anyAtHead' | 'chooseAtHead'>
  readonly faultsEnabled: () => boolean
  readonly endpoints: Pick<Endpoints, 'route'>
  /** A tunnel's own proof is never failed on purpose. */
  readonly answerProbe: TunnelSupervisor['answerProbe']
}

/** Without such a rule the answer costs one look at a flag. */
export function createFaultAtHead(parts: FaultAtHeadParts): (message: IncomingMessage) => AppliedFault | undefined {
  return (message) => {
    if (!parts.faults.anyAtHead || !parts.faultsEnabled()) return undefined
    const { method = 'GET', url = '/' } = message
    const headers = pairs(message.rawHeaders)
    const endpoint = parts.endpoints.route(pathOf(url))
    if (endpoint === undefined || parts.answerProbe({ method, url, headers }) !== undefined) return undefined
    return parts.faults.chooseAtHead(endpoint.row.id, { method, url, endpointPath: endpoint.row.path, headers })
  }
}
