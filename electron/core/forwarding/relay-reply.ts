/** What the provider is answered when a target relays. */
import type { Target } from '../../contract/index.ts'
import type { Reply } from '../deliveries/delivery.ts'
import type { AttemptResult } from './attempt.ts'
import { withoutHopByHop } from './outgoing-headers.ts'

/**
 * The target's own response, byte for byte but for hop-by-hop headers.
 * When there is none, 504 for a target that took too long and 502 for any other reason, with a JSON body that names both.
 */
export function relayReply({ outcome, response }: AttemptResult, target: Pick<Target, 'name'>): Reply {
  if (outcome.kind === 'responded' && response !== undefined) {
    return { status: response.status, headers: withoutHopByHop(response.headers), body: response.body }
  }
  const late = outcome.kind === 'timed_out'
  const error = late ? 'The target did not answer in time' : 'The target could not be reached'
  const detail = outcome.kind === 'responded' ? 'Its answer was lost.' : outcome.detail
  return {
    status: late ? 504 : 502,
    headers: [['Content-Type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify({ error, target: target.name, outcome: outcome.kind, detail }))
  }
}
