/** Svix, which sends for many products under its own header names. */
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { decodedSecret, standardWebhooksScheme } from '../standard-webhooks-family.ts'
import { svixRetries } from '../svix-retries.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'svix',
    label: 'Svix',
    group: 'Standard Webhooks',
    family: true,
    docsUrl: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    secretHint: 'The signing secret of the endpoint: "whsec_" and base64.',
    rotation: 'The signature header holds one signature for each secret in use; the old one is kept for 24 h.',
    success: 'Any 2xx, within about 15 s. A redirect is a failure.',
    answerWithinSeconds: 15,
    retries: svixRetries,
    notes: ['Some senders use the names webhook-id, webhook-timestamp and webhook-signature: choose Standard Webhooks for those.'],
    identify: identifyBy({ id: [{ header: 'svix-id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'contact.created',
        'A contact was created',
        (event) => ({ type: 'contact.created', timestamp: inIso(event), data: { id: `contact_${event.id}`, email: 'ada@example.com' } }),
        ({ id }) => [['svix-id', `msg_${id}`]]
      )
    ]
  },
  { prefix: 'svix', keyOf: decodedSecret }
)
