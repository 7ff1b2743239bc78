/** Okta event hooks. */
import { bodyFields } from '../body-fields.ts'
import { jsonAnswer } from '../handshake.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { headerTokenScheme } from '../token-scheme.ts'

const challengeHeader = 'X-Okta-Verification-Challenge'

export const scheme: Scheme = headerTokenScheme(
  {
    id: 'okta',
    label: 'Okta event hooks',
    group: 'Identity',
    docsUrl: 'https://developer.okta.com/docs/concepts/event-hooks/',
    secretHint: 'The authentication secret of the event hook, as Okta sends it in the Authorization header.',
    rotation: 'Edit the hook; keep both here meanwhile.',
    success: 'HTTP 200 or 204 within 3 s.',
    answerWithinSeconds: 3,
    retries: {
      delaysSeconds: [1],
      summary: 'At most once, after a timeout or a 5xx; never after a 4xx. The time here is an example.',
      source: 'https://developer.okta.com/docs/concepts/event-hooks/',
      readOn: '2026-11'
    },
    handshakeSummary: 'GET with X-Okta-Verification-Challenge: its value is sent back as JSON.',
    notes: ['Nothing is signed: whoever reads one delivery can write another.'],
    detect: (headers, body) => hasHeader(headers, challengeHeader) || bodyFields(body, [['eventType']])[0] === 'com.okta.event_hook',
    identify: identifyBy({ id: [{ path: 'eventId' }], type: [{ path: 'data.events.0.eventType' }, { path: 'eventType' }] }),
    handshake: (request) => {
      const verification = request.method === 'GET' ? headerValue(request.headers, challengeHeader) : undefined
      return verification === undefined ? undefined : jsonAnswer({ verification }, 'Okta checked the address with a challenge.')
    },
    samples: [
      jsonSample('user.lifecycle.create', 'A user was created', (event) => ({
        eventType: 'com.okta.event_hook',
        eventTypeVersion: '1.0',
        eventId: event.id,
        eventTime: inIso(event),
        source: 'https://sample.okta.com/api/v1/eventHooks/who1',
        data: { events: [{ uuid: event.id, eventType: 'user.lifecycle.create', severity: 'INFO', displayMessage: 'Create Okta user' }] }
      }))
    ]
  },
  'Authorization'
)
