/** Standard Webhooks, for senders that follow the specification as it stands. */
import { identifyBy } from '../identity.ts'
import type { Scheme } from '../scheme.ts'
import { decodedSecret, standardWebhooksScheme } from '../standard-webhooks-family.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'standard-webhooks',
    label: 'Standard Webhooks',
    group: 'Standard Webhooks',
    family: true,
    docsUrl: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    secretHint: 'A shared secret is "whsec_" and base64. For Ed25519 signatures give the public key: "whpk_" and base64.',
    rotation: 'The signature header holds one signature for each secret in use; any match is enough.',
    success: 'Any 2xx, recommended within 15 to 30 s. 3xx is a failure, 410 asks the sender to stop.',
    answerWithinSeconds: 15,
    retries: {
      delaysSeconds: [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
      summary: 'Recommended: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, with jitter.',
      source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
      readOn: '2026-11'
    },
    notes: ['The id and the timestamp are signed together with the body.'],
    identify: identifyBy({ id: [{ header: 'webhook-id' }], type: [{ path: 'type' }] }),
    samples: [
      {
        type: 'contact.created',
        label: 'A contact was created',
        body: ({ id, now }) =>
          JSON.stringify({
            type: 'contact.created',
            timestamp: new Date(now).toISOString(),
            data: { id: `contact_${id}`, first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' }
          }),
        headers: ({ id }) => [['webhook-id', `msg_${id}`]]
      }
    ]
  },
  { prefix: 'webhook', keyOf: decodedSecret, keyPairs: true }
)
