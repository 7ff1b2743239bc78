/** Calendly. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'calendly',
    label: 'Calendly',
    group: 'Work',
    docsUrl: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
    secretHint: 'The signing key chosen or made when the subscription was created, any text.',
    toleranceSeconds: 180,
    rotation: 'A new subscription brings a new key.',
    success: 'Any 2xx, as commonly reported within 15 s.',
    answerWithinSeconds: 15,
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 57_600],
      summary:
        'As commonly reported: for 24 h, further and further apart, then the subscription is switched off. The times here are an approximation.',
      source: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
      readOn: '2026-11'
    },
    identify: identifyBy({ id: [{ path: 'payload.uri' }], type: [{ path: 'event' }] }),
    samples: [
      jsonSample('invitee.created', 'A meeting was booked', (event) => ({
        event: 'invitee.created',
        created_at: inIso(event),
        created_by: 'https://api.calendly.com/users/SAMPLE',
        payload: {
          uri: `https://api.calendly.com/scheduled_events/SAMPLE/invitees/${event.id}`,
          email: 'ada@example.com',
          name: 'Ada Lovelace'
        }
      }))
    ]
  },
  {
    header: 'Calendly-Webhook-Signature',
    separator: ',',
    signatureKey: 'v1',
    time: { key: 't', format: 'seconds', joint: '.' },
    algorithm: 'sha256',
    encoding: 'hex'
  }
)
