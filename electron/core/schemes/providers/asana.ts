/** Asana. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { emptyAnswer } from '../handshake.ts'
import { hasHeader, headerValues } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

const header = 'X-Hook-Signature'
const secretHeader = 'X-Hook-Secret'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'asana',
    label: 'Asana',
    group: 'Work',
    docsUrl: 'https://developers.asana.com/docs/webhooks-guide',
    secretHint: 'The X-Hook-Secret that Asana sent when the webhook was created, one for each webhook.',
    rotation: 'Create the webhook anew for another secret.',
    success: 'HTTP 200 or 204 within 10 s. 410 deletes the webhook.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 50_400],
      summary: 'For 24 h, further and further apart, then the webhook is deleted. The times here are an approximation.',
      source: 'https://developers.asana.com/docs/webhooks-guide',
      readOn: '2026-11'
    },
    handshakeSummary:
      'While the webhook is being created Asana sends an X-Hook-Secret; the same header is sent back, and its value is the secret.',
    notes: ['A heartbeat with an empty list of events comes every 8 h.', 'Events carry no id.'],
    detect: (headers) => hasHeader(headers, header) || hasHeader(headers, secretHeader),
    identify: identifyBy({ type: [{ path: 'events.0.resource.resource_type' }], action: { path: 'events.0.action' } }),
    handshake: (request) => {
      const [secret, ...others] = headerValues(request.headers, secretHeader)
      if (secret === undefined || secret === '' || others.length > 0 || hasHeader(request.headers, header)) return undefined
      return { ...emptyAnswer(200, 'Asana created the webhook and sent its secret.', [[secretHeader, secret]]), offeredSecret: secret }
    },
    samples: [
      jsonSample('task.changed', 'A task was changed', (event) => ({
        events: [
          {
            user: { gid: '12345', resource_type: 'user' },
            created_at: inIso(event),
            action: 'changed',
            resource: { gid: '1199', resource_type: 'task' },
            change: { field: 'due_at', action: 'changed' }
          }
        ]
      }))
    ]
  },
  { header, algorithm: 'sha256', encoding: 'hex' }
)
