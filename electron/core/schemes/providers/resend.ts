/** Resend, which sends through Svix. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { hasAllHeaders } from '../signature-scheme.ts'
import { decodedSecret, standardWebhooksScheme } from '../standard-webhooks-family.ts'
import { svixRetries } from '../svix-retries.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'resend',
    label: 'Resend',
    group: 'Mail and messages',
    docsUrl: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
    secretHint: 'The signing secret of the webhook in the Resend dashboard: "whsec_" and base64.',
    rotation: 'The signature header holds one signature for each secret in use.',
    success: 'Any 2xx.',
    retries: { ...svixRetries, source: 'https://resend.com/docs/webhooks/retries-and-replays' },
    detect: (headers, body) => hasAllHeaders('svix-id', 'svix-signature')(headers) && isMailEvent(body),
    identify: identifyBy({ id: [{ header: 'svix-id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'email.delivered',
        'A mail was delivered',
        (event) => ({
          type: 'email.delivered',
          created_at: inIso(event),
          data: { email_id: event.id, from: 'Acme <onboarding@example.com>', to: ['ada@example.com'], subject: 'Hello' }
        }),
        ({ id }) => [['svix-id', `msg_${id}`]]
      )
    ]
  },
  { prefix: 'svix', keyOf: decodedSecret }
)

function isMailEvent(body: Uint8Array): boolean {
  const [type, mail] = bodyFields(body, [['type'], ['data', 'email_id']])
  return mail !== undefined && type?.startsWith('email.') === true
}
