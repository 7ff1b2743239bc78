/** PagerDuty, webhooks of version 3. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'pagerduty',
    label: 'PagerDuty',
    group: 'Operations',
    docsUrl: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
    secretHint: 'The secret shown when the webhook subscription was created, any text.',
    rotation: 'The header may hold several v1 signatures; any match is enough.',
    success: 'Any 2xx, as commonly reported within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 180, 360, 600],
      summary: "4 times over about 20 min, by a third party's review. The times here are an approximation.",
      source: 'https://www.svix.com/resources/webhook-reviews/pagerduty-webhook-review/',
      readOn: '2026-11'
    },
    notes: ['Nothing about time is signed: an old delivery verifies for ever.'],
    identify: identifyBy({ id: [{ path: 'event.id' }, { header: 'X-Webhook-Id' }], type: [{ path: 'event.event_type' }] }),
    samples: [
      jsonSample('incident.triggered', 'An incident was triggered', (event) => ({
        event: {
          id: event.id,
          event_type: 'incident.triggered',
          resource_type: 'incident',
          occurred_at: inIso(event),
          data: { id: 'PGR0VU2', type: 'incident', status: 'triggered', title: 'A little bump in the road' }
        }
      }))
    ]
  },
  { header: 'X-PagerDuty-Signature', separator: ',', signatureKey: 'v1', algorithm: 'sha256', encoding: 'hex' }
)
