/** What the rules of the public URL do that may not be meant. */
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import type { CallerSource } from './caller.ts'
import type { ExposureRules } from './rules.ts'

/** One sentence each; none when all is as it looks. */
export function warningsOf(rules: ExposureRules, caller: CallerSource, endpoints: readonly ReadyEndpoint[]): string[] {
  const warnings: string[] = []
  if (rules.allowed.length > 0 && caller.certainty === 'unknown')
    warnings.push('The list of allowed addresses refuses everybody: with this driver nothing tells the caller’s address.')
  if (rules.allowed.length > 0 && caller.certainty === 'as_the_server_says' && rules.callerHeader === 'automatic')
    warnings.push('The list of allowed addresses is only as good as the tunnel server: a caller could make up the header that it goes by.')
  if (rules.basicAuth === undefined) return warnings
  for (const { row, ...endpoint } of endpoints) {
    if (!row.enabled || !readsAuthorization(endpoint)) continue
    warnings.push(`${row.name} reads its provider’s own Authorization header, which basic authentication refuses.`)
  }
  return warnings
}

function readsAuthorization({ scheme, settings }: Pick<ReadyEndpoint, 'scheme' | 'settings'>): boolean {
  const chosen = Object.values(settings.options).filter((value) => typeof value === 'string')
  return [...scheme.signatureHeaders, ...chosen].some((name) => name.toLowerCase() === 'authorization')
}
