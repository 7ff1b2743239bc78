/** Asks the sender to come back later, as a rate limit does. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const rateLimitFault: FaultKindDefinition<'rate_limit'> = {
  kind: 'rate_limit',
  label: 'Rate limit',
  group: 'answer',
  text: '429 with Retry-After: does the provider wait as long as it is asked to?',
  fields: [
    { name: 'retryAfterSeconds', label: 'Retry after', kind: 'number', unit: 's', min: 0, max: 31_536_000, default: 30 },
    {
      name: 'form',
      label: 'Retry-After as',
      kind: 'choice',
      choices: [
        { value: 'seconds', label: 'Seconds' },
        { value: 'date', label: 'HTTP date' }
      ],
      default: 'seconds'
    },
    { name: 'status', label: 'Status', kind: 'number', min: 400, max: 599, default: 429 }
  ],
  apply: ({ status, retryAfterSeconds, form }, { now }) => {
    const retryAfter = form === 'seconds' ? String(retryAfterSeconds) : new Date(now + retryAfterSeconds * 1000).toUTCString()
    return {
      effect: {
        kind: 'reply',
        reply: {
          status,
          headers: [
            ['Content-Type', 'application/json'],
            ['Retry-After', retryAfter]
          ],
          body: new TextEncoder().encode('{"error":"Too many requests"}')
        }
      },
      text: `answered ${status} with Retry-After: ${retryAfter} on purpose`
    }
  }
}
