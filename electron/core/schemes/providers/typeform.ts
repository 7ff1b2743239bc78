/** Typeform. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'typeform',
    label: 'Typeform',
    group: 'Work',
    docsUrl: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
    secretHint: 'The secret typed into the webhook settings, any text.',
    success: 'Any 2xx, as commonly reported within 30 s. 404 and 410 switch the webhook off at once.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [150, 150, 150, 150, 150],
      summary: 'For 408, 423, 429 and 503 every 2 to 3 min for 10 h; for other failures about 5 times, further and further apart.',
      source: 'https://www.typeform.com/developers/webhooks/',
      readOn: '2026-11'
    },
    identify: identifyBy({ id: [{ path: 'event_id' }], type: [{ path: 'event_type' }] }),
    samples: [
      jsonSample('form_response', 'A form was filled in', (event) => ({
        event_id: event.id,
        event_type: 'form_response',
        form_response: { form_id: 'lT4Z3j', token: event.id, submitted_at: inIso(event), answers: [{ type: 'text', text: 'Ada' }] }
      }))
    ]
  },
  { header: 'Typeform-Signature', prefix: 'sha256=', algorithm: 'sha256', encoding: 'base64' }
)
