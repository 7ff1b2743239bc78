/** GoCardless. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'gocardless',
    label: 'GoCardless',
    group: 'Payments',
    docsUrl: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
    secretHint: 'The secret of the webhook endpoint, shown when it was created.',
    rotation: 'A new endpoint brings a new secret.',
    success: 'Any 2xx (204 is usual) within 10 s. A bad signature is customarily answered with 498.',
    answerWithinSeconds: 10,
    acknowledgement: { status: 204, headers: [], body: '' },
    retries: {
      delaysSeconds: [60, 300, 900, 3600, 7200, 14_400, 28_800, 57_600],
      summary: 'As commonly reported: up to 8 times, further and further apart. The times here are an approximation.',
      source: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
      readOn: '2026-11'
    },
    notes: ['One delivery may hold many events; Hooklab names the first.'],
    // Standard Webhooks has a header of the same name, but no hex in it.
    detect: (headers) => /^[0-9a-f]{64}$/.test(headerValue(headers, 'Webhook-Signature') ?? ''),
    identify: identifyBy({
      id: [{ path: 'meta.webhook_id' }, { path: 'events.0.id' }],
      type: [{ path: 'events.0.resource_type' }],
      action: { path: 'events.0.action' }
    }),
    samples: [
      jsonSample('payments.confirmed', 'A payment was confirmed', (event) => ({
        events: [
          { id: `EV${event.id}`, created_at: inIso(event), resource_type: 'payments', action: 'confirmed', links: { payment: 'PM123' } }
        ],
        meta: { webhook_id: `WB${event.id}` }
      }))
    ]
  },
  { header: 'Webhook-Signature', algorithm: 'sha256', encoding: 'hex' }
)
