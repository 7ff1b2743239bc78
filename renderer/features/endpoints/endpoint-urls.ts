/** Where an endpoint is reached. */
import type { Endpoint, Status, Tunnel } from '../../../electron/contract/index.ts'

export interface EndpointUrls {
  readonly local: string
  /** Only while the tunnel has a URL. */
  readonly public?: string
}

export function endpointUrls(
  endpoint: Pick<Endpoint, 'path'>,
  status: Pick<Status, 'listenerUrl'>,
  tunnel: Pick<Tunnel, 'state' | 'publicUrl'> | undefined
): EndpointUrls {
  const local = join(status.listenerUrl, endpoint.path)
  if (tunnel?.publicUrl === undefined || tunnel.state === 'closed') return { local }
  return { local, public: join(tunnel.publicUrl, endpoint.path) }
}

/** What is wrong with a path, as it is typed; the server has the last word. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'A path starts with /.'
  if (/[?#]/.test(path)) return 'A path has no ? or #: queries are not part of it.'
  if (/\s/.test(path)) return 'A path has no spaces.'
  return undefined
}

function join(base: string, path: string): string {
  return base.replace(/\/$/, '') + (path === '/' ? '/' : path)
}
