/**
 * Polar, which follows Standard Webhooks. Secrets made before September 2026 sign with their own text as the key, later ones with what is
 * decoded, as the standard has it; a secret does not tell when it was made, so both are tried.
 * Source: https://github.com/polarsource/polar/pull/14117
 */
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { decodedSecret, standardWebhooksScheme, textSecret } from '../standard-webhooks-family.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'polar',
    label: 'Polar',
    group: 'Payments',
    docsUrl: 'https://polar.sh/docs/integrate/webhooks/delivery',
    secretHint: 'The secret of the webhook endpoint, whole, with its "whsec_".',
    notes: [
      'A secret made before September 2026 is used as text, a later one is decoded from base64; Hooklab takes both and signs both ways.'
    ],
    rotation: 'The signature header holds one signature for each secret in use.',
    success: 'Any 2xx within 10 s. The endpoint is switched off after 10 failures in a row.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 57_600],
      summary: 'Up to 10 times, further and further apart. The times here are an approximation.',
      source: 'https://polar.sh/docs/integrate/webhooks/delivery',
      readOn: '2026-11'
    },
    detect: (headers) => /polar/i.test(headerValue(headers, 'user-agent') ?? '') && headerValue(headers, 'webhook-signature') !== undefined,
    identify: identifyBy({ id: [{ header: 'webhook-id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'order.paid',
        'An order was paid',
        (event) => ({
          type: 'order.paid',
          timestamp: inIso(event),
          data: { id: event.id, status: 'paid', total_amount: 1999, currency: 'eur' }
        }),
        ({ id }) => [
          ['User-Agent', 'polar.sh webhooks'],
          ['webhook-id', id]
        ]
      )
    ]
  },
  { prefix: 'webhook', keyOf: textSecret, otherKeyOf: (secret) => (secret.startsWith('whsec_') ? decodedSecret(secret) : undefined) }
)
