/** Square. */
import { addressHmacScheme } from '../address-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = addressHmacScheme(
  {
    id: 'square',
    label: 'Square',
    group: 'Payments',
    docsUrl: 'https://developer.squareup.com/docs/webhooks/step3validate',
    secretHint: 'The signature key of the webhook subscription.',
    success: 'Any 2xx, as soon as possible; an older page says within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 30_720, 21_600],
      summary: 'For up to 24 h, doubling, as commonly reported 11 times. The times here are an approximation.',
      source: 'https://developer.squareup.com/docs/webhooks/troubleshooting',
      readOn: '2026-11'
    },
    notes: ['The notification address is signed together with the body: it must be the public one, exactly as Square knows it.'],
    identify: identifyBy({ id: [{ path: 'event_id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample('payment.created', 'A payment was created', (event) => ({
        merchant_id: '6SSW7HV8K2ST5',
        type: 'payment.created',
        event_id: event.id,
        created_at: inIso(event),
        data: { type: 'payment', id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY', object: { payment: { status: 'APPROVED' } } }
      }))
    ]
  },
  { header: 'x-square-hmacsha256-signature', algorithm: 'sha256', encoding: 'base64', content: (address, body) => [address, body] }
)
