/** Zendesk. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'zendesk',
    label: 'Zendesk',
    group: 'Work',
    docsUrl: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
    secretHint: 'The signing secret of the webhook. Test sends are signed with a fixed secret that the documentation names.',
    rotation: 'Reset it by the API; keep both here meanwhile.',
    success: 'Any 2xx within 12 s.',
    answerWithinSeconds: 12,
    retries: {
      delaysSeconds: [60, 60, 60],
      summary:
        'Up to 3 times for 409; for 429 and 503 when Retry-After is under 60 s; up to 5 times after a timeout. The times here are an example.',
      source: 'https://developer.zendesk.com/api-reference/webhooks/introduction',
      readOn: '2026-11'
    },
    notes: ['Zendesk names no tolerance for the timestamp, so its age is not checked.', 'The body may be empty.'],
    identify: identifyBy({ id: [{ header: 'X-Zendesk-Webhook-Invocation-Id' }, { path: 'id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample(
        'zen:event-type:ticket.created',
        'A ticket was created',
        (event) => ({
          account_id: 22_129_848,
          detail: { id: '35436', status: 'NEW', subject: 'Help me' },
          id: event.id,
          subject: 'zen:ticket:35436',
          time: inIso(event),
          type: 'zen:event-type:ticket.created',
          zendesk_event_version: '2022-11-06'
        }),
        ({ id }) => [['X-Zendesk-Webhook-Invocation-Id', id]]
      )
    ]
  },
  {
    header: 'X-Zendesk-Webhook-Signature',
    time: { header: 'X-Zendesk-Webhook-Signature-Timestamp', format: 'iso' },
    content: ({ timestamp, body }) => [timestamp, body],
    algorithm: 'sha256',
    encoding: 'base64'
  }
)
