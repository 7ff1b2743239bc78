/** Postmark: basic authentication, by credentials in the address that was registered. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { headerTokenScheme } from '../token-scheme.ts'

export const scheme: Scheme = headerTokenScheme(
  {
    id: 'postmark',
    label: 'Postmark',
    group: 'Mail and messages',
    docsUrl: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
    secretHint: 'User and password with ":" between them, as in the registered address https://user:password@…',
    success: 'HTTP 200. 403 stops retries.',
    retries: {
      delaysSeconds: [60, 300, 600, 600, 600, 900, 1800, 3600, 7200, 21_600],
      summary: 'Inbound: after 1, 5, 10, 10, 10, 15 and 30 min, 1, 2 and 6 h. Other kinds as commonly reported the same or fewer.',
      source: 'https://postmarkapp.com/support/article/understanding-inbound-webhook-retries-in-postmark',
      readOn: '2026-11'
    },
    notes: ['Nothing is signed: whoever reads one delivery can write another.'],
    checkSecret: (value) => (value.includes(':') ? undefined : 'Give user and password with ":" between them.'),
    detect: (_headers, body) => bodyFields(body, [['RecordType'], ['MessageID']]).every((field) => field !== undefined),
    identify: identifyBy({ id: [{ path: 'MessageID' }], idParts: [{ path: 'RecordType' }], type: [{ path: 'RecordType' }] }),
    samples: [
      jsonSample('Delivery', 'A mail was delivered', (event) => ({
        RecordType: 'Delivery',
        MessageID: event.id,
        Recipient: 'ada@example.com',
        DeliveredAt: inIso(event),
        ServerID: 23,
        MessageStream: 'outbound'
      }))
    ]
  },
  'Authorization',
  (secret) => `Basic ${Buffer.from(secret, 'utf8').toString('base64')}`
)
