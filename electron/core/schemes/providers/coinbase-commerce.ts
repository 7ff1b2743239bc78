/** Coinbase Commerce. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'coinbase-commerce',
    label: 'Coinbase Commerce',
    group: 'Payments',
    docsUrl: 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-overview',
    secretHint: 'The webhook shared secret from the notification settings.',
    success: 'HTTP 200.',
    retries: {
      delaysSeconds: [60, 300, 900, 1800, 3600, 3600, 3600],
      summary: 'Further and further apart, at most 1 h, for up to 3 days. The times here are an approximation.',
      source: 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-overview',
      readOn: '2026-11'
    },
    identify: identifyBy({ id: [{ path: 'event.id' }], type: [{ path: 'event.type' }] }),
    samples: [
      jsonSample('charge:confirmed', 'A charge was confirmed', (event) => ({
        attempt_number: 1,
        event: { id: event.id, type: 'charge:confirmed', api_version: '2018-03-22', created_at: inIso(event), data: { code: 'SAMPLE12' } },
        scheduled_for: inIso(event)
      }))
    ]
  },
  { header: 'X-CC-Webhook-Signature', algorithm: 'sha256', encoding: 'hex' }
)
