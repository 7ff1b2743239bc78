/** OpenAI, which follows Standard Webhooks. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { hasAllHeaders } from '../signature-scheme.ts'
import { decodedSecret, standardWebhooksScheme, textSecret } from '../standard-webhooks-family.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'openai',
    label: 'OpenAI',
    group: 'Developer tools',
    docsUrl: 'https://platform.openai.com/docs/guides/webhooks',
    secretHint: 'The signing secret shown once when the webhook is made: "whsec_" and base64.',
    rotation: 'The signature header holds one signature for each secret in use.',
    success: 'Any 2xx within a few seconds.',
    retries: {
      delaysSeconds: [5, 60, 300, 1800, 7200, 21_600, 43_200, 86_400, 86_400],
      summary: 'As commonly reported: further and further apart for up to 72 h. The times here are an approximation.',
      source: 'https://platform.openai.com/docs/guides/webhooks',
      readOn: '2026-11'
    },
    notes: ['A secret without the prefix is used as it stands, as the library of OpenAI does.'],
    checkSecret: () => undefined,
    detect: (headers, body) => hasAllHeaders('webhook-id', 'webhook-signature')(headers) && isOpenAiEvent(body),
    identify: identifyBy({ id: [{ header: 'webhook-id' }, { path: 'id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'response.completed',
        'A response was completed',
        (event) => ({
          id: `evt_${event.id}`,
          object: 'event',
          created_at: inSeconds(event),
          type: 'response.completed',
          data: { id: `resp_${event.id}` }
        }),
        ({ id }) => [['webhook-id', `wh_${id}`]]
      )
    ]
  },
  { prefix: 'webhook', keyOf: (secret) => (secret.startsWith('whsec_') ? decodedSecret(secret) : textSecret(secret)) }
)

function isOpenAiEvent(body: Uint8Array): boolean {
  const [object, type] = bodyFields(body, [['object'], ['type']])
  return object === 'event' && /^(response|batch|fine_tuning|eval|realtime|video)\./.test(type ?? '')
}
