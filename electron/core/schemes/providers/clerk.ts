/** Clerk, which sends through Svix. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { hasAllHeaders } from '../signature-scheme.ts'
import { decodedSecret, standardWebhooksScheme } from '../standard-webhooks-family.ts'
import { svixRetries } from '../svix-retries.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'clerk',
    label: 'Clerk',
    group: 'Identity',
    docsUrl: 'https://clerk.com/docs/webhooks/sync-data',
    secretHint: 'The signing secret of the endpoint in the Clerk dashboard: "whsec_" and base64.',
    rotation: 'The signature header holds one signature for each secret in use.',
    success: 'Any 2xx.',
    retries: svixRetries,
    notes: ['Clerk sends the svix- header names.'],
    detect: (headers, body) => hasAllHeaders('svix-id', 'svix-signature')(headers) && bodyFields(body, [['instance_id']])[0] !== undefined,
    identify: identifyBy({ id: [{ header: 'svix-id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'user.created',
        'A user was created',
        ({ id, now }) => ({
          data: { id: `user_${id}`, object: 'user', first_name: 'Ada', created_at: now },
          instance_id: 'ins_sample',
          object: 'event',
          timestamp: now,
          type: 'user.created'
        }),
        ({ id }) => [['svix-id', `msg_${id}`]]
      )
    ]
  },
  { prefix: 'svix', keyOf: decodedSecret }
)
