/** Razorpay. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'razorpay',
    label: 'Razorpay',
    group: 'Payments',
    docsUrl: 'https://razorpay.com/docs/webhooks/validate-test/',
    secretHint: 'The secret typed into the webhook settings, any text; not the API key secret.',
    rotation: 'As commonly reported, retries of old events are still signed with the old secret: keep both here for a day.',
    success: 'Any 2xx, as commonly reported within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 43_200],
      summary:
        'As commonly reported: for 24 h, further and further apart, then the webhook is switched off. The times here are an approximation.',
      source: 'https://razorpay.com/docs/webhooks/',
      readOn: '2026-11'
    },
    identify: identifyBy({ id: [{ header: 'x-razorpay-event-id' }], type: [{ path: 'event' }] }),
    samples: [
      jsonSample(
        'payment.captured',
        'A payment was captured',
        (event) => ({
          entity: 'event',
          account_id: 'acc_sample',
          event: 'payment.captured',
          contains: ['payment'],
          payload: { payment: { entity: { id: `pay_${event.id}`, amount: 50_000, currency: 'INR', status: 'captured' } } },
          created_at: inSeconds(event)
        }),
        ({ id }) => [['x-razorpay-event-id', id]]
      )
    ]
  },
  { header: 'X-Razorpay-Signature', algorithm: 'sha256', encoding: 'hex' }
)
