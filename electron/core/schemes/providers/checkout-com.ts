/** Checkout.com. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'checkout-com',
    label: 'Checkout.com',
    group: 'Payments',
    docsUrl: 'https://www.checkout.com/docs/workflows',
    secretHint: 'The signature key of the webhook action in the workflow.',
    success: 'Any 2xx, as commonly reported within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [300, 600, 900, 1800, 3600, 14_400, 43_200],
      summary: 'As commonly reported: after 5, 10, 15 and 30 min, 1, 4 and 12 h.',
      source: 'https://www.checkout.com/docs/workflows',
      readOn: '2026-11'
    },
    notes: ['An Authorization header, where the workflow sends one, is not checked.'],
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample('payment_captured', 'A payment was captured', (event) => ({
        id: `evt_${event.id}`,
        type: 'payment_captured',
        version: '1.0.0',
        created_on: inIso(event),
        data: { id: `pay_${event.id}`, amount: 1999, currency: 'EUR' }
      }))
    ]
  },
  { header: 'Cko-Signature', algorithm: 'sha256', encoding: 'hex' }
)
