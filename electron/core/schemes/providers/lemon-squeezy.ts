/** Lemon Squeezy. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { hasAllHeaders } from '../signature-scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'lemon-squeezy',
    label: 'Lemon Squeezy',
    group: 'Payments',
    docsUrl: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
    secretHint: 'The signing secret typed into the webhook settings, 6 to 40 characters.',
    success: 'HTTP 200.',
    retries: {
      delaysSeconds: [5, 25, 125],
      summary: 'As commonly reported: up to 3 more times, after about 5, 25 and 125 s.',
      source: 'https://docs.lemonsqueezy.com/help/webhooks/webhook-requests',
      readOn: '2026-11'
    },
    notes: ['A delivery carries no id of its own, so a redelivery cannot be told by an id.'],
    detect: hasAllHeaders('X-Signature', 'X-Event-Name'),
    identify: identifyBy({ type: [{ header: 'X-Event-Name' }, { path: 'meta.event_name' }] }),
    samples: [
      jsonSample(
        'order_created',
        'An order was created',
        ({ id }) => ({
          meta: { event_name: 'order_created', test_mode: true },
          data: { type: 'orders', id, attributes: { status: 'paid', total: 1999, currency: 'EUR', user_email: 'ada@example.com' } }
        }),
        () => [['X-Event-Name', 'order_created']]
      )
    ]
  },
  { header: 'X-Signature', algorithm: 'sha256', encoding: 'hex' }
)
