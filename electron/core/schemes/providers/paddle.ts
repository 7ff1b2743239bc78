/** Paddle Billing. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'paddle',
    label: 'Paddle',
    group: 'Payments',
    docsUrl: 'https://developer.paddle.com/webhooks/signature-verification',
    secretHint: 'The notification destination\'s secret key, "pdl_ntfset_" and more. It is used whole.',
    toleranceSeconds: 5,
    rotation: 'While a secret is rotated the header holds an h1 signature for each; any match is enough.',
    success: 'HTTP 200 within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400],
      summary: 'Live: 60 times over 3 days. Sandbox: 3 times over 15 min. Further and further apart; the times here are an approximation.',
      source: 'https://developer.paddle.com/webhooks/about/respond-to-webhooks',
      readOn: '2026-11'
    },
    notes: ['5 s of tolerance are tight: a clock that is slightly off fails. Raise the tolerance if it does.'],
    identify: identifyBy({ id: [{ path: 'event_id' }], type: [{ path: 'event_type' }] }),
    samples: [
      jsonSample('transaction.completed', 'A transaction was completed', (event) => ({
        event_id: `evt_${event.id}`,
        event_type: 'transaction.completed',
        occurred_at: inIso(event),
        notification_id: `ntf_${event.id}`,
        data: { id: `txn_${event.id}`, status: 'completed', currency_code: 'EUR', details: { totals: { total: '1999' } } }
      })),
      jsonSample('subscription.canceled', 'A subscription was cancelled', (event) => ({
        event_id: `evt_${event.id}`,
        event_type: 'subscription.canceled',
        occurred_at: inIso(event),
        notification_id: `ntf_${event.id}`,
        data: { id: `sub_${event.id}`, status: 'canceled' }
      }))
    ]
  },
  {
    header: 'Paddle-Signature',
    separator: ';',
    signatureKey: 'h1',
    time: { key: 'ts', format: 'seconds', joint: ':' },
    algorithm: 'sha256',
    encoding: 'hex'
  }
)
