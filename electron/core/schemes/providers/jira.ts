/** Jira and other Atlassian Cloud products. */
import { bodyFields } from '../body-fields.ts'
import { bodyHmacScheme } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'jira',
    label: 'Jira',
    group: 'Work',
    docsUrl: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
    secretHint: 'The secret given when the webhook was registered. Without one Jira does not sign.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [600, 600, 600, 600, 600],
      summary: 'As commonly reported: up to 5 times, 5 to 15 min apart, for 408, 409, 425, 429, 5xx and timeouts.',
      source: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
      readOn: '2026-11'
    },
    notes: ['The tokens of Connect apps in the Authorization header are not checked.'],
    detect: (headers, body) =>
      hasHeader(headers, 'X-Atlassian-Webhook-Identifier') ||
      (hasHeader(headers, 'X-Hub-Signature') && bodyFields(body, [['webhookEvent']])[0] !== undefined),
    identify: identifyBy({ id: [{ header: 'X-Atlassian-Webhook-Identifier' }], type: [{ path: 'webhookEvent' }] }),
    samples: [
      jsonSample(
        'jira:issue_created',
        'An issue was created',
        ({ now }) => ({
          timestamp: now,
          webhookEvent: 'jira:issue_created',
          issue: { id: '10002', key: 'ED-1', fields: { summary: 'Hello' } }
        }),
        ({ id }) => [['X-Atlassian-Webhook-Identifier', id]]
      )
    ]
  },
  { header: 'X-Hub-Signature', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
)
