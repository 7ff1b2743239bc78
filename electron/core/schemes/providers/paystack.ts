/** Paystack. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'paystack',
    label: 'Paystack',
    group: 'Payments',
    docsUrl: 'https://paystack.com/docs/payments/webhooks/',
    secretHint: 'The API secret key, "sk_test_" or "sk_live_" and more: Paystack signs with it.',
    success: 'HTTP 200 within 30 s.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [180, 180, 180, 180, 3600, 3600, 3600, 3600],
      summary:
        'Live: every 3 min for 4 tries, then hourly up to 72 h. Test: hourly for 10 h. Only the first of the hourly tries are listed here.',
      source: 'https://paystack.com/docs/payments/webhooks/',
      readOn: '2026-11'
    },
    notes: ['A delivery carries no id of its own; Hooklab takes the id of what it is about.'],
    checkSecret: (value) => (value.startsWith('pk_') ? 'This is the public key. Paystack signs with the secret key, "sk_".' : undefined),
    identify: identifyBy({ id: [{ path: 'data.id' }], type: [{ path: 'event' }] }),
    samples: [
      jsonSample('charge.success', 'A charge succeeded', (event) => ({
        event: 'charge.success',
        data: { id: 302_961, status: 'success', reference: event.id, amount: 1999, currency: 'NGN', paid_at: inIso(event) }
      }))
    ]
  },
  { header: 'x-paystack-signature', algorithm: 'sha512', encoding: 'hex' }
)
