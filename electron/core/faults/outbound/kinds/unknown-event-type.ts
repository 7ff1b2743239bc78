/** An event of a type that nobody has told the app of. */
import { withEventType } from '../event-identity.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'
import { rightlySigned } from '../signing.ts'

const type = 'hooklab.unknown_event'

export const unknownEventType = {
  kind: 'unknown_event_type',
  label: 'Unknown event type',
  summary: `The event says it is a "${type}", rightly signed: providers add types at any time.`,
  group: 'body',
  expected: 'accept',
  apply: (draft, context) => {
    const changed = withEventType(draft, type, context)
    if (changed === undefined) return { unavailable: 'It has no event type that could be changed.' }
    return once(rightlySigned(changed, context))
  }
} as const satisfies OutboundFault
