/** What a person reads first: where everything is. */
import type { Endpoint, Status } from '../../contract/index.ts'
import { printable } from './delivery-lines.ts'

export interface BannerFacts {
  readonly status: Status
  readonly endpoints: readonly Endpoint[]
  readonly interfaceUrl: string
}

export function banner({ status, endpoints, interfaceUrl }: BannerFacts): string {
  const paths = endpoints
    .filter(({ enabled }) => enabled)
    .map(({ path, scheme, secrets }) => `${status.listenerUrl}${path}  (${scheme}, ${secretCount(secrets.length)})`)
  const lines = [
    `Hooklab ${status.version}`,
    '',
    ...paths.map((path, index) => `  ${index === 0 ? 'Listener ' : '         '}  ${printable(path)}`),
    `  Interface  ${interfaceUrl}`,
    `  Data       ${status.dataFolder}`,
    '',
    'Ctrl+C ends it. Deliveries:',
    ''
  ]
  return lines.join('\n')
}

function secretCount(count: number): string {
  if (count === 0) return 'no secret'
  return count === 1 ? '1 secret' : `${count} secrets`
}
