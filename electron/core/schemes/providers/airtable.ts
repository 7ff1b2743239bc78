/** Airtable. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { decodeBase64 } from '../encoding.ts'
import type { Scheme } from '../scheme.ts'
import { inIso, jsonSample } from '../samples.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'airtable',
    label: 'Airtable',
    group: 'Work',
    docsUrl: 'https://airtable.com/developers/web/api/webhooks-overview',
    secretHint: 'The "macSecretBase64" that was answered when the webhook was created, shown once. It is decoded before use.',
    rotation: 'Create the webhook anew for another secret.',
    success: 'HTTP 200 or 204 with an empty body within 25 s.',
    answerWithinSeconds: 25,
    acknowledgement: { status: 204, headers: [], body: '' },
    retries: {
      delaysSeconds: [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480, 40_960],
      summary: '13 times over about a day, doubling. The times here are an approximation. A webhook expires after 7 days unless refreshed.',
      source: 'https://airtable.com/developers/web/api/webhooks-overview',
      readOn: '2026-11'
    },
    notes: ['The delivery is only a ping: what changed must be fetched.'],
    checkSecret: (value) => (decodeBase64(value.trim()) === undefined ? 'The secret must be base64, as Airtable gave it.' : undefined),
    identify: () => ({ eventType: 'ping' }),
    samples: [
      jsonSample('ping', 'Something changed in a base', (event) => ({
        base: { id: 'appSample0000000' },
        webhook: { id: 'achSample0000000' },
        timestamp: inIso(event)
      }))
    ]
  },
  { header: 'X-Airtable-Content-MAC', prefix: 'hmac-sha256=', algorithm: 'sha256', encoding: 'hex', keyOf: decodeBase64 }
)
