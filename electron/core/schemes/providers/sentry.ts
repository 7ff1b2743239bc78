/** Sentry. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'sentry',
    label: 'Sentry',
    group: 'Operations',
    docsUrl: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
    secretHint: "The integration's client secret.",
    success: 'Any 2xx within 1 s. 1,000 timeouts in 24 h unsubscribe an unpublished integration.',
    answerWithinSeconds: 1,
    retries: {
      delaysSeconds: [],
      summary: 'None is documented.',
      source: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
      readOn: '2026-11'
    },
    notes: ['The header Sentry-Hook-Timestamp is not signed.'],
    identify: identifyBy({ id: [{ header: 'Request-ID' }], type: [{ header: 'Sentry-Hook-Resource' }], action: { path: 'action' } }),
    samples: [
      jsonSample(
        'issue.created',
        'An issue was created',
        ({ id }) => ({
          action: 'created',
          installation: { uuid: id },
          data: { issue: { id: '1170820242', title: 'TypeError: x is undefined' } }
        }),
        (event) => [
          ['Request-ID', event.id],
          ['Sentry-Hook-Resource', 'issue'],
          ['Sentry-Hook-Timestamp', String(inSeconds(event))]
        ]
      )
    ]
  },
  { header: 'Sentry-Hook-Signature', algorithm: 'sha256', encoding: 'hex' }
)
